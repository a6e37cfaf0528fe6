"""全部转交: what a leaving person holds goes to one other, is given back, or stays with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.desk.handover import hand_over_all, plan_handover
from series.actions.desk.holdings import holdings_of
from series.actions.editorial.assignments import claim
from series.actions.editorial.reviews import return_for_changes
from series.actions.editorial.tasks import task_of
from series.actions.editorial.working_copies import new_texts_of
from series.actions.errors import EditorialError, StaleError
from series.actions.progress.stages import drafts_of
from series.models import AuditLine, Notification, StandIn, WorkingCopy
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def heir():
    return people.of_column("编辑", making.column())


def handed_over(person, *, to):
    plan = plan_handover(person, to=to)
    return hand_over_all(person, to=to, by=people.admin(), stamp=plan.stamp)


def draft_keys(person):
    return set(drafts_of(person).values_list("pk", flat=True))


def told(plan):
    return [(item.sort, str(item.row), item.fate.value) for item in plan.items]


def test_the_texts_of_a_writer_wait_for_the_receiver(editor, heir):
    draft = making.article(headline="没写完的")
    sent = making.article("submitted", headline="送出去的")
    WorkingCopy.objects.create(
        **{"user": editor, "kind": "article", "key": "k", "page": "p"},
        fields={"headline": ["只打了标题"]},
    )
    plan = handed_over(editor, to=heir)
    assert [sort for sort, _, _ in told(plan)] == ["未存为版本的新稿", "草稿", "送审中"]
    assert draft_keys(heir) == {draft.pk}
    assert not drafts_of(editor).exists()
    assert [copy.headline for copy in new_texts_of(heir)] == ["只打了标题"]
    assert draft.newest.created_by == editor
    message = Notification.objects.get(user=heir)
    assert "3 件转交给您" in message.text
    line = AuditLine.objects.get(verb="全部转交")
    assert (line.detail["to"], line.detail["handed"]) == (str(heir), 3)
    assert AuditLine.objects.filter(verb="转交稿件").count() == 2
    assert not holdings_of(editor, today=timezone.localdate())
    return_for_changes(sent, revision=sent.newest, by=people.first(), opinion="核对数字")
    assert draft_keys(heir) == {draft.pk, sent.pk}
    assert Notification.objects.filter(user=heir, entry=sent, text__contains="退回").exists()


def test_who_saves_a_text_answers_for_it_again(editor, heir):
    draft = making.article()
    handed_over(editor, to=heir)
    draft.refresh_from_db()
    making.change(draft, by=editor, headline="原作者又改了一版")
    assert draft_keys(editor) == {draft.pk}
    assert not drafts_of(heir).exists()


def test_a_claimed_review_goes_to_who_may_sign_it_and_is_given_back_otherwise():
    entry = making.article("submitted")
    claim(entry, by=people.first())
    assert told(plan_handover(people.first(), to=people.second()))[0][2] == "放回"
    plan = handed_over(people.first(), to=people.other_first())
    assert told(plan) == [("认领的初审", str(entry), "转交")]
    assert task_of(entry).holder == people.other_first()
    assert handed_over(people.other_first(), to=people.second()).released == 1
    assert task_of(entry).holder is None


def test_texts_of_another_column_stay_where_they_are(editor):
    making.article(column=making.column("行业动态"))
    plan = plan_handover(editor, to=people.of_column("编辑", making.column()))
    assert told(plan)[0][2] == "不动"
    assert "不能改这个专栏" in plan.items[0].reason


def test_standing_in_goes_on_but_never_for_oneself():
    day = timezone.localdate()
    days = {"starts_on": day, "ends_on": day + timedelta(days=3)}
    row = StandIn.objects.create(absent=people.first(), person=people.second(), **days)
    assert told(plan_handover(people.second(), to=people.first()))[0][2] == "不动"
    handed_over(people.second(), to=people.other_first())
    row.refresh_from_db()
    assert row.person == people.other_first()


def test_an_account_that_is_switched_off_can_still_be_emptied(editor, heir):
    draft = making.article()
    editor.is_active = False
    editor.save()
    handed_over(editor, to=heir)
    assert draft_keys(heir) == {draft.pk}


def test_what_changed_since_the_plan_is_shown_again(editor, heir):
    making.article()
    stamp = plan_handover(editor, to=heir).stamp
    making.article(headline="刚写的第二篇")
    with pytest.raises(StaleError, match="刚有变化"):
        hand_over_all(editor, to=heir, by=people.admin(), stamp=stamp)
    assert not drafts_of(heir).exists()


@pytest.mark.parametrize("by", [people.editor, people.chief, people.auditor])
def test_only_an_administrator_hands_over_everything(editor, heir, by):
    making.article()
    stamp = plan_handover(editor, to=heir).stamp
    with pytest.raises(EditorialError, match="管理员"):
        hand_over_all(editor, to=heir, by=by(), stamp=stamp)


def test_nobody_receives_what_is_their_own_or_while_switched_off(editor, admin, heir):
    for to in (editor, admin):
        with pytest.raises(EditorialError, match="另选一人"):
            handed_over(editor, to=to)
    heir.is_active = False
    heir.save()
    with pytest.raises(EditorialError, match="已停用"):
        handed_over(editor, to=heir)
