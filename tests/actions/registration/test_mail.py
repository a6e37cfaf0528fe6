"""What registered people are told by e-mail: once, and no word of an event that is not public."""

import pytest
from django.core import mail

from series.actions.editorial.publication import withdraw
from series.actions.registration.mail import send_registration_mails
from series.actions.registration.own_data import cancel
from series.models import RegistrationMail
from tests.helpers import people
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return open_event(settings={"capacity": 1})


def sent_subjects(**given):
    mail.outbox.clear()
    send_registration_mails(**given)
    return [message.subject.partition("：")[0] for message in mail.outbox]


def test_each_message_is_sent_once(event):
    enrol(event, "甲", email="jia@example.com")
    assert sent_subjects() == ["您有席位了", "报名已收到"]
    assert sent_subjects() == []


def test_without_an_address_there_is_no_message(event):
    enrol(event, "甲")
    assert not RegistrationMail.objects.exists()


def test_who_moves_up_is_told(event):
    first = enrol(event, "甲")
    group = enrol(event, "乙", email="yi@example.com")
    assert sent_subjects() == ["报名已收到"]
    assert "候补第 1 位" in mail.outbox[0].body
    cancel(first)
    assert sent_subjects(root="https://example.cn") == ["您有席位了"]
    assert "第 1 席" in mail.outbox[0].body
    assert f"https://example.cn/registrations/{group.code}/" in mail.outbox[0].body
    assert mail.outbox[0].to == ["yi@example.com"]


def test_a_message_that_could_not_leave_waits(event, monkeypatch):
    enrol(event, "甲", email="jia@example.com")

    def refuse(self, fail_silently=False):
        raise OSError("no route")

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    assert send_registration_mails().failed == 2
    assert RegistrationMail.objects.filter(sent_at=None, failures=1).count() == 2
    monkeypatch.undo()
    assert len(sent_subjects()) == 2


def test_of_a_withdrawn_event_no_word_is_sent(event):
    enrol(event, "甲", email="jia@example.com")
    withdraw(event, reason="有误", by=people.chief())
    sent_subjects()
    assert mail.outbox
    assert all(event.headline not in f"{each.subject}{each.body}" for each in mail.outbox)
