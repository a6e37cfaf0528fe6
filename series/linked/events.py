"""Events as Event, their series as EventSeries."""

from datetime import datetime, time

from django.utils import timezone

from series.dates import iso_span
from series.facts import picture_of
from series.models import ENTRY_KINDS, EventState, SeriesKind
from series.text.language.rescheduling import former_day, has_no_new_day

from . import LANGUAGE, document, thing

STATUS = "https://schema.org/Event{}"
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"


def event(entry, *, root, description, tags, sessions=()):
    url = root + entry.get_absolute_url()
    start, end = iso_span(entry)
    return document(
        ENTRY_KINDS[entry.kind].schema_type,
        name=entry.headline,
        description=description,
        url=url,
        mainEntityOfPage=url,
        inLanguage=LANGUAGE,
        startDate=start,
        endDate=end,
        eventStatus=STATUS.format(status(entry)),
        previousStartDate=_former(entry),
        eventAttendanceMode=OFFLINE,
        location=place(entry),
        organizer=entry.host and thing("Organization", name=entry.host),
        keywords=[tag.name for tag in tags],
        image=picture_of(entry, root),
        superEvent=_super(entry, root),
        subEvent=_programme(entry, sessions),
    )


def status(entry):
    """Return the schema.org status of an event.

    改期 is Rescheduled, but Postponed where the note says that no new day is set.
    """
    if entry.state == EventState.CANCELLED:
        return "Cancelled"
    if entry.state == EventState.POSTPONED:
        return "Postponed" if has_no_new_day(entry.state_note) else "Rescheduled"
    return "Scheduled"


def place(entry):
    where = entry.venue or entry.address
    return where and thing("Place", name=where, address=entry.address or where)


def series(row, *, root, description):
    """Return a series as linked data: a series of events, or of texts."""
    return document(
        "CreativeWorkSeries" if row.kind == SeriesKind.INSTALMENTS else "EventSeries",
        name=row.title,
        url=root + row.get_absolute_url(),
        description=description,
        inLanguage=LANGUAGE,
        **_hosted(row),
    )


def _hosted(row):
    host = row.host and thing("Organization", name=str(row.host))
    return {"publisher" if row.kind == SeriesKind.INSTALMENTS else "organizer": host}


def _former(entry):
    if entry.state != EventState.POSTPONED:
        return ""
    day = former_day(entry.state_note, start=timezone.localtime(entry.starts_at).date())
    return day and day.isoformat()


def _super(entry, root):
    if entry.series is None:
        return None
    address = root + entry.series.get_absolute_url()
    return thing("EventSeries", name=entry.series.title, url=address)


def _programme(entry, sessions):
    """Return the items of a one-day programme that have a time.

    In a programme of several days the day of an item is not known.
    """
    start, end = (timezone.localtime(at) for at in (entry.starts_at, entry.ends_at))
    if start.date() != end.date():
        return []
    return [_item(entry, item, start.date()) for item in sessions if item.starts]


def _item(entry, item, day):
    return thing(
        "Event",
        name=item.title,
        description=item.note,
        startDate=_at(day, item.starts),
        endDate=_at(day, item.ends),
        eventStatus=STATUS.format(status(entry)),
        eventAttendanceMode=OFFLINE,
        location=place(entry),
    )


def _at(day, clock):
    if not clock:
        return ""
    moment = datetime.combine(day, time.fromisoformat(clock))
    return timezone.make_aware(moment).isoformat(timespec="seconds")
