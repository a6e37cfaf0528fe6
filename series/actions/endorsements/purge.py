"""Purging what an endorsement says of a person, when its period is over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.models import Endorsement, EndorsementSettings
from series.models.audit import lock_audit_chain

from .versions import lock_settings

EMPTY = dict.fromkeys(("contact", "phone", "phone_hash", "email", "address_hash", "form_key"), "")


def overdue(now=None):
    """Return the settings of calls whose period of keeping is over."""
    today = timezone.localdate(now)
    rows = EndorsementSettings.objects.filter(initiative__open_until__isnull=False)
    over = [
        row.pk
        for row in rows.select_related("initiative")
        if row.initiative.open_until + timedelta(days=row.keep_days) < today
    ]
    return EndorsementSettings.objects.filter(pk__in=over)


def to_purge(initiative_id: int):
    """Return the endorsements of a call that still say something of a person."""
    return Endorsement.objects.filter(initiative=initiative_id, purged_at__isnull=True)


@transaction.atomic
def purge_endorsements(initiative_id: int) -> int:
    """Take phones, mailboxes and names that are not public out of a call's endorsements.

    The rows stay, and with them the counts. Returns how many were purged.
    """
    lock_audit_chain()
    settings = lock_settings(initiative_id)
    now = timezone.now()
    rows = to_purge(initiative_id)
    public = Endorsement.objects.with_public_names().values("pk")
    rows.filter(is_organization=False).exclude(pk__in=public).update(name="")
    many = rows.update(purged_at=now, **EMPTY)
    if many:
        record(
            "清除联署信息",
            by=None,
            entry=settings.initiative,
            channel="purge_personal_data",
            count=many,
        )
    return many
