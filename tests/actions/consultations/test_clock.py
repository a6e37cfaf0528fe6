"""The open clock: working days with holidays, the limit, and the inspection's three months."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from series.consultation.clock import (
    OpenClock,
    clocks_of,
    first_day_in_time,
    months_later,
    working_days,
)
from series.models import SpecialDay
from tests.helpers.deeds.consulting import asked

FRIDAY, MONDAY = date(2026, 9, 25), date(2026, 9, 28)
NATIONAL_DAY = {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True}


def test_the_day_of_receipt_and_weekends_do_not_count():
    assert working_days(FRIDAY, FRIDAY, {}) == 0
    assert working_days(FRIDAY, MONDAY, {}) == 1
    assert working_days(FRIDAY, date(2026, 10, 12), {}) == 11


def test_holidays_are_free_and_a_worked_saturday_counts():
    assert working_days(FRIDAY, date(2026, 10, 12), NATIONAL_DAY) == 11 - 5 + 1


@pytest.mark.parametrize(
    ("passed", "today", "said", "late"),
    [
        (3, date(2026, 9, 1), "还有 12 个工作日", False),
        (15, date(2026, 9, 1), "今天到期", False),
        (17, date(2026, 9, 1), "逾期 2 个工作日，24 天后满三个月", True),
        (60, date(2026, 9, 25), "超过三个月没有答复（2026-09-25 起）", True),
    ],
)
def test_the_clock_says_where_it_stands(passed, today, said, late):
    clock = OpenClock(passed, 15, today, date(2026, 9, 25))
    assert (clock.sentence, clock.is_late) == (said, late)


@pytest.mark.parametrize("limit", [1, 5, 15])
@pytest.mark.parametrize("today", [date(2026, 10, day) for day in range(1, 13)])
def test_what_came_before_the_first_day_in_time_is_late(today, limit):
    first = first_day_in_time(today, limit, NATIONAL_DAY)
    assert working_days(first, today, NATIONAL_DAY) <= limit
    assert working_days(first - timedelta(days=1), today, NATIONAL_DAY) > limit


def test_three_months_end_on_a_day_that_is_there():
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2026, 6, 1), 3) == date(2026, 9, 1)


@pytest.mark.django_db
def test_clocks_of_a_list_read_the_special_days_once(django_assert_num_queries):
    rows = [asked(), asked()]
    SpecialDay.objects.create(day=date(2026, 10, 1), is_worked=False)
    for row in rows:
        row.received_at = timezone.make_aware(datetime(2026, 9, 30, 17))
    with django_assert_num_queries(1):
        clocks = clocks_of(rows, limit=15, now=timezone.make_aware(datetime(2026, 10, 2, 9)))
    assert {clock.passed for clock in clocks.values()} == {1}
