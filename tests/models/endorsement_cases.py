"""Rows of endorsements that the database refuses, by the name of the constraint."""

from series.actions.endorsements.endorsing import EndorsementDraft, add_from_paper, endorse
from series.actions.endorsements.settings import CONSENT, change_settings
from series.models import (
    CallVersion,
    Endorsement,
    EndorsementConsent,
    EndorsementSettings,
)
from tests.helpers import making, people


def call():
    row = making.initiative("public")
    values = {"signers": "both", "goal": 10, "names_public": True, "keep_days": 1}
    change_settings(row, consent=CONSENT, by=people.editor(), **values)
    return row


def person(phone="13900139000"):
    draft = EndorsementDraft(is_organization=False, name="王小明", phone=phone)
    return endorse(call().pk, draft)[0]


def organizations():
    row = call()
    return [
        add_from_paper(
            row.pk,
            EndorsementDraft(is_organization=True, name="甲", credit_code=code),
            by=people.editor(),
        )[0]
        for code in ("91320400123456789Q", "91320400123456788Q")
    ]


def set_fields(row, **fields):
    return lambda: Endorsement.objects.filter(pk=row.pk).update(**fields)


def signers():
    row = call()
    return lambda: EndorsementSettings.objects.filter(pk=row.pk).update(signers="all")


def consent_twice():
    settings = EndorsementSettings.objects.get(pk=call().pk)
    return EndorsementConsent(settings=settings, version=1, text="同意").save


def version_twice():
    version = CallVersion.objects.get(initiative=call().pk)
    version.pk = None
    return version.save


def organization_twice():
    one, other = organizations()
    return set_fields(other, credit_code=one.credit_code)


def phone_twice():
    one = person()
    copy = Endorsement.objects.get(pk=one.pk)
    copy.pk, copy.code = None, "2345678923"
    return copy.save


CASES = {
    "endorsement_signers_known": [signers],
    "endorsement_consent_version_once": [consent_twice],
    "call_version_once": [version_twice],
    "endorsement_of_an_organization_once": [organization_twice],
    "endorsement_of_a_phone_once": [phone_twice],
    "endorsement_state_known": [lambda: set_fields(person(), state="maybe")],
    "endorsement_way_known": [lambda: set_fields(person(), way="fax")],
    "endorsement_can_be_told_apart": [lambda: set_fields(person(), phone_hash="")],
    "endorsement_online_has_consent": [lambda: set_fields(person(), consent=None)],
    "endorsement_refused_with_a_reason": [lambda: set_fields(person(), state="refused")],
}
