"""Rows of consultations that the database refuses, by the name of the constraint."""

from series.models import Consultation, ConsultationConsent, ConsultationMail, ConsultationSettings
from tests.helpers import people
from tests.helpers.deeds import consulting


def change(row, **fields):
    return lambda: Consultation.objects.filter(pk=row.pk).update(**fields)


def settings(**fields):
    consulting.asked()
    return lambda: ConsultationSettings.objects.update(**fields)


def consent_twice():
    row = consulting.asked().consent
    return ConsultationConsent(settings=row.settings, version=row.version, text="同意").save


def mail_twice():
    return ConsultationMail(consultation=consulting.asked(), kind="received").save


def mail_kind():
    consulting.asked()
    return lambda: ConsultationMail.objects.update(kind="fax")


CASES = {
    "consultation_settings_one_row": [lambda: ConsultationSettings(id=2).save],
    "consultation_settings_have_days": [lambda: settings(answer_days=0)],
    "consultation_consent_version_once": [consent_twice],
    "consultation_matter_known": [lambda: change(consulting.asked(), matter="war")],
    "consultation_state_known": [lambda: change(consulting.asked(), state="gone")],
    "consultation_outcome_known": [lambda: change(consulting.asked(), outcome="maybe")],
    "consultation_closed_with_an_answer": [lambda: change(consulting.answered(), outcome="")],
    "consultation_reviewed_by_another": [
        lambda: change(consulting.answered(), reviewed_by=people.editor()),
        lambda: change(consulting.answered(), reviewed_by=None),
    ],
    "consultation_published_as_allowed": [
        lambda: change(consulting.answered(), may_publish=False),
        lambda: change(consulting.answered(), public_question=""),
    ],
    "consultation_has_a_phone": [lambda: change(consulting.asked(), phone_hash="")],
    "consultation_mail_kind_known": [mail_kind],
    "consultation_mail_once": [mail_twice],
}
