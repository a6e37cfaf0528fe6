"""Spans of time in addresses of lists.

A year, a month, this week or month, free days.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.http import Http404
from django.utils import timezone

YEARS = range(1900, 2101)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
WITHIN = {"week": "本周", "month": "本月"}  # of the calendar, in Shanghai
FIRST, LAST = "from", "to"


class SpanError(ValueError):
    """Says in one sentence what is wrong with the typed days."""


@dataclass(frozen=True)
class Span:
    """A span of days, both included; None is open. `query` are its parameters."""

    query: dict = field(default_factory=dict)
    label: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def year(self):
        """Return the year that is shown, whole or by one of its months, or None."""
        return self.first.year if self.query.keys() & {"year", "month"} else None

    @property
    def month(self):
        return self.first.month if "month" in self.query else None

    @property
    def is_typed(self):
        return bool(self.query.keys() & {FIRST, LAST})

    def filter(self, rows):
        """Return the rows that were published within the span."""
        if self.first:
            rows = rows.filter(published_at__gte=_begin(self.first))
        if self.last:
            rows = rows.filter(published_at__lt=_begin(self.last + timedelta(days=1)))
        return rows


def _begin(day):
    return timezone.make_aware(datetime.combine(day, time()))


def read_span(params, *, today) -> Span:
    """Return the span of an address.

    Days go before a month, a month before a year.
    Raises SpanError for days that nobody can read, Http404 for other wrong values."""
    if params.get(FIRST, "").strip() or params.get(LAST, "").strip():
        return _typed(params)
    if text := params.get("month"):
        return _month(text)
    if text := params.get("year"):
        return _year(text)
    return _within(params.get("within", ""), today)


def _typed(params):
    query = {name: text for name in (FIRST, LAST) if (text := params.get(name, "").strip())}
    first, last = (_day(query.get(name, "")) for name in (FIRST, LAST))
    if first and last and first > last:
        raise SpanError("开始日期晚于结束日期，请改正后再查看。")
    query = {
        name: day.isoformat() for name, day in ((FIRST, first), (LAST, last)) if day is not None
    }
    return Span(query, _days_label(first, last), first, last)


def _day(text):
    if not text:
        return None
    found = DAY.fullmatch(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise SpanError("没有这一天，请按 2025-03-01 的样子填写日期。")
    return day


def _days_label(first, last):
    begin, end = (day and f"{day.year}年{day.month}月{day.day}日" for day in (first, last))
    if first == last:
        return begin
    if not last:
        return f"{begin}起"
    return f"{begin or ''}至{end}"


def _month(text):
    found = MONTH.fullmatch(text)
    year, month = map(int, found.groups()) if found else (0, 0)
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404("月份有误")
    first = date(year, month, 1)
    return Span(
        {"month": text}, f"{year}年{month}月", first, first.replace(day=monthrange(year, month)[1])
    )


def _year(text):
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS):
        raise Http404("年份有误")
    year = int(text)
    return Span({"year": text}, f"{year}年", date(year, 1, 1), date(year, 12, 31))


def _within(text, today):
    if text not in WITHIN:
        return Span()
    back = today.weekday() if text == "week" else today.day - 1
    return Span({"within": text}, WITHIN[text], today - timedelta(days=back))
