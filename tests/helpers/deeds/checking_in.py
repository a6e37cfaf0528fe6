"""The day of an event for tests: an event that begins in an hour, links, deeds with a key."""

import uuid
from datetime import timedelta

from django.utils import timezone

from series.actions.registration.check_in import Deed, check_in
from series.actions.registration.check_in_links import make_link
from series.models import CheckInLinkKind, CheckInWay, Registration
from tests.helpers import people
from tests.helpers.deeds.registering import enrol, open_event


def event_today(*, settings=None, days=1, **content):
    """A public event that begins in an hour and takes registrations till then."""
    start = timezone.localtime(timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    end = start + timedelta(days=days - 1, hours=2)
    given = {"starts_at": start.isoformat(), "ends_at": end.isoformat(), **content}
    return open_event(settings=settings or {"capacity": 2}, **given)


def person(event, name, **fields) -> Registration:
    """Register one person at an event."""
    return enrol(event, name, **fields).people.get()


def helper_link(event):
    """Return the (link, token) of a helper's page."""
    return make_link(event, kind=CheckInLinkKind.HELPER, name="2号口", by=people.editor())


def wall_link(event):
    return make_link(event, kind=CheckInLinkKind.WALL, name="大厅", by=people.editor())


def deed(way=CheckInWay.SEARCH, **fields):
    return Deed(way, **{"key": uuid.uuid4().hex, **fields})


def came(event, name, *, link=None):
    """Register somebody and check them in. Returns the registration."""
    row = person(event, name)
    check_in(row, deed(), link=link or helper_link(event)[0])
    return row
