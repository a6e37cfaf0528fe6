"""Purging what a consultation says of a person, when its period is over. Decision 135."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.models import Consultation, ConsultationNote, ConsultationState
from series.models.audit import lock_audit_chain

from .settings import consultation_settings

PERSON = dict.fromkeys(
    ("title", "question", "name", "organization", "phone", "phone_hash", "email"), ""
)
UNPUBLISHED = dict.fromkeys(("answer", "public_title", "public_question", "returned_because"), "")


def overdue_consultations(now=None):
    """Return the closed consultations that have been kept long enough."""
    before = (now or timezone.now()) - timedelta(days=consultation_settings().keep_days)
    rows = Consultation.objects.filter(state=ConsultationState.CLOSED, purged_at=None)
    return rows.filter(closed_at__lt=before)


@transaction.atomic
def purge_consultations(now=None) -> int:
    """Empty what overdue consultations say of people; what is published and counted stays.

    Returns how many.
    """
    lock_audit_chain()
    keys = list(overdue_consultations(now).select_for_update().values_list("pk", flat=True))
    rows = Consultation.objects.filter(pk__in=keys)
    ConsultationNote.objects.filter(consultation__in=keys).delete()
    rows.filter(published_at=None).update(**UNPUBLISHED)
    rows.update(purged_at=now or timezone.now(), **PERSON)
    if keys:
        record(
            "清除咨询信息", by=None, object="咨询", channel="purge_personal_data", count=len(keys)
        )
    return len(keys)
