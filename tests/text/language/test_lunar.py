from datetime import date

import pytest

from series.text.language import lunar


@pytest.mark.parametrize(
    ("year", "day"),
    [
        *((2024, date(2024, 2, 17)), (2025, date(2025, 2, 5)), (2026, date(2026, 2, 24))),
        *((2027, date(2027, 2, 13)), (2028, date(2028, 2, 2)), (2029, date(2029, 2, 20))),
        *((2030, date(2030, 2, 10)), (2031, date(2031, 1, 30)), (2032, date(2032, 2, 18))),
        # 2033 has its leap month after the eleventh: a rule without it gives January.
        *((2033, date(2033, 2, 7)), (2034, date(2034, 2, 26)), (2035, date(2035, 2, 15))),
    ],
)
def test_the_eighth_of_the_first_month(year, day):
    assert lunar.solar_day(year, month=1, day=8) == day
    assert lunar.lunar_day(day) == "正月初八"


def test_day_thirty_of_a_short_month_is_its_last_day():
    assert lunar.solar_day(2025, month=1, day=30) == date(2025, 2, 27)


def test_the_days_of_whole_solar_years():
    assert lunar.days_in_years(1, 8, first=2026, last=2027) == [
        (2026, date(2026, 2, 24)),
        (2027, date(2027, 2, 13)),
    ]
    # 腊月 mostly begins after New Year, of the lunar year before; 2027 has two, 2028 none.
    assert lunar.days_in_years(12, 8, first=2026, last=2026) == [(2025, date(2026, 1, 26))]
    assert lunar.days_in_years(12, 1, first=2027, last=2028) == [
        (2026, date(2027, 1, 8)),
        (2027, date(2027, 12, 28)),
    ]


@pytest.mark.parametrize("month", range(1, 13))
def test_no_year_is_beyond_the_calendar(month):
    days = lunar.days_in_years(month, 30, first=2095, last=2104)
    assert days
    assert all(2095 <= day.year <= 2099 for _, day in days)
    early = lunar.days_in_years(month, 30, first=1895, last=1903)
    assert all(day.year >= 1901 for _, day in early)


def test_the_coming_days_begin_with_today():
    days = lunar.next_dates(1, 8, after=date(2027, 2, 13))
    assert days == [date(2027, 2, 13), date(2028, 2, 2), date(2029, 2, 20)]
    assert lunar.next_dates(12, 8, after=date(2026, 1, 20))[0] == date(2026, 1, 26)


@pytest.mark.parametrize(
    ("day", "note"),
    [
        (date(2024, 2, 4), "立春"),
        (date(2024, 2, 9), "除夕"),
        (date(2024, 2, 10), "春节"),
        (date(2024, 2, 24), "元宵"),
        (date(2024, 2, 17), "初八"),
        (date(2024, 3, 10), "二月"),
        (date(2023, 3, 22), "闰二月"),
        (date(2024, 10, 1), "国庆节"),
        (date(1800, 1, 1), ""),
    ],
)
def test_what_stands_in_a_square(day, note):
    assert lunar.day_note(day) == note


def test_months_and_weeks():
    assert lunar.lunar_months(date(2026, 11, 1), date(2026, 11, 30)) == "丙午年九月、十月"
    assert lunar.lunar_months(
        date(2024, 2, 1), date(2024, 2, 29)
    ) == "癸卯年十二月、甲辰年正月".replace("十二月", "腊月")
    weeks = lunar.weeks_of(2024, 2)
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][0].date == date(2024, 1, 29)
    assert not weeks[0][0].inside
