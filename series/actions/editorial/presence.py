"""The people who have an entry's page open now.

An open page reports every few seconds; without a report the person counts as gone.
"""

from datetime import timedelta

from django.utils import timezone

from series.models import Presence

FRESH = timedelta(seconds=12)  # two reports of a page, and a slow answer
STALE = timedelta(minutes=1)


def be_present(user, entry):
    """Note that this person has the entry open now; delete stale notes of anybody."""
    now = timezone.now()
    Presence.objects.update_or_create(entry_id=entry.pk, user=user, defaults={"seen_at": now})
    old = Presence.objects.filter(seen_at__lt=now - STALE)
    if old.exists():
        old.delete()


def leave(user, entry):
    """Note that this person has closed the entry."""
    Presence.objects.filter(entry=entry.pk, user=user).delete()


def others_at(entry, *, but):
    """Return the people who have this entry open now, without the person `but`."""
    fresh = Presence.objects.filter(entry=entry.pk, seen_at__gte=timezone.now() - FRESH)
    rows = fresh.exclude(user=but).select_related("user").order_by("user__name", "pk")
    return [row.user for row in rows]
