"""Comments, signatures and recalls at once: one of them wins, and nothing is signed past it."""

from functools import partial

import pytest

from series.actions.editorial.amendments import amend_and_sign
from series.actions.editorial.comments import add_comment
from series.actions.editorial.publication import sign_and_publish
from series.actions.editorial.recall import recall
from series.actions.editorial.reviews import sign
from series.actions.editorial.tasks import task_of
from series.actions.verification.verify import Verification
from series.models import Comment, Entry, Review, Revision
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def ready_for_the_chief():
    row = making.article("submitted")
    for person in (people.first(), people.second()):
        sign(row, revision=making.newest(row), by=person)
    return row


def test_a_comment_and_the_last_signature_do_not_pass_each_other():
    """Either the text is public without an open comment, or the comment stopped it."""
    row, chief = ready_for_the_chief(), people.chief()
    revision = making.newest(row)
    comment = partial(add_comment, row, revision=revision, block=0, text="出处？", by=chief)
    finish = partial(sign_and_publish, row, revision=revision, by=chief)
    _, errors = run_together(comment, finish)
    assert len(errors) == 1, errors
    assert Entry.objects.get(pk=row.pk).is_public != Comment.objects.exists()


def test_a_text_is_signed_or_taken_back_but_never_published_after_it():
    row, chief, editor = ready_for_the_chief(), people.chief(), people.editor()
    revision = making.newest(row)
    run_together(
        partial(recall, row, revision=revision, by=editor),
        partial(sign_and_publish, row, revision=revision, by=chief),
    )
    public = Entry.objects.get(pk=row.pk).is_public
    assert public == (Review.objects.filter(level=3).count() == 1)
    assert task_of(row) is None


def test_of_two_amendments_at_once_one_is_made():
    row = making.article("submitted", body="<p>" + "常州市工商联组织企业家走进园区。" * 8 + "</p>")
    revision = making.newest(row)
    hands = (people.first(), people.other_first())
    deeds = [
        partial(amend_and_sign, row, {"headline": f"座谈会第{n}场"}, revision=revision, by=person)
        for n, person in enumerate(hands)
    ]
    _, errors = run_together(*deeds)
    assert len(errors) == 1, errors
    assert Revision.objects.count() == 2
    assert list(Verification().faults_of(row)) == []
