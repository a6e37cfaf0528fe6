"""Public events that the interface may show, by the days on which they take place."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from series.models import Entry, Event
from series.views.entry_addresses import PublicAddress, just_before
from series.views.paging import page_of


def list_of_events(withdrawn):
    event = Event.objects.filter(pk=withdrawn.entry.pk, starts_at__isnull=False).first()
    if event:
        query = just_before(event.starts_at, event.pk)
        yield PublicAddress("接口：活动原位", f"{reverse('series:api_events')}?{query}")


def page_of_events(request, asked):
    """Return a page of events on the days asked for, the latest start first."""
    shown = Entry.objects.published().filter(pk=OuterRef("pk"))
    rows = Event.objects.filter(Exists(shown), starts_at__isnull=False)
    if asked.since:
        rows = rows.filter(ends_at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(starts_at__lt=_midnight(asked.until + timedelta(days=1)))
    fields = ("starts_at", "pk")
    return page_of(request, rows, load=_event_cards, fields=fields, size=asked.size)


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


def _event_cards(ids):
    return Event.objects.filter(pk__in=ids).for_cards().prefetch_related("tags")
