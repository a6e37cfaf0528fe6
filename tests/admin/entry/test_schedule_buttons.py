"""定时发布、下线、取消排期 and 撤稿 from the desk's page."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.schedules import publish_due, schedule, set_expiry
from series.models import AuditLine, ColumnRole, Entry, Result
from series.roles import FINAL
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("days_may_pass")]
SHANGHAI = timezone.get_default_timezone()
NOW = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(as_person, chief):
    return as_person(chief)


def step(client, row, name, **data):
    """Press a button of the entry's page and read the page that follows."""
    data = {"revision": making.newest(row).number, **data}
    return client.post(reverse(f"admin:series_{row.kind}_{name}", args=[row.pk]), data, follow=True)


def page_of(client, row):
    return client.get(reverse(f"admin:series_{row.kind}_change", args=[row.pk]))


def fresh(row):
    return Entry.objects.get(pk=row.pk)


def planned(**content):
    row = making.article("signed", **content)
    schedule(row, revision=making.newest(row), at=NOW + DAY, by=people.chief())
    return row


@pytest.mark.parametrize("typed", ["2026-11-25T09:00", "2026-11-25 09:00", " 2026-11-25T09:00 "])
def test_a_moment_is_typed_in_shanghai_time(desk, typed):
    row = making.article("signed")
    page = step(desk, row, "schedule", at=typed)
    assert "将于 2026-11-25 09:00 发布" in visible_text(page)
    assert fresh(row).publish_due_at == NOW + DAY
    assert "第1版定于 2026-11-25 09:00 发布，郑终排期" in visible_text(page)
    assert 'value="2026-11-25T09:00"' in page.text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "请先填写发布时间"),
        ("2026-11-24T08:59", "发布时间 2026-11-24 08:59 已过"),
        ("明天", "时间“明天”无法识别，请写成"),
        ("2026-02-30T09:00", "无法识别"),
        ("9999-12-31T23:59", "年份 9999 有误"),
        ("0001-01-01T00:00+08:00", "年份 1 有误"),
        ("某日\0", "时间“某日”无法识别"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_and_kept(desk, typed, why):
    row = making.article("signed")
    page = step(desk, row, "schedule", at=typed)
    assert why in visible_text(page)
    assert fresh(row).publish_due_at is None
    if typed and "\0" not in typed:
        assert f'value="{typed}"' in page.text
    line = AuditLine.objects.filter(result=Result.REFUSED).get()
    assert (line.verb, line.entry_id) == ("定时发布", row.pk)


def test_a_schedule_is_moved_and_cancelled(desk):
    row = planned()
    step(desk, row, "schedule", at="2026-11-27T10:00")
    assert fresh(row).publish_due_at == NOW + 3 * DAY + timedelta(hours=1)
    page = step(desk, row, "unschedule")
    assert "的排期已取消" in visible_text(page)
    assert fresh(row).scheduled is None
    assert "取消排期" not in page.text.partition("messagelist")[2].partition("</ul>")[2]


def test_an_end_is_set_and_taken_away(desk):
    row = making.article("published")
    page = step(desk, row, "expire", at="2026-12-31T18:00")
    assert "将于 2026-12-31 18:00 下线" in visible_text(page)
    assert 'value="2026-12-31T18:00"' in page.text
    assert "不再自动下线" in visible_text(step(desk, row, "expire", at=""))
    assert fresh(row).expires_at is None


def test_saving_says_that_the_schedule_stands(desk, as_person, admin):
    row = planned()
    client = as_person(admin)
    page = page_of(client, row)
    after = client.post(
        reverse("admin:series_article_change", args=[row.pk]),
        posted(page, headline="改过的标题", leaves_review="1"),
        follow=True,
    )
    kept = "第1版仍按排期于2026-11-25 09:00发布，要换成新版请重新送审"
    assert kept in visible_text(after)
    assert "第2版是后来保存的：第1版仍按排期发布" in visible_text(after)
    assert fresh(row).scheduled.number == 1
    assert 'id="id_publish_at"' not in after.text
    assert f"{reverse('admin:series_article_unschedule', args=[row.pk])}" in after.text


def test_who_may_not_schedule_sees_the_plan_and_no_button(as_person, editor):
    row = planned()
    page = page_of(as_person(editor), row)
    assert "第1版定于 2026-11-25 09:00 发布" in visible_text(page)
    for name in ("schedule", "unschedule", "expire", "publish"):
        address = reverse(f"admin:series_article_{name}", args=[row.pk])
        assert address not in page.text
        assert as_person(editor).post(address, {"revision": 1}).status_code == 403


def test_a_role_in_one_column_schedules_there_alone(client):
    here, there = making.column("本栏"), making.column("他栏")
    person = people.outsider()
    person.is_staff = True
    person.save()
    role = people.chief().groups.get(name=FINAL)
    ColumnRole.objects.create(user=person, role=role, column=here)
    client.force_login(person)
    mine = making.article("signed", column=here)
    other = making.article("signed", column=there)
    assert "将于" in visible_text(step(client, mine, "schedule", at="2026-11-25T09:00"))
    for name in ("schedule", "unschedule", "expire"):
        assert step(client, other, name, at="2026-11-25T09:00").status_code == 403
    assert fresh(other).publish_due_at is None


def test_a_withdrawal_of_what_was_not_seen_is_refused(desk):
    row = making.article("published")
    assert 'name="revision" value="1"' in page_of(desk, row).text
    making.republish(row, headline="更正后的标题")
    page = step(desk, row, "withdraw", revision=1, words="内容有误")
    assert "公开的已是第2版，请刷新核对后再撤" in visible_text(page)
    assert "内容有误" in page.text
    assert fresh(row).is_public
    step(desk, row, "withdraw", revision=2, words="内容有误")
    assert fresh(row).visibility == "withdrawn"


def test_what_came_off_can_go_out_again(as_person, chief, clock):
    row = making.article("published")
    set_expiry(row, at=NOW + DAY, by=people.chief())
    clock.move_to(NOW + 2 * DAY)
    publish_due()
    desk = as_person(chief)
    page = page_of(desk, row)
    assert "已于 2026-11-25 09:00 下线" in visible_text(page)
    step(desk, row, "publish")
    assert (fresh(row).is_public, fresh(row).expires_at) == (True, None)


def test_what_happened_stands_beside_the_text(as_person, chief, clock):
    row = making.article("published", headline="要改的一篇")
    set_expiry(row, at=NOW + 9 * DAY, by=chief)
    newer = making.change(row, headline="改过的一篇")
    making.approve_fully(row)
    schedule(row, revision=newer, at=NOW + DAY, by=chief)
    Entry.objects.filter(pk=row.pk).update(scheduled=row.live)
    clock.move_to(NOW + 2 * DAY)
    assert len(publish_due().failed) == 1
    log = visible_text(page_of(as_person(chief), row)).partition("经过")[2]
    for line in ("未发 郑终", "已经发布，无需重复发布", "定时 郑终"):
        assert line in log, log[:400]
