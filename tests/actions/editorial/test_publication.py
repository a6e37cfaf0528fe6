from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from series.actions.editorial.publication import (
    publish,
    publish_archive,
    publish_revision,
    withdraw,
)
from series.actions.errors import EditorialError
from series.models import AuditLine, Entry, TaggedEntry, Visibility
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
SHANGHAI = timezone.get_default_timezone()


def test_publishing_puts_the_signed_words_on_the_live_row():
    draft = making.article(headline="履职风采", tags=["常商论坛"])
    revision = making.approve_fully(draft)
    row = publish(draft, revision=revision, by=people.chief())
    assert (row.headline, row.live_id, row.visibility) == ("履职风采", revision.pk, "public")
    assert list(Entry.objects.published()) == [Entry.objects.get(pk=row.pk)]


def test_drafts_and_withdrawn_entries_are_not_published():
    making.article("draft")
    making.article("signed")
    making.article("withdrawn")
    shown = making.article("published")
    assert list(Entry.objects.published().values_list("pk", flat=True)) == [shown.pk]


def test_publishing_again_keeps_the_first_moment():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=SHANGHAI), tick=False):
        row = making.article("published")
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=SHANGHAI), tick=False):
        again = making.republish(row, headline="更正后的标题")
    assert again.published_at == datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)
    assert again.headline == "更正后的标题"


@pytest.mark.parametrize(
    ("dateline", "moment", "time_known"),
    [
        ("2023-11-17", datetime(2023, 11, 17, tzinfo=SHANGHAI), False),
        ("2023-11-17T09:30", datetime(2023, 11, 17, 9, 30, tzinfo=SHANGHAI), True),
    ],
)
def test_an_archive_text_keeps_its_original_date(dateline, moment, time_known):
    draft = making.article(dateline=dateline)
    row = publish_archive(draft, revision=making.newest(draft), channel="import_article")
    assert (row.published_at, row.time_known) == (moment, time_known)
    line = AuditLine.objects.get(verb="归档导入发布")
    assert (line.channel, line.actor, line.detail) == (
        "import_article",
        None,
        {"original": dateline},
    )


@pytest.mark.parametrize(
    ("dateline", "why"),
    [("2099-01-01", "在将来"), ("去年冬天", "无法识别"), ("2023-02-30", "无法识别")],
)
def test_an_impossible_original_date_is_refused(dateline, why):
    draft = making.article(dateline=dateline)
    with pytest.raises(EditorialError, match=why):
        publish_archive(draft, revision=making.newest(draft), channel="import_article")
    assert not Entry.objects.published().exists()


def test_the_same_revision_is_not_published_twice():
    row = making.article("published")
    with pytest.raises(EditorialError, match="无需重复发布"):
        publish(row, revision=making.newest(row), by=people.chief())
    assert AuditLine.objects.filter(verb="发布").count() == 1


def test_a_revision_of_another_entry_is_refused():
    one, other = making.article("signed"), making.article("signed", headline="另一篇")
    with pytest.raises(EditorialError, match="已有更新的版本"):
        publish(one, revision=making.newest(other), by=people.chief())
    with pytest.raises(EditorialError, match="还缺"):
        publish_revision(one, making.newest(other))
    same = making.article("signed")
    assert making.newest(same).digest == making.newest(one).digest
    with pytest.raises(EditorialError, match="不是《民营企业座谈会召开》的版本"):
        publish_revision(one, making.newest(same))
    assert not Entry.objects.published().exists()


def test_an_older_signed_revision_is_not_published_over_a_newer_one():
    row = making.article("signed")
    old = making.newest(row)
    making.change(row, headline="新标题")
    with pytest.raises(EditorialError, match="请刷新后发布最新一版"):
        publish(row, revision=old, by=people.chief())


def test_words_that_were_changed_behind_the_signatures_are_not_published():
    row = making.article("signed")
    forged = making.newest(row)
    forged.content = {**forged.content, "headline": "换过的标题"}
    with pytest.raises(EditorialError, match="内容与签字时的摘要不符"):
        publish_revision(row, forged)


@pytest.mark.parametrize("nobody", [people.editor, people.first, people.outsider])
def test_only_the_final_reviewer_or_an_administrator_publishes(nobody):
    draft = making.article("signed")
    with pytest.raises(EditorialError, match="发布须由终审人员或管理员操作"):
        publish(draft, revision=making.newest(draft), by=nobody())
    assert publish(draft, revision=making.newest(draft), by=people.admin()).is_public


def test_withdrawing_takes_the_entry_off_and_keeps_the_reason():
    row = withdraw(making.article("published", tags=["AI"]), reason=" 数据有误 ", by=people.chief())
    assert row.visibility == Visibility.WITHDRAWN
    assert row.withdrawn_at is not None
    assert AuditLine.objects.get(verb="撤稿").detail == {"reason": "数据有误"}
    assert TaggedEntry.objects.get().published_at is None


def test_withdrawing_asks_for_a_reason_a_right_and_a_public_entry():
    row = making.article("published")
    with pytest.raises(EditorialError, match="撤稿须写明原因"):
        withdraw(row, reason="", by=people.chief())
    with pytest.raises(EditorialError, match="撤稿须由终审人员"):
        withdraw(row, reason="有误", by=people.editor())
    with pytest.raises(EditorialError, match="目前没有公开"):
        withdraw(making.article(), reason="有误", by=people.chief())
    row.refresh_from_db()
    assert row.is_public


def test_a_withdrawn_entry_comes_back_with_the_same_date():
    row = making.article("withdrawn")
    again = publish(row, revision=making.newest(row), by=people.chief())
    assert (again.visibility, again.withdrawn_at) == (Visibility.PUBLIC, None)
    assert again.published_at == row.published_at


def test_an_event_brings_its_programme_and_moments():
    row = making.event("published", programme=[{"title": "高峰对话", "kind": "dialogue"}])
    assert [(item.order, item.title) for item in row.sessions.all()] == [(1, "高峰对话")]
    assert row.starts_at == datetime(2026, 12, 4, 14, tzinfo=SHANGHAI)
