"""Rows of mails, letters, feedback and thresholds that the database must refuse."""

from datetime import date

from series.models import (
    CallVersion,
    EndorsementMail,
    Feedback,
    GroupLetter,
    RegistrationMail,
    RegistrationSession,
    SessionChoice,
    ThresholdReached,
)
from tests.helpers import people
from tests.helpers.deeds.registering import enrol, open_event

from . import endorsement_cases

ANSWERS = {"overall": 5, "content": 4, "arrangement": 3, "again": "yes"}


def letter(entry):
    return GroupLetter.objects.create(
        entry=entry, subject="通知", body="请带证件。", created_by=people.editor(), form_key="a"
    )


def registration_mail(**fields):
    group = enrol(open_event(), "甲", email="jia@example.com")
    return RegistrationMail(group=group, **{"registration": group.people.get(), **fields})


def letter_twice():
    mail = registration_mail(kind="letter")
    mail.letter = letter(mail.group.event)
    mail.save()
    mail.pk = None
    return mail.save


def reminder_twice():
    mail = registration_mail(kind="reminder", registration=None)
    mail.save()
    mail.pk = None
    return mail.save


def session_twice():
    mail = registration_mail(kind="session")
    settings = mail.group.event.registration_settings
    session = RegistrationSession.objects.create(settings=settings, order=1, title="参观")
    mail.choice = SessionChoice.objects.create(registration=mail.registration, session=session)
    mail.save()
    mail.pk = None
    return mail.save


def endorsement_mail(**fields):
    return EndorsementMail(endorsement=endorsement_cases.person(), **fields)


def receipt_twice():
    mail = endorsement_mail(kind="received")
    mail.save()
    mail.pk = None
    return mail.save


def told_twice():
    mail = endorsement_mail(kind="changed")
    mail.version = CallVersion.objects.get(initiative=mail.endorsement.initiative_id)
    mail.save()
    mail.pk = None
    return mail.save


def endorsement_letter_twice():
    mail = endorsement_mail(kind="letter")
    mail.letter = letter(mail.endorsement.initiative)
    mail.save()
    mail.pk = None
    return mail.save


def feedback(**fields):
    return Feedback(event=open_event(), **{**ANSWERS, **fields}).save


def threshold_twice():
    call = endorsement_cases.call()
    ThresholdReached.objects.create(initiative=call, number=100, day=date(2026, 11, 1))
    return ThresholdReached(initiative=call, number=100, day=date(2026, 11, 2)).save


CASES = {
    "registration_mail_has_its_cause": [lambda: registration_mail(kind="session").save],
    "registration_letter_has_its_words": [lambda: registration_mail(kind="letter").save],
    "registration_letter_once": [letter_twice],
    "registration_reminder_once": [reminder_twice],
    "registration_mail_once_a_session": [session_twice],
    "endorsement_mail_kind_known": [lambda: endorsement_mail(kind="birthday").save],
    "endorsement_receipt_once": [receipt_twice],
    "endorsement_told_once_a_version": [told_twice],
    "endorsement_letter_once": [endorsement_letter_twice],
    "endorsement_mail_has_its_cause": [lambda: endorsement_mail(kind="changed").save],
    "feedback_scales_known": [lambda: feedback(content=6)],
    "feedback_again_known": [lambda: feedback(again="maybe")],
    "threshold_reached_once": [threshold_twice],
}
