"""Who does an open step: claimed, put back, handed over, with another due date."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from series.actions.editorial.assignments import (
    candidates,
    claim,
    hand_over,
    realign,
    release,
    set_due,
)
from series.actions.editorial.reviews import return_for_changes, sign
from series.actions.editorial.tasks import task_of
from series.actions.errors import EditorialError
from series.actions.progress.stages import waiting_for
from series.actions.progress.timeline import steps_taken
from series.models import AuditLine, ColumnRole, Decision, Notification, Review, ReviewTask, Step
from tests.helpers import making, people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db
HANDS = 6


@pytest.fixture
def row(db):
    return making.article("submitted")


def holder(row):
    return task_of(row).holder


def given(row):
    return {"revision": making.newest(row), "opinion": "我出差"}


def test_a_claimed_task_waits_for_nobody_else(row, first):
    other = people.other_first()
    claim(row, by=first)
    assert holder(row) == first
    assert row.pk not in waiting_for(other).values_list("pk", flat=True)
    assert row.pk in waiting_for(first).values_list("pk", flat=True)
    for deed in (partial(claim, row), partial(sign, row, revision=making.newest(row))):
        with pytest.raises(EditorialError, match="已由周初认领，需要时请对方转交"):
            deed(by=other)


def test_put_back_it_is_everybodys_again(row, first, chief):
    other = people.other_first()
    claim(row, by=first)
    with pytest.raises(EditorialError, match="只有认领的人可以放回"):
        release(row, by=other)
    release(row, by=first)
    claim(row, by=other)
    release(row, by=chief)
    assert holder(row) is None


@pytest.mark.parametrize("who", [people.editor, people.second, people.admin, people.outsider])
def test_only_who_can_do_the_step_claims_it(row, who):
    with pytest.raises(EditorialError, match="须由初审人员签字"):
        claim(row, by=who())
    assert holder(row) is None


def test_nothing_to_claim_before_submission(first):
    with pytest.raises(EditorialError, match="没有待办的审核"):
        claim(making.article(), by=first)


def test_handed_over_with_a_reason(row, first):
    other = people.other_first()
    hand_over(row, by=first, to=other, **given(row))
    assert holder(row) == other
    review = Review.objects.get()
    assert (review.decision, review.handed_to, review.opinion) == (
        Decision.HANDOVER,
        other,
        "我出差",
    )
    assert "转交给您：我出差" in Notification.objects.filter(user=other).first().text
    assert sign(row, revision=making.newest(row), by=other).reviewer == other


def test_a_handover_says_why_and_to_somebody_who_can(row, first, second, chief):
    revision, editor = making.newest(row), people.editor()
    editor.groups.add(first.groups.get())
    refused = [
        ({"by": first, "to": people.other_first(), "opinion": " "}, "转交须写明意见"),
        ({"by": first, "to": first, "opinion": "x"}, "不能转交给自己"),
        ({"by": first, "to": second, "opinion": "x"}, "不能转交给吴复：.*须由初审人员"),
        ({"by": first, "to": editor, "opinion": "x"}, "不能审核自己参与编写的稿件"),
        ({"by": second, "to": people.other_first(), "opinion": "x"}, "可以安排这项审核"),
    ]
    for deed, sentence in refused:
        with pytest.raises(EditorialError, match=sentence):
            hand_over(row, revision=revision, **deed)
    assert holder(row) is None
    hand_over(row, by=chief, to=people.other_first(), **given(row))
    assert holder(row) == people.other_first()


def test_the_candidates_are_those_who_can(row, first):
    both = people.second()
    both.groups.add(first.groups.get())
    assert candidates(row, task_of(row)) == [first, both]
    sign(row, revision=making.newest(row), by=both)
    assert candidates(row, task_of(row)) == []


def test_publication_is_handed_over_too(chief, admin):
    row = making.article("signed")
    hand_over(row, by=chief, to=admin, **given(row))
    assert holder(row) == admin
    assert Review.objects.filter(decision=Decision.HANDOVER).count() == 0
    told = steps_taken(row)[0]
    assert (told.name, told.step, told.to, told.words) == ("转交", "发布", "管理员", "我出差")


def test_another_due_date(row, first, second):
    tomorrow = timezone.now() + timedelta(days=1)
    set_due(row, due_at=tomorrow, by=first)
    assert task_of(row).due_at == tomorrow
    with pytest.raises(EditorialError, match="须在现在之后"):
        set_due(row, due_at=timezone.now() - timedelta(hours=1), by=first)
    with pytest.raises(EditorialError, match="可以安排这项审核"):
        set_due(row, due_at=None, by=second)
    set_due(row, due_at=None, by=first)
    assert task_of(row).due_at is None


def test_each_deed_is_audited(row, first):
    claim(row, by=first)
    set_due(row, due_at=None, by=first)
    release(row, by=first)
    hand_over(row, by=first, to=people.other_first(), **given(row))
    return_for_changes(
        row, revision=making.newest(row), by=people.other_first(), opinion="请改标题"
    )
    verbs = AuditLine.objects.filter(entry=row).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[2:] == ["认领", "改期限", "放回", "初审转交", "初审退回修改"]
    names = [one.name for one in reversed(steps_taken(row))]
    assert names == ["送审", "认领", "期限", "放回", "转交", "退回"]


def test_a_reviewer_of_one_column_reviews_that_one_only(db, as_person):
    mine, theirs = making.column("甲栏"), making.column("乙栏")
    reviewer = people.newcomer()
    role = people.first().groups.get()
    ColumnRole.objects.create(user=reviewer, role=role, column=mine)
    here = making.article("submitted", column=mine, headline="甲栏的稿")
    there = making.article("submitted", column=theirs, headline="乙栏的稿")
    assert list(waiting_for(reviewer).values_list("pk", flat=True)) == [here.pk]
    claim(here, by=reviewer)
    with pytest.raises(EditorialError, match="须由初审人员签字"):
        sign(there, revision=making.newest(there), by=reviewer)
    listed = as_person(reviewer).get("/desk/series/article/").text
    assert "甲栏的稿" in listed
    assert "乙栏的稿" not in listed
    for page in ("change", "slip", "history"):
        assert (
            as_person(reviewer).get(f"/desk/series/article/{there.pk}/{page}/").status_code == 403
        )
    for step in ("sign", "claim", "handover", "due", "release"):
        url = f"/desk/series/article/{there.pk}/{step}/"
        assert as_person(reviewer).post(url, {"revision": "1"}).status_code == 403
    assert not Review.objects.exists()


def test_an_administrator_in_a_reviewers_group_claims_no_level(row, admin):
    admin.groups.set(people.first().groups.all())
    with pytest.raises(EditorialError, match="须由初审人员签字"):
        claim(row, by=admin)


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_one_holds():
    row = making.article("submitted")
    hands = [people.first(), people.other_first()] * (HANDS // 2)
    _, errors = run_together(*[partial(claim, row, by=user) for user in hands])
    one = holder(row)
    assert one is not None
    assert {str(error) for error in errors} == {f"《{row}》已由{one}认领，需要时请对方转交"}
    assert len(errors) == HANDS // 2
    claimed = AuditLine.objects.filter(verb="认领", result="done")
    assert set(claimed.values_list("actor", flat=True)) == {one.pk}


def test_a_column_that_asks_for_fewer_levels_frees_the_task(row, first, second):
    sign(row, revision=making.newest(row), by=first)
    claim(row, by=second)
    assert realign(ReviewTask.objects.open()) == 0
    assert holder(row) == second
    row.column.levels = 1
    row.column.save()
    assert realign(ReviewTask.objects.open()) == 1
    task = task_of(row)
    assert (task.step, task.holder, task.due_at) == (Step.PUBLISH, None, None)
