"""The periods, in days of Shanghai time, that a report is about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from series.actions.errors import EditorialError

DAY = timedelta(days=1)
USUAL, LONGEST = 30, 1100


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def start(self):
        return midnight(self.first)

    @property
    def end(self):
        """Return the first moment after the period."""
        return midnight(self.last + DAY)

    @property
    def days(self):
        return (self.last - self.first).days + 1

    def __str__(self):
        return f"{self.first:%Y-%m-%d} 至 {self.last:%Y-%m-%d}"


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def usual_period():
    today = timezone.localdate()
    return Period(today - (USUAL - 1) * DAY, today)


def usual_choices():
    """Return [(name, Period)] of the periods that have a button."""
    today = timezone.localdate()
    month = today.replace(day=1)
    before = month - DAY
    year = today.replace(month=1, day=1)
    last_year = (year - DAY).replace(month=1, day=1)
    return [
        ("近 7 天", Period(today - 6 * DAY, today)),
        ("近 30 天", Period(today - 29 * DAY, today)),
        ("本月", Period(month, today)),
        ("上月", Period(before.replace(day=1), before)),
        ("今年", Period(year, today)),
        ("去年", Period(last_year, year - DAY)),
    ]


def period_between(first, last):
    """Return the Period between two typed days.
    For a missing one the usual day is taken.

    Raises EditorialError.
    """
    usual = usual_period()
    end = _day(last) if last else usual.last
    start = _day(first) if first else min(usual.first, end)
    if start > end:
        raise EditorialError(f"开始日期 {start} 晚于结束日期 {end}，请对调")
    if (end - start).days >= LONGEST:
        raise EditorialError("时间范围超过三年，请缩短后再看")
    return Period(start, end)


def _day(text):
    try:
        day = parse_date(text.strip())
    except ValueError:  # well formed, but no such day: 2023-02-30
        day = None
    if day is None or not 1900 < day.year < 9000:
        raise EditorialError(f"日期“{text[:20]}”无法识别，请写成 2026-11-24")
    return day
