"""What people do with their own question, by its code and their phone. Decision 135."""

import hmac

from django.db import transaction

from chamber.personal_data.fields import keyed_hashes
from series.actions.errors import EditorialError
from series.models import Consultation, ConsultationState
from series.models.participation.consultation import CODE, PHONE

CORRECTED = ("name", "organization", "email", "may_publish")
ASKED = ("title", "question")


def consultation_of_code(code: str) -> Consultation | None:
    """Return the consultation with this code, as it is stored; None where there is none."""
    if not code:
        return None
    return Consultation.objects.filter(code_hash__in=keyed_hashes(code, CODE)).first()


def find_own(code: str, phone: str) -> Consultation | None:
    """Return the consultation of this code if the phone is its own.

    `phone` is in its stored form.
    """
    row = consultation_of_code(code)
    same = row and any(
        hmac.compare_digest(row.phone_hash, hashed) for hashed in keyed_hashes(phone, PHONE)
    )
    return row if same else None


@transaction.atomic
def correct(row: Consultation, **values) -> Consultation:
    """Change what a person may change: CORRECTED, and ASKED while nobody drafted an answer.

    Who takes back the consent to publish takes the page from the public.
    """
    row = lock_consultation(row.pk)
    names = [*CORRECTED, *(ASKED if may_change_question(row) else ())]
    for name in names:
        setattr(row, name, values.get(name, getattr(row, name)))
    if may_change_question(row):
        row.public_title, row.public_question = row.title, row.question
    if not row.may_publish:
        row.published_at = None
    row.version += 1
    row.save()
    return row


def may_change_question(row: Consultation) -> bool:
    """Tell whether the question may still be changed by whoever asked it."""
    return row.state == ConsultationState.OPEN and row.drafted_by_id is None


@transaction.atomic
def delete_own(row: Consultation) -> None:
    """Delete a question with its answer and its public page, for good."""
    lock_consultation(row.pk).delete()


def lock_consultation(pk: int) -> Consultation:
    """Return the consultation under its lock. Raises EditorialError where it is gone."""
    row = Consultation.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise EditorialError("这条咨询已经删除")
    return row
