"""What a calendar's item of an event is made of.

The same event has the same UID and rising sequence in both, so that a phone shows it once.
Decision 50.
"""

import uuid
from datetime import UTC, timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from series.models import AuditLine, Event, EventState, Result
from series.models.audit import PUBLICATION_VERBS
from series.text.typography.plain_formats import calendar_line

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//CZGSL//Column//ZH"
DAY = timedelta(days=1)
# UIDs are made in this name space; another one would show every subscriber every event twice.
NAMESPACE = uuid.UUID("7c0f6c1e-5c0c-4f0b-9a37-4f8a5b0d2e61")
# 改期 keeps one pair of times, and nothing says whether they are the new ones or the old ones
# that no longer hold: TENTATIVE promises neither, and the words beside it tell.
STATUS = {
    EventState.PLANNED: "CONFIRMED",
    EventState.POSTPONED: "TENTATIVE",
    EventState.CANCELLED: "CANCELLED",
}


def make_calendar() -> "icalendar.Calendar":
    """Return a calendar without items, with the time zone of the site."""
    import icalendar  # read for a calendar, not with every process

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


@cache
def time_zone():
    """Return the time zone of the site as a component."""
    import icalendar

    zone = icalendar.Timezone.from_tzid(settings.TIME_ZONE)
    zone.pop("COMMENT", None)  # says that it ends in 2038: its last rule holds on
    return zone


def make_uid(words: str) -> str:
    return str(uuid.uuid5(NAMESPACE, words))


def begin_item(event, *, publications: int) -> "icalendar.Event":
    """Return an item with what tells calendars which event it is, and when.

    `publications` is how often the event was published.
    """
    import icalendar

    item = icalendar.Event()
    # Never changes with the site's address or the headline; unlike the key alone, it is no
    # other site's.
    item.add("uid", make_uid(f"event:{event.pk}:{event.created_at.astimezone(UTC).isoformat()}"))
    # Publications, not the live revision: what is withdrawn and published again rises too.
    item.add("sequence", max(publications - 1, 0))
    add_stamp(item, event.updated_at)
    _add_times(item, event)
    item.add("status", STATUS[event.state])
    item.add("transp", "TRANSPARENT" if event.state == EventState.CANCELLED else "OPAQUE")
    item.add("summary", _summary(event))
    place = f"{event.venue}（{event.address}）" if event.address else event.venue
    item.add("location", calendar_line(place))
    return item


def add_stamp(item, moment):
    """Add the moment of the content, also as DTSTAMP.
    The current time would change the file."""
    item.add("dtstamp", moment.astimezone(UTC))
    item.add("last-modified", moment.astimezone(UTC))


def _add_times(item, event):
    """Add start and end.
    Whole days end one day later, and a moment has no end."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if event.all_day:
        item.add("dtstart", start.date())
        item.add("dtend", end.date() + DAY)
        return
    item.add("dtstart", start)
    if end > start:
        item.add("dtend", end)


def _summary(event):
    """Return the headline with the event's state, since not every program shows STATUS."""
    headline = calendar_line(event.headline)
    if event.state == EventState.PLANNED:
        return headline
    return f"{event.get_state_display()}：{headline}"


def calendar_of_event(event: Event, *, url: str) -> bytes:
    """Return the calendar file that goes with a mail; `url` may be empty."""
    lines = AuditLine.objects.filter(entry=event.pk, verb__in=PUBLICATION_VERBS, result=Result.DONE)
    item = begin_item(event, publications=lines.count())
    if url:
        item.add("url", url)
    calendar = make_calendar()
    calendar.add_component(time_zone())
    calendar.add_component(item)
    return calendar.to_ical()
