"""Rows of registration that the database must refuse, by the name of the constraint."""

from datetime import timedelta

from django.utils import timezone

from series.models import (
    ConsentText,
    Invitation,
    Registration,
    RegistrationAttempt,
    RegistrationGroup,
    RegistrationMail,
    RegistrationQuestion,
    RegistrationSession,
    RegistrationSettings,
    SessionChoice,
)
from tests.helpers.deeds.registering import enrol, open_event


def settings_with(**fields):
    event = open_event()
    return lambda: RegistrationSettings.objects.filter(pk=event.pk).update(**fields)


def row_with(**fields):
    row = enrol(open_event(), "甲").people.get()
    return lambda: Registration.objects.filter(pk=row.pk).update(**fields)


def way():
    return settings_with(way="post")


def window():
    now = timezone.now()
    return settings_with(opens_at=now, closes_at=now - timedelta(hours=1))


def elsewhere_without_url():
    return settings_with(way="elsewhere", url="")


def session_order():
    settings = open_event().registration_settings
    RegistrationSession.objects.create(settings=settings, order=1, title="参观")
    return RegistrationSession(settings=settings, order=1, title="座谈").save


def question_kind():
    settings = open_event().registration_settings
    return RegistrationQuestion(settings=settings, order=1, kind="file", label="附件").save


def consent_twice():
    settings = open_event().registration_settings
    return ConsentText(settings=settings, version=1, text="又一份").save


def invitation_for_nobody():
    settings = open_event().registration_settings
    return Invitation(settings=settings, name="企业", quota=0, code="2222222222").save


def form_twice():
    group = enrol(open_event(), "甲")
    group.pk, group.code = None, "3333333333"
    return lambda: group.save(force_insert=True)


def group_without_consent():
    group = enrol(open_event(), "甲")
    return lambda: RegistrationGroup.objects.filter(pk=group.pk).update(consent=None)


def phone_twice():
    row = enrol(open_event(), "甲").people.get()
    row.pk = None
    return lambda: row.save(force_insert=True)


def state():
    return row_with(state="maybe")


def live_without_queue():
    return row_with(queued_at=None)


def session_chosen_twice():
    event = open_event()
    settings = event.registration_settings
    session = RegistrationSession.objects.create(settings=settings, order=1, title="参观")
    row = enrol(event, "甲", sessions=(session.pk,)).people.get()
    return SessionChoice(registration=row, session=session).save


def mail_with(**fields):
    group = enrol(open_event(), "甲", email="jia@example.com")
    return RegistrationMail(group=group, **{"registration": group.people.get(), **fields}).save


def mail_kind():
    return mail_with(kind="birthday")


def mail_twice():
    return mail_with(kind="admitted")


def attempt_kind():
    return RegistrationAttempt(kind="guess", at=timezone.now()).save


CASES = {
    "registration_way_known": [way],
    "registration_closes_after_opening": [window],
    "registration_elsewhere_has_url": [elsewhere_without_url],
    "registration_session_order_once": [session_order],
    "registration_question_kind_known": [question_kind],
    "consent_version_once": [consent_twice],
    "invitation_for_somebody": [invitation_for_nobody],
    "registration_form_once": [form_twice],
    "registration_has_consent": [group_without_consent],
    "registration_phone_once": [phone_twice],
    "registration_state_known": [state],
    "registration_live_is_queued": [live_without_queue],
    "session_chosen_once": [session_chosen_twice],
    "registration_mail_kind_known": [mail_kind],
    "registration_mail_once": [mail_twice],
    "attempt_kind_known": [attempt_kind],
}
