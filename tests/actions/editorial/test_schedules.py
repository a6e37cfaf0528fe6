"""Publication and expiry at a moment, decided now and done later."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.counters.published import recount
from series.actions.editorial.publication import publish, withdraw
from series.actions.editorial.schedules import (
    anything_due,
    next_due,
    publish_due,
    schedule,
    set_expiry,
    unschedule,
)
from series.actions.errors import EditorialError
from series.models import AuditLine, Entry, Notification, Result, ReviewTask, Revision, TaggedEntry
from series.models.immutable import Immutable
from tests.helpers import making, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("days_may_pass")]
SHANGHAI = timezone.get_default_timezone()
NOW = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def planned(at=NOW + DAY, **content):
    """A fully signed article that goes out at `at`."""
    row = making.article("signed", **content)
    schedule(row, revision=making.newest(row), at=at, by=people.chief())
    return row


def fresh(row):
    return Entry.objects.get(pk=row.pk)


def told(user):
    return list(
        Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True)
    )


def test_a_scheduled_revision_goes_out_at_its_moment_and_not_before(clock, editor):
    row = planned(tags=["常商论坛"])
    clock.move_to(NOW + DAY - timedelta(seconds=1))
    assert (anything_due(timezone.now()), publish_due().published) == (False, [])
    clock.move_to(NOW + DAY + 3 * HOUR)
    assert anything_due(timezone.now())
    assert publish_due().published == ["民营企业座谈会召开"]
    entry = fresh(row)
    assert (entry.visibility, entry.published_at) == ("public", NOW + DAY)
    assert (entry.publish_due_at, entry.scheduled, entry.scheduled_by) == (None, None, None)
    assert TaggedEntry.objects.get().published_at == NOW + DAY
    assert recount() == 0
    assert not ReviewTask.objects.open().exists()
    line = AuditLine.objects.get(verb="到时发布")
    assert (line.actor, line.channel, line.result) == (people.chief(), "publish_due", "done")
    assert "《民营企业座谈会召开》第1版已按排期发布" in told(editor)
    assert publish_due().published == []


def test_scheduling_asks_who_what_and_when(editor, chief):
    row = making.article("signed")
    revision = making.newest(row)
    with pytest.raises(EditorialError, match="排期须由终审人员或管理员操作"):
        schedule(row, revision=revision, at=NOW + DAY, by=editor)
    with pytest.raises(EditorialError, match="发布时间 2026-11-24 09:00 已过"):
        schedule(row, revision=revision, at=NOW, by=chief)
    draft = making.article("submitted")
    with pytest.raises(EditorialError, match="还缺初审、复审、终审签字"):
        schedule(draft, revision=making.newest(draft), at=NOW + DAY, by=chief)
    making.change(row, summary="新的摘要")
    with pytest.raises(EditorialError, match="已有更新的版本"):
        schedule(row, revision=revision, at=NOW + DAY, by=chief)
    public = making.article("published")
    with pytest.raises(EditorialError, match="已经发布，无需排期"):
        schedule(public, revision=making.newest(public), at=NOW + DAY, by=chief)
    assert not Entry.objects.exclude(publish_due_at=None).exists()


def test_no_schedule_before_the_first_publication(clock, chief):
    """Possible only where a clock went ahead: the first publication lies in the future."""
    clock.move_to(NOW + 3 * DAY)
    row = making.article("withdrawn")
    clock.move_to(NOW)
    with pytest.raises(EditorialError, match="不能早于首次发布（2026-11-27 09:00）"):
        schedule(row, revision=making.newest(row), at=NOW + DAY, by=chief)
    schedule(row, revision=making.newest(row), at=NOW + 4 * DAY, by=chief)


def test_a_later_publication_keeps_the_first_moment(clock, chief):
    row = making.article("published")
    revision = making.change(row, summary="新的摘要")
    making.approve_fully(row)
    schedule(row, revision=revision, at=NOW + DAY, by=chief)
    assert fresh(row).summary == ""
    clock.move_to(NOW + 2 * DAY)
    assert publish_due().published == [str(row)]
    entry = fresh(row)
    assert (entry.summary, entry.published_at) == ("新的摘要", NOW)
    assert entry.first_published_at == NOW


def test_a_schedule_can_be_moved_and_cancelled(clock, editor, chief):
    row = planned()
    schedule(row, revision=making.newest(row), at=NOW + 2 * DAY, by=people.admin())
    assert fresh(row).scheduled_by == people.admin()
    unschedule(row, by=chief)
    assert fresh(row).publish_due_at is None
    assert told(people.admin()) == ["《民营企业座谈会召开》第1版定于2026-11-26 09:00的发布已取消"]
    with pytest.raises(EditorialError, match="没有排期，无需取消"):
        unschedule(row, by=chief)
    with pytest.raises(EditorialError, match="取消排期须由终审"):
        unschedule(planned(), by=editor)
    clock.move_to(NOW + 9 * DAY)
    publish(row, revision=making.newest(row), by=chief)


def test_a_revision_saved_afterwards_leaves_the_schedule_standing(clock, chief):
    row = planned()
    making.change(row, headline="后来的标题")
    assert fresh(row).scheduled.number == 1
    clock.move_to(NOW + 2 * DAY)
    assert publish_due().published == ["后来的标题"]
    entry = fresh(row)
    assert (entry.headline, entry.live.number, entry.newest.number) == ("民营企业座谈会召开", 1, 2)


def test_a_newer_signed_revision_takes_its_place(clock, chief):
    row = planned()
    newer = making.change(row, headline="新版标题")
    making.approve_fully(row)
    schedule(row, revision=newer, at=NOW + 2 * DAY, by=chief)
    clock.move_to(NOW + DAY)
    assert publish_due().published == []
    publish(row, revision=newer, by=chief)
    assert fresh(row).publish_due_at is None
    clock.move_to(NOW + 3 * DAY)
    assert publish_due().published == []
    assert AuditLine.objects.filter(verb="发布").count() == 1


def spoil_levels(row):
    row.column.levels = 3
    row.column.save()


def spoil_number(row):
    making.article(series=making.series(), number=7, headline="占了期号")


def spoil_words(row):
    """What a hand in the database could do; `save` would be refused."""
    revision = making.newest(row)
    changed = {**revision.content, "headline": "无人签过的标题"}
    assert isinstance(revision, Immutable)
    with connection.cursor() as cursor:
        field = Revision._meta.get_field("content")
        value = field.get_db_prep_save(changed, connection)
        cursor.execute(
            "UPDATE series_revision SET content = %s WHERE id = %s", [value, revision.pk]
        )


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (spoil_levels, "还缺复审、终审签字"),
        (spoil_number, "第7期已是《占了期号》"),
        (spoil_words, "与签字时的摘要不符"),
    ],
)
def test_one_that_cannot_go_out_is_cancelled_told_and_stops_nobody(
    clock, editor, chief, spoil, why
):
    place = making.column(levels=1)
    row = making.article("published", headline="要改的一篇", column=place)
    making.change(row, headline="要改的一篇", series=making.series().pk, number=7)
    making.approve_fully(row)
    schedule(row, revision=making.newest(row), at=NOW + DAY, by=chief)
    other = planned(at=NOW + DAY + HOUR, headline="另一篇", column=making.column("另一栏"))
    spoil(row)
    clock.move_to(NOW + 2 * DAY)
    run = publish_due()
    assert run.published == ["另一篇"]
    assert len(run.failed) == 1
    assert why in run.failed[0]
    entry = fresh(row)
    assert (entry.live.number, entry.publish_due_at, entry.scheduled) == (1, None, None)
    assert fresh(other).is_public
    line = AuditLine.objects.get(result=Result.FAILED)
    assert (line.verb, line.entry_id) == ("到时发布", row.pk)
    assert why in line.detail["why"]
    for person in (editor, chief):
        assert any("没有按排期发布，排期已取消" in text for text in told(person))
    assert publish_due().failed == []
    assert recount() == 0


def test_what_no_rule_refused_stays_due(clock, monkeypatch):
    """A program error is not a decision: nothing is cancelled, the next run tries again."""
    row = planned()
    clock.move_to(NOW + 2 * DAY)
    with monkeypatch.context() as broken:
        broken.setattr(Revision, "submissions", property(lambda self: 1 / 0))
        assert publish_due().failed == ["《民营企业座谈会召开》：程序出错，稍后重试，详见日志"]
    assert (fresh(row).is_public, fresh(row).publish_due_at) == (False, NOW + DAY)
    assert publish_due().published == [str(row)]


def test_expiry_takes_everything_off_like_a_withdrawal(clock, chief):
    row = making.article("published", tags=["AI"], series=making.series(), number=1)
    set_expiry(row, at=NOW + DAY, by=chief)
    assert next_due() == NOW + DAY
    clock.move_to(NOW + DAY)
    assert publish_due().expired == [str(row)]
    entry = fresh(row)
    assert (entry.visibility, entry.published_at) == ("expired", NOW)
    assert TaggedEntry.objects.get().published_at is None
    assert recount() == 0
    assert AuditLine.objects.get(verb="到时下线").channel == "publish_due"
    assert (publish_due().expired, next_due()) == ([], None)


def test_an_expired_entry_comes_back_without_its_old_expiry(clock, chief):
    row = making.article("published")
    set_expiry(row, at=NOW + DAY, by=chief)
    clock.move_to(NOW + DAY)
    publish_due()
    again = publish(row, revision=making.newest(row), by=chief)
    assert (again.is_public, again.expires_at, again.published_at) == (True, None, NOW)
    clock.move_to(NOW + 9 * DAY)
    assert publish_due().expired == []


def test_an_expired_entry_can_be_scheduled_again_with_a_new_end(clock, chief):
    row = making.article("published")
    set_expiry(row, at=NOW + DAY, by=chief)
    clock.move_to(NOW + DAY)
    publish_due()
    schedule(row, revision=making.newest(row), at=NOW + 3 * DAY, by=chief)
    set_expiry(row, at=NOW + 5 * DAY, by=chief)
    set_expiry(row, at=None, by=chief)
    set_expiry(row, at=NOW + 6 * DAY, by=chief)
    clock.move_to(NOW + 4 * DAY)
    assert publish_due().published == [str(row)]
    clock.move_to(NOW + 7 * DAY)
    assert publish_due().expired == [str(row)]


def test_expiry_asks_who_what_and_when(editor, chief):
    row = making.article("published")
    with pytest.raises(EditorialError, match="下线时间须由终审"):
        set_expiry(row, at=NOW + DAY, by=editor)
    with pytest.raises(EditorialError, match="已过，请选择以后的时间；要立即下线请撤稿"):
        set_expiry(row, at=NOW, by=chief)
    with pytest.raises(EditorialError, match="没有设下线时间"):
        set_expiry(row, at=None, by=chief)
    with pytest.raises(EditorialError, match="没有公开也没有排期"):
        set_expiry(making.article("signed"), at=NOW + DAY, by=chief)
    late = planned(at=NOW + 3 * DAY)
    with pytest.raises(EditorialError, match="下线时间须晚于发布时间（2026-11-27 09:00）"):
        set_expiry(late, at=NOW + 2 * DAY, by=chief)
    set_expiry(late, at=NOW + 4 * DAY, by=chief)
    with pytest.raises(EditorialError, match="定于2026-11-28 09:00下线"):
        schedule(late, revision=making.newest(late), at=NOW + 5 * DAY, by=chief)
    set_expiry(late, at=None, by=chief)
    assert fresh(late).expires_at is None


def test_what_was_never_noticed_until_its_end_does_not_flash_up(clock, chief):
    row = planned()
    set_expiry(row, at=NOW + 2 * DAY, by=chief)
    clock.move_to(NOW + 3 * DAY)
    run = publish_due()
    assert run.published == run.expired == []
    assert "下线时仍未发布，不再发布" in run.failed[0]
    assert fresh(row).visibility == "draft"


def test_a_withdrawal_cancels_the_schedule(clock, chief):
    row = making.article("published")
    newer = making.change(row, summary="新的摘要")
    making.approve_fully(row)
    schedule(row, revision=newer, at=NOW + DAY, by=chief)
    withdraw(row, reason="内容有误", by=chief)
    clock.move_to(NOW + 2 * DAY)
    assert publish_due().published == []
    assert fresh(row).visibility == "withdrawn"


def test_a_clock_that_jumps_moves_nothing_by_itself(clock, chief):
    shown, kept = making.article("published"), planned()
    clock.move_to(NOW - 2 * HOUR)
    assert list(Entry.objects.published().values_list("pk", flat=True)) == [shown.pk]
    clock.move_to(NOW + 30 * DAY)
    assert list(Entry.objects.published().values_list("pk", flat=True)) == [shown.pk]
    publish_due()
    clock.move_to(NOW - 2 * HOUR)
    assert Entry.objects.published().count() == 2
    assert (publish_due().published, publish_due().expired) == ([], [])
    assert Entry.objects.published().filter(pk=kept.pk).exists()


def test_a_dry_run_names_and_changes_nothing(clock, chief):
    row, old = planned(), making.article("published", headline="到期的一篇")
    set_expiry(old, at=NOW + DAY, by=chief)
    clock.move_to(NOW + 2 * DAY)
    run = publish_due(dry=True)
    assert (run.published, run.expired) == ([str(row)], ["到期的一篇"])
    assert fresh(old).is_public
    assert not fresh(row).is_public


def test_withdrawing_what_was_not_seen_is_refused(chief):
    row = making.article("published")
    seen = making.newest(row)
    making.republish(row, headline="更正后的标题")
    with pytest.raises(EditorialError, match="公开的已是第2版，请刷新核对后再撤"):
        withdraw(row, reason="内容有误", revision=seen, by=chief)
    withdraw(row, reason="内容有误", revision=making.newest(row), by=chief)


def test_noticing_reads_two_small_indexes():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a table of one row without an index")
    planned()
    with CaptureQueriesContext(connection) as asked:
        anything_due(NOW)
    assert len(asked) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "entry_publish_due" in plan
    assert "entry_expires" in plan
