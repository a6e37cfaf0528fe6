"""Read the former day of an event in its 安排说明: 原定2月22日, 时间另行通知."""

import re
from datetime import date

FORMER = re.compile(r"原定(?:于)?\s*(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", re.ASCII)
OPEN = re.compile("另行通知|待定|择期|另定")


def has_no_new_day(note: str) -> bool:
    """Tell whether the note says that the new day is not yet known."""
    return bool(OPEN.search(note))


def former_day(note: str, *, start: date) -> date | None:
    """Return the day for which the note says the event was planned.
    Without a year it is the one that lies nearest to `start`."""
    match = FORMER.search(note)
    if not match:
        return None
    years = [int(match[1])] if match[1] else [start.year - 1, start.year, start.year + 1]
    days = [day for year in years if (day := _day(year, int(match[2]), int(match[3])))]
    return min(days, key=lambda day: abs(day - start), default=None)


def _day(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
