"""撤回送审, and what is done is read (decision 118)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.editorial.assignments import claim, hand_over
from series.actions.editorial.publication import sign_and_publish, withdraw
from series.actions.editorial.recall import recall
from series.actions.editorial.reviews import missing_levels, return_for_changes, sign, submit
from series.actions.editorial.schedules import schedule, sign_and_schedule
from series.actions.editorial.tasks import saving_warning, task_of
from series.actions.errors import EditorialError
from series.models import AuditLine, Entry, Notification
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(first):
    return making.article("submitted")


@pytest.fixture
def soon():
    return timezone.now() + timedelta(days=1)


def unread(user):
    rows = Notification.objects.unread().filter(user=user).order_by("pk")
    return list(rows.values_list("text", flat=True))


def test_the_writer_takes_a_text_back_and_the_reviewers_are_told(row, first, editor):
    assert unread(first) == ["《民营企业座谈会召开》待初审"]
    recall(row, revision=making.newest(row), by=editor, reason="数字要改")
    assert task_of(row) is None
    assert unread(first) == ["《民营企业座谈会召开》已由陈编撤回送审，不用再审：数字要改"]
    line = AuditLine.objects.get(verb="撤回送审")
    assert (line.actor, line.detail) == (editor, {"step": "初审", "reason": "数字要改"})


def test_signatures_still_count_if_the_text_is_submitted_unchanged(row, first, editor):
    revision = making.newest(row)
    sign(row, revision=revision, by=first)
    recall(row, revision=revision, by=editor)
    submit(row, revision=revision, by=editor)
    assert str(task_of(row)) == "待复审"


def test_only_an_editor_takes_back_and_only_what_is_in_review(row, first, editor, second):
    revision = making.newest(row)
    for person in (first, second):
        with pytest.raises(EditorialError, match="须由编辑操作"):
            recall(row, revision=revision, by=person)
    assert task_of(row) is not None
    recall(row, revision=revision, by=editor)
    with pytest.raises(EditorialError, match="没有在审核"):
        recall(row, revision=revision, by=editor)


def test_a_scheduled_text_is_not_taken_back(editor, chief, soon):
    row = making.article("signed")
    schedule(row, revision=making.newest(row), at=soon, by=chief)
    with pytest.raises(EditorialError, match="已排期发布"):
        recall(row, revision=making.newest(row), by=editor)


def test_a_signature_reads_the_notice_of_everybody_who_was_asked(row, first):
    other = people.other_first()
    making.change(row, summary="新的摘要")
    submit(row, revision=making.newest(row), by=people.editor())
    asked = "《民营企业座谈会召开》待初审"
    assert asked in unread(other)
    sign(row, revision=making.newest(row), by=first)
    assert asked not in unread(first) + unread(other)


def test_control_a_claim_leaves_the_notice_of_others_unread(row, first):
    other = people.other_first()
    making.change(row, summary="新的摘要")
    submit(row, revision=making.newest(row), by=people.editor())
    claim(row, by=first)
    assert "《民营企业座谈会召开》待初审" in unread(other)


def test_a_hand_over_is_read_once_the_task_is_done(row, first):
    other, revision = people.other_first(), making.newest(row)
    hand_over(row, revision=revision, by=first, to=other, opinion="我出差")
    assert any("转交给您" in text for text in unread(other))
    return_for_changes(row, revision=revision, by=other, opinion="请补出处")
    assert unread(other) == []


def test_the_return_is_read_once_the_writer_submits_again(row, first, editor):
    return_for_changes(row, revision=making.newest(row), by=first, opinion="请补出处")
    assert any("退回修改" in text for text in unread(editor))
    making.change(row, summary="补了出处")
    submit(row, revision=making.newest(row), by=editor)
    assert unread(editor) == []


def test_who_was_asked_learns_that_the_text_changed(row, first, editor):
    assert "待初审" in saving_warning(row)
    making.change(row, summary="新的摘要")
    assert any("已退出初审，等重新送审" in text for text in unread(first))
    assert saving_warning(row) == ""


def test_the_warning_names_who_holds_the_text(row, first):
    claim(row, by=first)
    assert "由周初办理" in saving_warning(row)


def ready_for_the_chief():
    row = making.article("submitted")
    for person in (people.first(), people.second()):
        sign(row, revision=making.newest(row), by=person)
    return row


def test_the_last_level_signs_and_publishes_in_one_step(chief):
    row = ready_for_the_chief()
    sign_and_publish(row, revision=making.newest(row), by=chief, opinion="同意")
    assert Entry.objects.get(pk=row.pk).is_public
    assert task_of(row) is None


def test_signing_and_scheduling_is_one_step_or_none(chief, soon):
    row = ready_for_the_chief()
    with pytest.raises(EditorialError, match="已过"):
        sign_and_schedule(row, revision=making.newest(row), at=soon.replace(year=2020), by=chief)
    sign_and_schedule(row, revision=making.newest(row), at=soon, by=chief)
    assert Entry.objects.get(pk=row.pk).publish_due_at == soon


def test_an_earlier_level_cannot_publish_by_signing(chief, row):
    sign_refused = pytest.raises(EditorialError, match="须由初审人员签字")
    with sign_refused:
        sign_and_publish(row, revision=making.newest(row), by=chief)
    assert missing_levels(row, revision=making.newest(row)) == [1, 2, 3]


def test_the_writer_is_told_of_a_withdrawal(editor, chief):
    row = making.article("published")
    withdraw(row, reason="数字有误", by=chief)
    assert "《民营企业座谈会召开》已由郑终撤稿：数字有误" in unread(editor)
