"""Delete registrations when their time is over; how many there were stays. Decision 128."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.models import (
    CheckInLink,
    Feedback,
    Invitation,
    RegistrationGroup,
    RegistrationSettings,
)
from series.models.audit import lock_audit_chain
from series.registration.attendance import attended
from series.registration.places import places_of

from .promotion import lock_settings


def overdue_settings(now) -> list[RegistrationSettings]:
    """Return the settings of events whose registrations have been kept long enough."""
    groups = RegistrationGroup.objects.values("event")
    rows = RegistrationSettings.objects.filter(pk__in=groups, event__ends_at__lt=now)
    rows = rows.select_related("event").order_by("pk")
    return [row for row in rows if row.event.ends_at + timedelta(days=row.retention_days) < now]


@transaction.atomic
def purge(settings, *, now=None) -> int:
    """Delete the forms, people, invitations, links and comments of an event; keep numbers.

    Returns how many people. The audit line tells the event and the number alone.
    """
    lock_audit_chain()
    settings = lock_settings(settings.pk)
    places = places_of(settings)
    groups = RegistrationGroup.objects.filter(event=settings.pk)
    counts = {
        "taken": places.taken,
        "waiting": places.waiting,
        "pending": places.pending,
        "refused": places.refused,
        "cancelled": places.cancelled,
        "forms": groups.count(),
        "attended": attended(settings.event).count(),
    }
    many = places.live + places.pending + places.refused + places.cancelled
    groups.delete()
    Invitation.objects.filter(settings=settings).delete()
    CheckInLink.objects.filter(event=settings.pk).delete()
    Feedback.objects.filter(event=settings.pk).update(comment="")
    settings.purged_at = now or timezone.now()
    settings.purged_counts = {
        name: settings.purged_counts.get(name, 0) + number for name, number in counts.items()
    }
    settings.save(update_fields=["purged_at", "purged_counts"])
    record("清除报名", by=None, entry=settings.event, channel="purge_personal_data", count=many)
    return many
