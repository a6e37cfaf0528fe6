import re
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.dates import day_of
from series.facts import with_guests
from series.models import ENTRY_KINDS, Entry, Event, Series
from series.text.language import lunar

from .entries import page_addresses, page_context, public_entry
from .entry_addresses import PublicAddress, just_before, shows_entries
from .event_articles import aftermath_of, with_aftermath
from .event_editions import editions_around, next_lunar_day
from .lists import MOST_SERIES, addresses_of_kind, published_of
from .paging import page_of
from .public import public_page

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
MOST_IN_MONTH, MOST_COMING = 200, 10
DAY = timedelta(days=1)


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
    month, now = _asked_month(request), timezone.now()
    weeks = lunar.weeks_of(month.year, month.month)
    shown = _between(weeks[0][0].date, weeks[-1][-1].date)
    is_now = month == timezone.localdate().replace(day=1)
    events = [
        event for event in shown if _touches(event, month) and not (is_now and event.ends_at >= now)
    ]
    seen = () if is_now else [event.pk for event in events]
    context = {
        "is_now": is_now,
        "today": timezone.localdate(),
        "month": month,
        "lunar_month": lunar.lunar_months(month, _end(month) - timedelta(days=1)),
        "weeks": _calendar(weeks, shown),
        **_neighbours(month),
        "events": events,
        "coming": published_of(Event).upcoming(now).exclude(pk__in=seen)[:MOST_COMING],
        "past": page_of(request, _past(now), load=_stubs, fields=("starts_at", "pk")),
        "series": Series.objects.exclude(kind="instalments").published()[:MOST_SERIES],
    }
    return render(request, "series/event_list.html", context)


@shows_entries(page_addresses)
@public_page(keys=())
def entry_page(request, pk, kind):
    entry, gone = public_entry(request, kind, pk)
    if gone:
        return gone
    today = timezone.localdate()
    editions = editions_around(entry)
    lunar_next = next_lunar_day(entry.series, after=today)
    if lunar_next and any(lunar_next == day_of(each.starts_at) for each in editions or [entry]):
        lunar_next = None
    context = {
        **page_context(request, entry),
        "editions": editions,
        "lunar_next": lunar_next,
        "aftermath": aftermath_of(entry),
        "sessions": with_guests(entry.sessions.all()),
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
    return with_aftermath(Event.objects.filter(pk__in=ids).select_related("series"))


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


def _between(first, last):
    """Return the public events on the days from `first` to `last`."""
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last + DAY))
    return list(published_of(Event).between(start, end)[:MOST_IN_MONTH])


def _touches(event, month):
    """Tell whether an event has a day in this month."""
    first, last = _days_of(event)
    return first < _end(month) and last >= month


def _days_of(event):
    return [timezone.localtime(moment).date() for moment in (event.starts_at, event.ends_at)]


def _end(month):
    return (month + timedelta(days=32)).replace(day=1)


def _calendar(weeks, events):
    """Return the weeks of a table, each a list of (day, events on it).

    Days of the neighbouring months have their events too: whoever trusts the table misses none.
    """
    first, last = weeks[0][0].date, weeks[-1][-1].date
    touched: dict = {}
    for event in events:
        starts, ends = _days_of(event)
        day = max(starts, first)
        while day <= min(ends, last):
            touched.setdefault(day, []).append(event)
            day += DAY
    return [[(day, touched.get(day.date, [])) for day in week] for week in weeks]
