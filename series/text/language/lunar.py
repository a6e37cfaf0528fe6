"""农历: lunar days, solar terms and festivals, and solar days of lunar ones.

Computed by borax, which knows 1900–2100; outside it the names are empty.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

from .han import numeral

FIRST_DAY, LAST_DAY = date(1901, 1, 1), date(2099, 12, 31)
WEEKDAYS = "一二三四五六日"
LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
SOLAR_FESTIVALS = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节"}
LUNAR_FESTIVALS = {
    (1, 1): "春节",
    (1, 15): "元宵",
    (5, 5): "端午",
    (7, 7): "七夕",
    (8, 15): "中秋",
    (9, 9): "重阳",
    (12, 8): "腊八",
}


@dataclass(frozen=True)
class Day:
    """One square of a month table.
    `note` is the festival, else the solar term, else the lunar day (on its first day the lunar
    month)."""

    date: date
    inside: bool
    note: str


def is_computable(day: date) -> bool:
    """Tell whether a day lies in the years that borax knows."""
    return FIRST_DAY <= day <= LAST_DAY


def weekday(day: date) -> str:
    """Return the weekday in Chinese."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def lunar_months(first: date, last: date) -> str:
    """Return the lunar months between two days: 甲辰年正月, or 丙午年九月、十月 for two."""
    if not (is_computable(first) and is_computable(last)):
        return ""
    days = [LunarDate.from_solar_date(day.year, day.month, day.day) for day in (first, last)]
    one, other = (_month_name(lunar) for lunar in days)
    year, next_year = (f"{lunar.gz_year}年" for lunar in days)
    if one == other:
        return f"{year}{one}"
    return f"{year}{one}、{next_year if next_year != year else ''}{other}"


def lunar_day(day: date) -> str:
    """Return the lunar day of a date: 正月初八."""
    if not is_computable(day):
        return ""
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return f"{_month_name(lunar)}{_day_name(lunar.day)}"


def lunar_name(month: int, day: int) -> str:
    """Return the name of a lunar day: 正月初八 for (1, 8)."""
    return f"{LUNAR_MONTHS[month - 1]}月{_day_name(day)}"


def full_lunar(day: date) -> str:
    """Return the lunar year and day of a date: 癸卯年十月初八."""
    if not is_computable(day):
        return ""
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return f"{lunar.gz_year}年{_month_name(lunar)}{_day_name(lunar.day)}"


def solar_day(year: int, *, month: int, day: int) -> date:
    """Return the solar date of a lunar day in lunar year `year`.
    Day 30 of a short month is day 29."""
    try:
        return LunarDate(year, month, day).to_solar_date()
    except InvalidLunarDateError:
        return LunarDate(year, month, day - 1).to_solar_date()


def next_dates(month: int, day: int, *, after: date) -> list[date]:
    """Return the next three solar dates of a lunar day, `after` itself included."""
    years = range(after.year - 1, after.year + 4)
    days = (solar_day(year, month=month, day=day) for year in years)
    return [found for found in days if found >= after][:3]


def days_in_years(month: int, day: int, *, first: int, last: int) -> list[tuple[int, date]]:
    """Return (lunar year, solar date) of a lunar day in these solar years.
    From `first` to `last`. The twelfth month ends in the next solar year: a year may hold two,
    or none."""
    years = range(max(first - 1, FIRST_DAY.year), min(last, LAST_DAY.year) + 1)
    found = ((year, solar_day(year, month=month, day=day)) for year in years)
    return [(year, day) for year, day in found if first <= day.year <= last and is_computable(day)]


def weeks_of(year: int, month: int) -> list[list[Day]]:
    """Return the month as weeks from Monday, filled with the days around it."""
    rows = calendar.Calendar().monthdatescalendar(year, month)
    return [[Day(day, day.month == month, day_note(day)) for day in row] for row in rows]


def day_note(day: date) -> str:
    """Return the festival of a day, else its solar term, else its lunar day."""
    if not is_computable(day):
        return ""
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return (
        _festival(day, lunar)
        or lunar.term
        or (_month_name(lunar) if lunar.day == 1 else _day_name(lunar.day))
    )


def _festival(day, lunar):
    if (day.month, day.day) in SOLAR_FESTIVALS:
        return SOLAR_FESTIVALS[day.month, day.day]
    if not lunar.leap and (lunar.month, lunar.day) in LUNAR_FESTIVALS:
        return LUNAR_FESTIVALS[lunar.month, lunar.day]
    tomorrow = day + timedelta(days=1)
    if is_computable(tomorrow):
        following = LunarDate.from_solar_date(tomorrow.year, tomorrow.month, tomorrow.day)
        if (following.month, following.day, following.leap) == (1, 1, 0):
            return "除夕"
    return ""


def _month_name(lunar):
    return f"{'闰' if lunar.leap else ''}{LUNAR_MONTHS[lunar.month - 1]}月"


def _day_name(day):
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return "初十廿"[day // 10] + numeral(day % 10)


def ruler(day: date) -> dict[str, int]:
    """Return the ruler of a ticket, one tooth a day of the month.
    The day's own tooth is longer."""
    return {"month_days": calendar.monthrange(day.year, day.month)[1], "day_of_month": day.day}
