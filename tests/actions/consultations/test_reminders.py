"""The desk is reminded once, two working days before an answer is due."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from series.actions.consultations.handling import assign
from series.actions.consultations.reminders import remind_of_consultations
from series.models import Consultation, Notification
from tests.helpers import people
from tests.helpers.deeds import consulting

pytestmark = pytest.mark.django_db


def at(month, day, hour=10):
    return timezone.make_aware(datetime(2026, month, day, hour))


def asked_on(moment):
    row = consulting.asked()
    Consultation.objects.filter(pk=row.pk).update(received_at=moment)
    Notification.objects.all().delete()
    return Consultation.objects.get(pk=row.pk)


def test_who_answers_is_reminded_once_two_working_days_before():
    row = assign(asked_on(at(8, 31)), to=people.editor(), by=people.chief())
    Notification.objects.all().delete()
    friday_before, thirteenth_day = at(9, 16), at(9, 17)
    assert remind_of_consultations(friday_before) == 0
    assert [remind_of_consultations(thirteenth_day) for _ in range(2)] == [1, 0]
    said = Notification.objects.get()
    assert said.user == people.editor()
    assert said.text == f"{row}（政策咨询）还有 2 个工作日，请及时办理"
    assert consulting.PHONE not in said.text


def test_without_somebody_the_reviewers_are_reminded_but_never_who_drafted():
    people.chief()
    asked_on(at(8, 31))
    assert remind_of_consultations(at(9, 21)) == 1
    assert Notification.objects.filter(user=people.chief(), text__contains="今天到期").exists()
    Notification.objects.all().delete()
    consulting.drafted(asked_on(at(8, 31)), by=people.chief())
    Notification.objects.all().delete()
    assert remind_of_consultations(at(9, 22)) == 1
    assert not Notification.objects.filter(user=people.chief()).exists()


def test_answered_questions_need_no_reminder_and_the_command_reminds(capsys):
    consulting.answered(asked_on(at(8, 31)))
    assert remind_of_consultations(at(10, 31)) == 0
    asked_on(at(1, 5))
    call_command("send_notifications")
    assert "催办 1 项" in capsys.readouterr().out
