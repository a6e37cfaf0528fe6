"""iCalendar (RFC 5545): one event, those of a series, all events.
Lunar days five years ahead.

The same content gives the same bytes, so that a calendar that asks again is answered 304. Decision 50.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import conditional_page

from series.models.audit import PUBLICATION_VERBS
from series.text.language import lunar
from series.text.language.contacts import mail_in
from series.text.typography.plain_formats import calendar_line, calendar_text, file_name

from .context import root_of
from .facts import hosts_and_ways
from .models import ENTRY_KINDS, AuditLine, Entry, Event, EventState, Result, Series
from .models.entry import TEXTS
from .registration.calendar_items import (
    DAY,
    add_stamp,
    begin_item,
    make_calendar,
    make_uid,
    time_zone,
)
from .views.entry_addresses import GONE, IF_NONE_MATCH, PublicAddress, shows_entries
from .views.public import public_page, published_or_gone

MOST_EVENTS, MOST_FESTIVALS = 300, 24
YEARS_AHEAD = 5
ASK_AGAIN = timedelta(hours=6)


def calendar_addresses(withdrawn):
    yield PublicAddress("活动日历", reverse("series:calendar"))


@shows_entries(calendar_addresses)
@conditional_page
@public_page
def all_events(request):
    """Answer with the newest events by start, and the days of every lunar series."""
    shown = Entry.objects.published().filter(pk=OuterRef("pk"))
    events = _with_details(Event.objects.filter(Exists(shown)))
    items = [_event(event, request) for event in _newest(events)]
    for row in Series.objects.filter(lunar_month__isnull=False)[:MOST_FESTIVALS]:
        items += _lunar_days(row, request)
    name = f"{settings.SITE['name']}·活动"
    return _answer(items, name=name, file=f"{settings.SITE['name']}活动")


def series_calendar_addresses(withdrawn):
    if series := withdrawn.entry.series:
        path = reverse("series:series_calendar", args=[series.pk])
        yield PublicAddress("系列日历", path, withdrawn.wants(series))


@shows_entries(series_calendar_addresses)
@conditional_page
@public_page
def series_events(request, pk):
    row = get_object_or_404(Series.objects.for_readers(), pk=pk)
    events = _with_details(Event.objects.published().filter(series=row))
    items = [_event(event, request) for event in _newest(events)]
    items += _lunar_days(row, request) if row.lunar_month else []
    return _answer(items, name=row.title, file=row.title)


def event_calendar_addresses(withdrawn, kind):
    rows = ENTRY_KINDS[kind].model.objects.filter(kind=kind, starts_at__isnull=False)
    if rows.filter(pk=withdrawn.entry.pk).exists():
        path = reverse(f"series:{kind}_calendar", args=[withdrawn.entry.pk])
        yield from PublicAddress("日历文件", path, GONE).and_remembered(IF_NONE_MATCH)


@shows_entries(event_calendar_addresses)
@conditional_page
@public_page
def one_event(request, pk, kind):
    """Answer with one event.
    The calendar has no name, or programs would open a new one."""
    rows = _with_details(ENTRY_KINDS[kind].model.objects.all())
    event, gone = published_or_gone(request, rows, kind=kind, pk=pk)
    if gone:
        return gone
    return _answer([_event(event, request)], file=event.headline)


def _with_details(events):
    """Load what an item says, and `publications`: how often the event was published."""
    lines = AuditLine.objects.filter(
        entry=OuterRef("pk"), verb__in=PUBLICATION_VERBS, result=Result.DONE
    )
    counted = lines.order_by().values("entry").annotate(many=Count("pk")).values("many")
    events = events.annotate(publications=Subquery(counted)).defer(*TEXTS)
    return events.prefetch_related("sessions", "tags")


def _newest(events):
    return list(events.order_by("-starts_at", "-pk")[:MOST_EVENTS])[::-1]


def _answer(items, *, file, name=""):
    calendar = make_calendar()
    if name:
        _name(calendar, calendar_line(name))
    calendar.add_component(time_zone())
    for item in items:
        calendar.add_component(item)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    # inline: a phone shows the event with a button to add it, others download all the same.
    header = content_disposition_header(False, file_name(file, extension="ics"))
    response["Content-Disposition"] = header
    return response


def _name(calendar, name):
    """Add the name and the refresh interval, by the standard and by its forerunners."""
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")


def _event(event, request):
    url = root_of(request) + event.get_absolute_url()
    item = begin_item(event, publications=event.publications or 0)
    item.add("description", calendar_text("\n".join(_description(event, url))))
    item.add("url", url)
    names = [event.get_form_display(), *sorted(tag.name for tag in event.tags.all())]
    item.add("categories", [calendar_line(name) for name in names])
    _organizer(item, event)
    return item


def _description(event, url):
    if event.state != EventState.PLANNED or event.state_note:
        yield "：".join(filter(None, (event.get_state_display(), event.state_note)))
    if event.summary:
        yield event.summary
    sessions = event.sessions.all()
    if sessions:
        yield from ("", "议程")
        yield from map(_session, sessions)
        yield ""
    yield from (f"{label}：{words}" for label, words in hosts_and_ways(event))
    yield f"详情：{url}"


def _session(item):
    when = "—".join(filter(None, (item.starts, item.ends)))
    names = "、".join(filter(None, (item.speaker, *(each["name"] for each in item.speakers))))
    speaker = f"（{names}）" if names else ""
    return " ".join(filter(None, (when, f"{item.title}{speaker}", item.note)))


def _organizer(item, event):
    """Add the organizer where it is the site's owner, whose mail address is known.

    Another host is named in the description.
    """
    owner, mail = settings.SITE["owner"], mail_in(settings.SITE["contact"])
    if mail and event.host in ("", owner):
        import icalendar  # read for a calendar, not with every process

        organizer = icalendar.vCalAddress(f"mailto:{mail}")
        organizer.params["CN"] = calendar_line(owner).replace('"', "")
        item.add("organizer", organizer)


def _lunar_days(series, request):
    """Return items for the series' lunar day, in this solar year and five more."""
    year = timezone.localdate().year
    days = lunar.days_in_years(
        series.lunar_month, series.lunar_day, first=year, last=year + YEARS_AHEAD
    )
    # The table changes with the year; it is as old as the year is.
    stamp = timezone.make_aware(datetime.combine(datetime(year, 1, 1), time()))
    return [_lunar_day(series, of, day, stamp, request) for of, day in days]


def _lunar_day(series, lunar_year, day, stamp, request):
    """Return the item of a series' day in one lunar year.

    Its UID holds the lunar date: where that changes, the old item leaves the calendar.
    """
    month, lunar_day = series.lunar_month, series.lunar_day
    import icalendar

    item = icalendar.Event()
    owner = settings.SITE["owner"]
    item.add("uid", make_uid(f"lunar:{owner}:{series.pk}:{lunar_year}-{month}-{lunar_day}"))
    item.add("sequence", 0)
    add_stamp(item, stamp)
    item.add("dtstart", day)
    item.add("dtend", day + DAY)
    item.add("status", "CONFIRMED")
    item.add("transp", "TRANSPARENT")
    item.add("summary", calendar_line(series.title))
    url = root_of(request) + reverse("series:series", args=[series.pk])
    words = (f"农历{lunar.lunar_name(month, lunar_day)}", series.intro, f"详情：{url}")
    item.add("description", calendar_text("\n".join(filter(None, words))))
    item.add("url", url)
    item.add("categories", [series.get_kind_display(), "农历"])
    return item
