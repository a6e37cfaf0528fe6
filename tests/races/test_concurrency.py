from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from series.actions.counters.published import recount
from series.actions.editorial.publication import publish, publish_archive
from series.actions.editorial.reviews import sign
from series.actions.editorial.revisions import save_revision
from series.actions.errors import EditorialError, StaleError
from series.models import AuditLine, Entry, Review, Revision, Tag, TaggedEntry
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def test_eight_saves_at_once_lose_no_revision():
    draft, editor = making.article(), people.editor()
    content = making.newest(draft).content
    deeds = [
        partial(save_revision, draft, {**content, "headline": f"第{n}人的标题"}, by=editor)
        for n in range(HANDS)
    ]
    _, errors = run_together(*deeds)
    assert errors == []
    numbers = sorted(Revision.objects.filter(entry=draft).values_list("number", flat=True))
    assert numbers == list(range(1, HANDS + 2))
    assert AuditLine.objects.filter(verb="改稿").count() == HANDS
    assert making.newest(draft).number == HANDS + 1


def test_of_eight_saves_from_the_same_copy_one_is_kept():
    draft, editor = making.article(), people.editor()
    content = making.newest(draft).content
    deeds = [
        partial(save_revision, draft, {**content, "headline": f"第{n}人的标题"}, by=editor, base=1)
        for n in range(HANDS)
    ]
    _, errors = run_together(*deeds)
    assert [type(error) for error in errors] == [StaleError] * (HANDS - 1)
    assert Revision.objects.filter(entry=draft).count() == 2


def test_of_eight_entries_that_take_one_number_at_once_one_gets_it():
    forum, editor = making.series(), people.editor()
    drafts = [making.article(headline=f"第{n}篇") for n in range(HANDS)]
    wanted = {"series": forum.pk, "number": 1}
    deeds = [
        partial(save_revision, draft, {**making.newest(draft).content, **wanted}, by=editor)
        for draft in drafts
    ]
    _, errors = run_together(*deeds)
    assert [type(error) for error in errors] == [EditorialError] * (HANDS - 1)
    assert all("请改用其他期号" in str(error) for error in errors)
    assert Entry.objects.filter(series=forum, number=1).count() == 1


def test_eight_publications_at_once_publish_once():
    draft, chief = making.article("signed", tags=["AI"]), people.chief()
    revision = making.newest(draft)
    _, errors = run_together(*[partial(publish, draft, revision=revision, by=chief)] * HANDS)
    assert [str(error) for error in errors] == [f"《{draft}》的这一版已经发布，无需重复发布"] * (
        HANDS - 1
    )
    assert AuditLine.objects.filter(verb="发布").count() == 1
    assert Tag.objects.get().published_count == 1


def test_two_signatures_of_one_level_at_once_count_once():
    draft, reviewer = making.article("submitted"), people.first()
    revision = making.newest(draft)
    _, errors = run_together(*[partial(sign, draft, revision=revision, by=reviewer)] * HANDS)
    assert len(errors) == HANDS - 1
    assert all(isinstance(error, EditorialError) for error in errors)
    assert Review.objects.count() == 1


def test_entries_with_shared_tags_are_published_side_by_side():
    """Crosswise order of tags: the case in which two transactions could wait for each other."""
    tags = ["AI", "两个健康", "常商论坛", "新能源之都"]
    column = making.column()
    drafts = [
        making.article(headline=f"第{n}篇", column=column, dateline="2023-11-17")
        for n in range(HANDS)
    ]
    editor = people.editor()

    def round_trip(number, draft):
        own = tags[number % 4 :] + tags[: number % 4]
        for turn in range(4):
            part = own[turn:] + own[: turn // 2]
            content = {**making.newest(draft).content, "tags": part, "headline": f"{number}-{turn}"}
            revision = save_revision(draft, content, by=editor)
            publish_archive(draft, revision=revision, channel="test")

    _, errors = run_together(*[partial(round_trip, n, draft) for n, draft in enumerate(drafts)])
    assert errors == []
    assert Entry.objects.published().count() == HANDS
    assert recount() == 0


def test_new_tags_typed_at_once_in_crosswise_order_are_made_once():
    tags = [f"话题{n}" for n in range(6)]
    drafts = [making.article(headline=f"第{n}篇") for n in range(HANDS)]
    editor = people.editor()

    def save(number, draft):
        typed = tags if number % 2 else tags[::-1]
        save_revision(draft, {**making.newest(draft).content, "tags": typed}, by=editor)

    _, errors = run_together(*[partial(save, n, draft) for n, draft in enumerate(drafts)])
    assert errors == []
    assert Tag.objects.count() == len(tags)
    assert TaggedEntry.objects.count() == len(tags) * HANDS


def test_without_the_lock_the_same_saves_collide():
    """The control: the newest number is read and the next one written, the row not held."""
    draft = making.article()
    content = making.newest(draft).content
    both_have_read = Barrier(2, timeout=10)

    def careless(name):
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"
        with transaction.atomic():
            newest = Revision.objects.filter(entry=draft).first()
            both_have_read.wait()
            Revision.objects.create(
                entry_id=draft.pk, number=newest.number + 1, content=content, digest=name
            )

    _, errors = run_together(partial(careless, "a"), partial(careless, "b"))
    assert [type(error) for error in errors] in ([IntegrityError], [OperationalError])
