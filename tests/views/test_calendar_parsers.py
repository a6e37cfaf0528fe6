"""Calendar files read by three programs that know nothing of each other: icalendar, vobject, ics."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import ics
import pytest
import vobject
from django.test import Client

from series.models import Kind
from tests.helpers import making
from tests.helpers.module_pages import column
from tests.helpers.reading import archived

__all__ = ["column"]
pytestmark = pytest.mark.django_db


def by_icalendar(text):
    """{summary: (start, end, status)}; moments in UTC, whole days as dates, the last included."""
    found = {}
    for item in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        given = (item.decoded("dtstart"), item.decoded("dtend"))
        found[str(item["summary"])] = (*_told(*given), str(item["status"]))
    return found


def by_vobject(text):
    found = {}
    for item in vobject.readOne(text).vevent_list:
        given = _told(item.dtstart.value, item.dtend.value)
        found[item.summary.value] = (*given, item.status.value)
    return found


def by_ics(text):
    found = {}
    for item in ics.Calendar(text).events:
        start, end = item.begin.datetime, item.end.datetime
        if item.all_day:
            start, end = start.date(), end.date()
        found[item.name] = (*_told(start, end), item.status)
    return found


def _told(start, end):
    if isinstance(start, datetime):
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end - timedelta(days=1)


PARSERS = {"icalendar": by_icalendar, "vobject": by_vobject, "ics": by_ics}


@pytest.fixture(scope="module")
def text(column):
    """The file of a series: an hour, whole days, one put off, one called off, one over midnight."""
    series = making.series("常商论坛", kind="forum").pk
    day = {"starts_at": "2026-12-18T00:00:00+08:00", "ends_at": "2026-12-20T23:59:00+08:00"}
    hours = {"starts_at": "2027-03-05T09:30:00+08:00", "ends_at": "2027-03-05T11:00:00+08:00"}
    night = {"starts_at": "2026-12-31T22:00:00+08:00", "ends_at": "2027-01-01T00:30:00+08:00"}
    for headline, times, state in (
        ("论坛", hours, "planned"),
        ("培训", {**day, "all_day": True}, "planned"),
        ("对接会，第二次", hours, "postponed"),
        ("走访", hours, "cancelled"),
        ("跨年", night, "planned"),
    ):
        archived(Kind.EVENT, headline=headline, series=series, state=state, **times)
    return Client().get(f"/series/{series}.ics").content.decode()


HOURS = (datetime(2027, 3, 5, 1, 30, tzinfo=UTC), datetime(2027, 3, 5, 3, tzinfo=UTC))
EXPECTED = {
    "论坛": (*HOURS, "CONFIRMED"),
    "培训": (date(2026, 12, 18), date(2026, 12, 20), "CONFIRMED"),
    "改期：对接会，第二次": (*HOURS, "TENTATIVE"),
    "已取消：走访": (*HOURS, "CANCELLED"),
    "跨年": (
        datetime(2026, 12, 31, 14, tzinfo=UTC),
        datetime(2026, 12, 31, 16, 30, tzinfo=UTC),
        "CONFIRMED",
    ),
}


@pytest.mark.parametrize("parser", PARSERS)
def test_a_parser_reads_times_days_and_states(text, parser):
    assert PARSERS[parser](text) == EXPECTED


@pytest.mark.parametrize("parser", PARSERS)
def test_control_another_zone_is_another_time(text, parser):
    assert "BEGIN:VTIMEZONE" in text
    utc = re.sub(r";TZID=Asia/Shanghai:(20270305T\d{6})", r":\1Z", text)
    assert PARSERS[parser](utc)["论坛"][0] == datetime(2027, 3, 5, 9, 30, tzinfo=UTC)
