"""往年与来年: the public events of a series around one, and its numbers."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from series.models import TEXTS, Event, EventState
from series.text.language import lunar

AROUND = 2


def editions_around(event):
    """Return the public events of its series next to an event, in order.

    None where it is alone.
    """
    if event.series_id is None:
        return []
    run = Event.objects.published().filter(series=event.series_id)
    before = Q(starts_at__lt=event.starts_at) | Q(starts_at=event.starts_at, pk__lt=event.pk)
    later = run.exclude(before).exclude(pk=event.pk)
    nearest = run.filter(before).order_by("-starts_at", "-pk")[:AROUND]
    following = later.order_by("starts_at", "pk")[:AROUND]
    near = Q(pk__in=nearest.values("pk")) | Q(pk__in=following.values("pk"))
    rows = list(Event.objects.filter(near).defer(*TEXTS))
    return sorted([*rows, event], key=lambda row: (row.starts_at, row.pk)) if rows else []


def held_this_year(series, *, now):
    """Return how many public events of a series were held this year."""
    first = timezone.make_aware(datetime(timezone.localtime(now).year, 1, 1))
    rows = Event.objects.published().filter(series=series, starts_at__gte=first, ends_at__lt=now)
    return rows.exclude(state=EventState.CANCELLED).count()


def coming_of(series, *, now):
    """Return the next public event of a series, or None."""
    rows = Event.objects.published().filter(series=series).exclude(state=EventState.CANCELLED)
    return rows.upcoming(now).defer(*TEXTS).first()


def next_lunar_day(series, *, after):
    """Return the next solar day of a series' lunar day; None for other series."""
    if series is None or series.lunar_month is None:
        return None
    days = lunar.next_dates(series.lunar_month, series.lunar_day, after=after)
    return days[0] if days else None
