"""Events as Event, their series as EventSeries."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from series.dates import iso_published, iso_span
from series.facts import picture_of
from series.models import ENTRY_KINDS, EventState, SeriesKind
from series.text.language.rescheduling import former_day, has_no_new_day

from . import LANGUAGE, document, owner, thing

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
        organizer=_hosts(entry),
        performer=_speakers(sessions, root),
        keywords=[tag.name for tag in tags],
        image=picture_of(entry, root),
        superEvent=_super(entry, root),
        subEvent=_programme(entry, sessions, root),
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


def series(row, *, root, description, shown=()):
    """Return a series as linked data: a series of events, or of texts.

    `shown` are the entries on its page: the events with their days and places, the texts with the
    day of their publication. A series of events spans those that are shown.
    """
    held = [entry for entry in shown if ENTRY_KINDS[entry.kind].takes_place]
    texts = [entry for entry in shown if not ENTRY_KINDS[entry.kind].takes_place]
    if row.kind == SeriesKind.INSTALMENTS:
        parts = {"hasPart": [_text(entry, root) for entry in texts]}
    else:
        events = sorted((one.event for one in held), key=lambda one: one.starts_at)
        parts = {
            "startDate": iso_span(events[0])[0] if events else "",
            "endDate": iso_span(events[-1])[1] if events else "",
            "location": _places(events),
            "subEvent": [_edition(one, root) for one in events],
        }
    return document(
        "CreativeWorkSeries" if row.kind == SeriesKind.INSTALMENTS else "EventSeries",
        name=row.title,
        url=root + row.get_absolute_url(),
        description=description,
        inLanguage=LANGUAGE,
        **_hosted(row, root),
        **parts,
    )


def _text(entry, root):
    return thing(
        ENTRY_KINDS[entry.kind].schema_type,
        headline=entry.headline,
        url=root + entry.get_absolute_url(),
        datePublished=iso_published(entry),
        position=entry.number,
    )


def _edition(one, root):
    start, end = iso_span(one)
    return thing(
        ENTRY_KINDS[one.kind].schema_type,
        name=one.headline,
        url=root + one.get_absolute_url(),
        startDate=start,
        endDate=end,
        eventStatus=STATUS.format(status(one)),
        eventAttendanceMode=OFFLINE,
        location=place(one),
    )


def _places(events):
    """Return each place of these events once."""
    places = {told["name"]: told for told in map(place, events) if told}
    return list(places.values())


def _hosted(row, root):
    if row.kind == SeriesKind.INSTALMENTS and not row.host:
        return {"publisher": owner(root)}
    host = row.host and thing("Organization", name=str(row.host))
    return {"publisher" if row.kind == SeriesKind.INSTALMENTS else "organizer": host}


def _hosts(entry):
    """Return who gives an event: one thing, or a list of several."""
    hosts = [thing("Organization", name=name) for name in (entry.host, entry.organizer) if name]
    return hosts[0] if len(hosts) == 1 else hosts


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


def _programme(entry, sessions, root):
    """Return the items of a one-day programme that have a time.

    In a programme of several days the day of an item is not known.
    """
    start, end = (timezone.localtime(at) for at in (entry.starts_at, entry.ends_at))
    if start.date() != end.date():
        return []
    return [_item(entry, item, start.date(), root) for item in sessions if item.starts]


def _item(entry, item, day, root):
    return thing(
        "Event",
        name=item.title,
        description=item.note,
        performer=[_person(each, root) for each in item.speakers],
        startDate=_at(day, item.starts),
        endDate=_at(day, item.ends),
        eventStatus=STATUS.format(status(entry)),
        eventAttendanceMode=OFFLINE,
        location=place(entry),
    )


def _speakers(sessions, root):
    """Return every speaker of the programme once, in order."""
    found = {}
    for each in (each for item in sessions for each in item.speakers):
        found.setdefault(each.get("id") or (each["name"], each["organization"]), each)
    return [_person(each, root) for each in found.values()]


def _person(each, root):
    return thing(
        "Person",
        name=each["name"],
        jobTitle=each["post"],
        worksFor=each["organization"] and thing("Organization", name=each["organization"]),
        url=f"{root}{reverse('series:speaker', args=[each['id']])}" if "id" in each else "",
    )


def _at(day, clock):
    if not clock:
        return ""
    moment = datetime.combine(day, time.fromisoformat(clock))
    return timezone.make_aware(moment).isoformat(timespec="seconds")
