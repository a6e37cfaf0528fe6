import re
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.models import ENTRY_KINDS, Entry, Event, Series
from series.text.language import lunar

from .entries import page_addresses, page_context, public_entry
from .entry_addresses import PublicAddress, just_before, shows_entries
from .lists import MOST_SERIES, addresses_of_kind, published_of
from .paging import page_of
from .public import public_page

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
MOST_IN_MONTH, MOST_COMING = 200, 10


def list_addresses(withdrawn, kind):
    """Yield the list, the event's months, and its place in the past.
    The calendar of each month."""
    yield from addresses_of_kind(withdrawn, kind)
    event = Event.objects.filter(pk=withdrawn.entry.pk, kind=kind).first()
    if event is None or event.starts_at is None:
        return
    path = reverse(ENTRY_KINDS[kind].list_url)
    months = {timezone.localtime(day).strftime("%Y-%m") for day in (event.starts_at, event.ends_at)}
    for month in sorted(months):
        yield PublicAddress(f"{month}月历", f"{path}?m={month}")
    yield PublicAddress("往期活动原位", f"{path}?{just_before(event.starts_at, event.pk)}")


@shows_entries(list_addresses)
@public_page
def entry_list(request, kind):
    month = _asked_month(request)
    events = _in_month(month)
    seen = [event.pk for event in events]
    now = timezone.now()
    context = {
        "month": month,
        "lunar_month": lunar.lunar_months(month, _end(month) - timedelta(days=1)),
        "weeks": _calendar(month, events),
        **_neighbours(month),
        "events": events,
        "coming": published_of(Event).upcoming(now).exclude(pk__in=seen)[:MOST_COMING],
        "past": page_of(request, _past(now), load=_stubs, fields=("starts_at", "pk")),
        "series": Series.objects.exclude(kind="instalments").published()[:MOST_SERIES],
    }
    return render(request, "series/event_list.html", context)


@shows_entries(page_addresses)
@public_page
def entry_page(request, pk, kind):
    entry, gone = public_entry(request, kind, pk)
    if gone:
        return gone
    context = {
        **page_context(request, entry),
        "sessions": entry.sessions.all(),
        **lunar.ruler(timezone.localtime(entry.starts_at).date()),
    }
    return render(request, "series/event.html", context)


def _past(now):
    """Return the public events that are over.

    Visibility is asked of each event in turn (Exists, no join), so that the index by start gives
    the order and a deep page costs what the first one costs. Decision 5.
    """
    return Event.objects.filter(Exists(_shown()), ends_at__lt=now)


def _shown():
    return Entry.objects.published().filter(pk=OuterRef("pk"))


def _stubs(ids):
    return Event.objects.filter(pk__in=ids).select_related("series")


def _asked_month(request):
    """Return the first day of the month in ?m=2024-02; this month where it is unusable."""
    match = MONTH.fullmatch(request.GET.get("m", ""))
    if match and 1 <= int(match[2]) <= 12 and 1901 < int(match[1]) < 2099:
        return date(int(match[1]), int(match[2]), 1)
    return timezone.localdate().replace(day=1)


def _neighbours(month):
    """Return the months before and after that have events.
    This month counts.

    An endless calendar would have no end for a crawler that follows its links.
    """
    first, last = _span_of_months()
    before = (month - timedelta(days=1)).replace(day=1)
    return {
        "previous": before if before >= first else None,
        "following": _end(month) if _end(month) <= last else None,
    }


def _span_of_months():
    """Return (first month, last month) with public events, this month included."""
    today = timezone.localdate().replace(day=1)
    rows = Event.objects.filter(Exists(_shown()))
    ends = (rows.order_by(order).first() for order in ("starts_at", "-starts_at"))
    months = [timezone.localtime(row.starts_at).date().replace(day=1) for row in ends if row]
    return min([today, *months]), max([today, *months])


def _in_month(month):
    start = timezone.make_aware(datetime.combine(month, time()))
    end = timezone.make_aware(datetime.combine(_end(month), time()))
    return list(published_of(Event).between(start, end)[:MOST_IN_MONTH])


def _end(month):
    return (month + timedelta(days=32)).replace(day=1)


def _calendar(month, events):
    """Return the weeks of a month, each a list of (day, events on it)."""
    touched = {}
    for event in events:
        day = max(timezone.localtime(event.starts_at).date(), month)
        last = min(timezone.localtime(event.ends_at).date(), _end(month) - timedelta(days=1))
        while day <= last:
            touched.setdefault(day, []).append(event)
            day += timedelta(days=1)
    weeks = lunar.weeks_of(month.year, month.month)
    return [[(day, touched.get(day.date, [])) for day in week] for week in weeks]
