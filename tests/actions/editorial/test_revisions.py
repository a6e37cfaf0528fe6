import pytest

from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.errors import EditorialError, StaleError
from series.models import AuditLine, Entry, Kind, Revision
from series.models.immutable import ImmutableError
from series.models.revision import content_digest
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def test_a_draft_shows_its_newest_words_at_the_desk():
    draft = making.article(headline="第一稿")
    making.change(draft, headline="第二稿")
    draft.refresh_from_db()
    assert draft.headline == "第二稿"
    assert list(draft.revisions.values_list("number", flat=True)) == [2, 1]


def test_editing_a_public_entry_leaves_the_page_alone():
    public = making.article("public", headline="已发布的标题")
    revision = making.change(public, headline="改过的标题")
    public.refresh_from_db()
    assert (public.headline, public.newest_id) == ("已发布的标题", revision.pk)
    assert public.live.number == 1


def test_an_unchanged_save_makes_no_revision():
    draft = making.article()
    before = AuditLine.objects.count()
    again = save_revision(draft, making.newest(draft).content, by=people.editor())
    assert (again.number, draft.revisions.count(), AuditLine.objects.count()) == (1, 1, before)


def test_a_save_on_a_stale_copy_is_refused_and_says_who_was_first():
    draft = making.article(headline="原稿")
    base = making.newest(draft).number
    making.change(draft, headline="别人的改动")
    mine = {**making.newest(draft).content, "headline": "我的改动"}
    with pytest.raises(StaleError, match="刚被陈编保存为第2版"):
        save_revision(draft, mine, by=people.chief(), base=base)
    assert making.newest(draft).content["headline"] == "别人的改动"


def test_the_digest_is_that_of_the_words_and_nothing_else():
    content = making.newest(making.article()).content
    turned = dict(reversed(list(content.items())))
    assert content_digest(turned) == content_digest(content)
    assert content_digest({**content, "body": content["body"] + "。"}) != content_digest(content)


def test_a_stored_digest_fits_the_stored_content_after_reading_it_back():
    making.event(programme=[{"title": "主题演讲", "starts": "14:00", "speaker": "", "note": ""}])
    for revision in Revision.objects.all():
        assert content_digest(revision.content) == revision.digest


def test_a_revision_can_be_neither_changed_nor_deleted():
    revision = making.newest(making.article())
    revision.note = "改写历史"
    for deed in (revision.save, revision.delete):
        with pytest.raises(ImmutableError, match="只能追加"):
            deed()
    everything = Revision.objects.filter(pk=revision.pk)
    with pytest.raises(ImmutableError, match="不能修改"):
        everything.update(note="改写历史")
    with pytest.raises(ImmutableError, match="不能删除"):
        everything.delete()
    assert Revision.objects.get(pk=revision.pk).note == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"column": None}, "请先选择专栏"),
        ({"number": 3}, "请同时选择系列"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(change, sentence):
    content = {"column": making.column().pk, "headline": "标题", **change}
    with pytest.raises(EditorialError, match=sentence):
        create_entry(Kind.ARTICLE, content, by=people.editor())
    assert (Entry.objects.count(), Revision.objects.count()) == (0, 0)


def test_a_series_of_another_column_is_refused():
    elsewhere = making.series("通报会", in_column=making.column("会议"))
    with pytest.raises(EditorialError, match="不属于这个专栏"):
        making.article(series=elsewhere)


def test_a_number_is_taken_once_in_a_series_across_kinds():
    forum = making.series()
    making.article(series=forum, number=2, headline="第二期")
    with pytest.raises(EditorialError, match="第2期已是《第二期》"):
        making.event(series=forum, number=2)
    assert making.event(series=forum, number=3).number == 3


def test_every_save_leaves_an_audit_line_with_its_author():
    draft = making.article()
    making.change(draft, headline="改过的标题")
    lines = AuditLine.objects.filter(entry=draft).order_by("pk")
    assert [(line.verb, str(line.actor)) for line in lines] == [("建稿", "陈编"), ("改稿", "陈编")]


@pytest.mark.parametrize(
    ("make", "first", "last", "sentence"),
    [
        (making.event, "starts_at", "ends_at", "结束时间早于开始时间"),
        (making.initiative, "open_from", "open_until", "响应截止早于响应开始"),
    ],
)
def test_what_ends_before_it_begins_is_refused(make, first, last, sentence):
    later, earlier = "2026-12-04T14:00:00+08:00", "2026-12-04T09:00:00+08:00"
    if make is making.initiative:
        later, earlier = "2026-12-04", "2026-12-03"
    with pytest.raises(EditorialError, match=sentence):
        make(**{first: later, last: earlier})
    assert make(**{first: earlier, last: later}).pk


def test_a_draft_event_may_know_only_when_it_starts():
    assert making.event(ends_at="").ends_at is None


def test_unknown_content_keys_are_a_programming_error():
    with pytest.raises(ValueError, match="heading"):
        making.article(heading="标题")
