"""作废, 恢复 and the purge: a draft that was never submitted, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from series.actions.editorial.bin import discard, overdue, restore
from series.actions.editorial.bin_purge import purge_bin
from series.actions.editorial.reviews import submit
from series.actions.editorial.share_links import EndedLinkError, link_of, share, token_of
from series.actions.editorial.working_copies import keep_copy
from series.actions.errors import EditorialError
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.progress.stage_filters import in_stage
from series.actions.progress.stages import drafts_of, pending
from series.actions.relations.similar_pairs import similar_to
from series.actions.verification.verify import Verification
from series.models import (
    Article,
    Attachment,
    AuditLine,
    Entry,
    Notification,
    Picture,
    Revision,
    TaggedEntry,
)
from series.text.markup.stored_html import paragraph
from tests.helpers import making, people
from tests.helpers.samples.edits import demo_texts
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db
TEXT = demo_texts()["26-talent"].splitlines()
LONG = "".join(paragraph(line) for line in TEXT if line.strip())
MONTH = timedelta(days=30, minutes=5)


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


def discarded(row, *, by=None):
    discard(row, revision=making.newest(row), by=by or people.editor())
    return Entry.objects.get(pk=row.pk)


def faults():
    return [str(fault) for fault in Verification().faults()]


def shown(picture):
    return f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'


def test_a_draft_in_the_bin_is_in_no_list_and_counts_nowhere(editor):
    row = making.article(headline="导错的一篇", tags=["两个健康"], body=LONG)
    same = making.article(headline="另一篇", body=LONG)
    assert [pair.other_id for pair in similar_to(same, user=editor)] == [row.pk]
    discarded(row)
    assert list(pending()) == list(drafts_of(editor)) == [Entry.objects.get(pk=same.pk)]
    assert similar_to(same, user=editor) == []
    assert not TaggedEntry.objects.filter(content_object=row.pk).exists()
    assert [entry.pk for entry in in_stage(Entry.objects.all(), None)] == [same.pk]
    assert [entry.pk for entry in in_stage(Entry.objects.all(), "draft")] == [same.pk]
    assert [entry.pk for entry in in_stage(Entry.objects.all(), "bin")] == [row.pk]
    assert faults() == []


def test_a_restored_draft_is_as_it_was(editor):
    row = making.article(series=making.series(), number=3, tags=["两个健康"], body=LONG)
    same = making.article(headline="另一篇", body=LONG)
    before = making.newest(row)
    restore(discarded(row), by=editor)
    row = Entry.objects.get(pk=row.pk)
    assert (row.newest, row.number, row.discarded_at) == (before, 3, None)
    assert list(row.tags.names()) == ["两个健康"]
    assert [pair.other_id for pair in similar_to(same, user=editor)] == [row.pk]
    submit(row, revision=row.newest, by=editor)
    verbs = AuditLine.objects.filter(entry=row.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["建稿", "作废", "恢复稿件", "送审"]
    assert faults() == []


def test_an_issue_number_is_free_while_its_draft_is_in_the_bin(editor):
    place = making.series()
    row = discarded(making.article(series=place, number=3))
    making.article(headline="占了期号的一篇", series=place, number=3)
    restore(row, by=editor)
    assert Entry.objects.get(pk=row.pk).number is None
    assert making.newest(row).content["number"] == 3


def test_an_import_key_is_free_while_its_draft_is_in_the_bin(editor):
    first, second = making.article(), making.article(headline="再导一次")
    for row in (first, second):
        Entry.objects.filter(pk=row.pk).update(import_key="text:a")
        discarded(row)
    restore(first, by=editor)
    restore(second, by=editor)
    keys = Entry.objects.order_by("pk").values_list("import_key", flat=True)
    assert list(keys) == ["text:a", None]


@pytest.mark.parametrize("state", ["submitted", "signed", "public", "withdrawn"])
def test_what_was_submitted_or_public_is_never_discarded(editor, state):
    row = making.article(state)
    with pytest.raises(EditorialError, match="不能作废"):
        discarded(row)
    assert Entry.objects.get(pk=row.pk).discarded_at is None
    values = {"discarded_at": timezone.now(), "discarded_by": editor}
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=row.pk).update(**values)
    draft = making.article(headline="草稿")  # the control: the database lets a draft in
    assert Entry.objects.filter(pk=draft.pk).update(**values) == 1


def test_nothing_is_done_with_a_draft_in_the_bin(editor):
    row = making.article()
    link = share(row, revision=making.newest(row), by=editor, days=7)
    assert link_of(token_of(link)) == link
    row, revision = discarded(row), making.newest(row)
    with pytest.raises(EditorialError, match="请先在回收站里恢复"):
        making.change(row, summary="改一改")
    with pytest.raises(EditorialError, match="请先在回收站里恢复"):
        submit(row, revision=revision, by=editor)
    with pytest.raises(EditorialError, match="请先恢复再分享"):
        share(row, revision=revision, by=editor, days=7)
    with pytest.raises(EndedLinkError, match="已作废"):
        link_of(token_of(link))
    with pytest.raises(EditorialError, match="已在回收站里"):
        discarded(row)


def test_a_discarded_draft_is_told_to_its_writer(editor, admin):
    row = making.article(headline="别人的草稿")
    discarded(row, by=admin)
    assert Notification.objects.get(user=editor).text.startswith("《别人的草稿》被管理员作废")


def test_a_newer_version_is_not_discarded_unseen(editor):
    row = making.article()
    seen = making.newest(row)
    making.change(row, summary="同事又存了一版")
    with pytest.raises(EditorialError, match="请刷新后再作废"):
        discard(row, revision=seen, by=editor)


def test_after_thirty_days_text_versions_and_own_files_are_gone(editor, clock):
    own, shared = (store_picture(saved(drawn(height=n), "PNG"), by=editor) for n in (30, 31))
    sheet = store_attachment(b"%PDF-1.7", name="名单.pdf", by=editor)
    row = making.article(
        headline="导错的一篇", body=shown(own) + shown(shared), attachments=[sheet.pk]
    )
    making.change(row, summary="第二版")
    other = making.article(headline="另一篇", body=shown(shared))
    share(row, revision=making.newest(row), by=editor, days=7)
    discarded(row)
    clock.shift(MONTH - timedelta(days=1))
    assert (purge_bin(), Article.objects.filter(pk=row.pk).exists()) == (0, True)
    clock.shift(timedelta(days=1))
    assert [entry.pk for entry in overdue()] == [row.pk]
    assert purge_bin() == 1
    left = Entry.objects.get(pk=row.pk)
    assert (left.body, left.plain_text, left.draft_text, left.newest) == ("", "", "", None)
    assert not Article.objects.filter(pk=row.pk).exists()
    assert not Revision.objects.filter(entry=row.pk).exists()
    assert list(Picture.objects.all()) == [shared]
    assert not Attachment.objects.exists()
    assert not own.file.storage.exists(own.file.name)
    assert shared.file.storage.exists(shared.file.name)
    assert shared.get_absolute_url() in making.newest(other).content["body"]
    verbs = AuditLine.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["清除作废稿", "删除图片", "删除附件"]
    assert faults() == []
    with pytest.raises(EditorialError, match="已经清除"):
        restore(left, by=editor)
    assert purge_bin() == 0


def test_words_typed_since_then_hold_the_purge(editor, clock):
    row = discarded(making.article())
    clock.shift(timedelta(days=10))
    keep_copy(editor, kind=row.kind, entry=row, base=1, fields={"body": ["<p>又写的。</p>"]})
    clock.shift(timedelta(days=25))
    assert purge_bin() == 0
    clock.shift(timedelta(days=6))
    assert purge_bin() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"discarded_at": None, "discarded_by": None}, "在不在回收站里"),
        ({"newest": None}, "没有作废和清除"),
    ],
)
def test_a_bin_changed_behind_the_desk_is_told(editor, changed, told):
    row = discarded(making.article())
    assert faults() == []
    Entry.objects.filter(pk=row.pk).update(**changed)
    assert any(told in fault for fault in faults())


def test_a_purge_before_its_time_is_told(editor, clock, monkeypatch):
    discarded(making.article())
    clock.shift(timedelta(days=3))
    monkeypatch.setattr("series.actions.editorial.bin.KEPT_DAYS", 2)
    assert purge_bin() == 1
    assert any("不满 30 天" in fault for fault in faults())
