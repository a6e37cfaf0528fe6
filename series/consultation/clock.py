"""The open clock of a consultation: working days, their limit, and the inspection's three months.

An answer older than three months is a veto of the state inspection of government websites; the
federation's own limit comes long before. The day on which a question came does not count.
Decision 135.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from series.models import SpecialDay

VETO_MONTHS = 3
SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class OpenClock:
    """How far a question is at `today`: working days `passed` of `limit`."""

    passed: int
    limit: int
    today: date
    veto_on: date

    @property
    def left(self):
        """Return the working days that are left; negative where they are over."""
        return self.limit - self.passed

    @property
    def is_late(self):
        return self.left < 0

    @property
    def is_vetoed(self):
        return self.today >= self.veto_on

    @property
    def sentence(self):
        """Return where the clock stands, in words."""
        if self.is_vetoed:
            return f"超过三个月没有答复（{self.veto_on} 起）"
        if self.is_late:
            days = (self.veto_on - self.today).days
            return f"逾期 {-self.left} 个工作日，{days} 天后满三个月"
        if self.left == 0:
            return "今天到期"
        return f"还有 {self.left} 个工作日"


def is_working_day(day: date, special: dict) -> bool:
    """Tell whether a day is worked: a weekday, unless `special` says otherwise."""
    return special.get(day, day.weekday() < SATURDAY)


def working_days(start: date, end: date, special: dict) -> int:
    """Return the number of working days after `start` up to and with `end`."""
    days = (start + DAY * number for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, special) for day in days)


def first_day_in_time(today: date, limit: int, special: dict) -> date:
    """Return the earliest day whose questions are not late yet at `today`.

    `working_days` from any day before it is more than `limit`.
    """
    day, worked = today + DAY, 0
    while worked <= limit:
        day -= DAY
        worked += is_working_day(day, special)
    return day


def months_later(day: date, months: int) -> date:
    """Return the same day some months later.

    The last of the month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clocks_of(rows, *, limit: int, now=None) -> dict:
    """Return {key: OpenClock} of unanswered consultations; one query for all."""
    today = timezone.localdate(now)
    begun = {row.pk: timezone.localdate(row.received_at) for row in rows}
    if not begun:
        return {}
    special = SpecialDay.objects.between(min(begun.values()), today)
    return {
        key: OpenClock(
            working_days(day, today, special), limit, today, months_later(day, VETO_MONTHS)
        )
        for key, day in begun.items()
    }


def days_taken(received_at, closed_at) -> int:
    """Return the working days between two moments."""
    first, last = timezone.localdate(received_at), timezone.localdate(closed_at)
    return working_days(first, last, SpecialDay.objects.between(first, last))
