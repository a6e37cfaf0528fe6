"""Dates and times of day as people and machines write them on pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from series.text.language.han import parse_numeral

CHINA = timezone(timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 1990, 2099
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９：／．－—–−‐\xa0\u3000年月日", "0123456789:/.-----  年月日"
)
_YEAR_DIGITS = str.maketrans("〇○零ＯO一二三四五六七八九", "00000123456789")
_MONTH_NAME = "(?P<mon>" + "|".join(_MONTHS) + r")[a-z]{0,6}\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d.])(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*(?:日|(?!\d))",
        r"(?<![\d.])(?P<y>(?:19|20)\d{2})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{1,2})(?:(?!\d)|(?=\d\d:\d\d))日?",
        r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>20\d{2})(?!\d)",
        r"(?<!\d)(?P<y>20\d{2})\s*[-/]?\s*(?P<m>\d{2})\s*/\s*(?P<d>\d{2})(?!\d)",
        r"(?<![\d./-])(?P<m>[01]\d)\s?[-/月]\s?(?P<d>[0-3]\d)日?\s+(?P<y>20\d{2})(?!\s?[\d年.:-])",
        r"(?P<y>[一二][〇○零ＯO0一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日",
        r"(?<![\d年])(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>\d{1,2})\s*日?\s*[,，]\s*(?P<y>20\d{2})(?!\d)",
        rf"(?<![a-z]){_MONTH_NAME}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>20\d{{2}})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})\s+{_MONTH_NAME},?\s+(?P<y>20\d{{2}})(?!\d)",
        r"(?:(?<=^)|(?<=[\s:]))(?P<y>[0-3]\d)(?P<s>[-/.])(?P<m>[01]\d)(?P=s)(?P<d>[0-3]\d)(?=$|\s)",
    )
)
_WEEKDAY = r"[（(\[]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[）)\]]?"
NUMERAL = "[零〇○一二三四五六七八九十]{1,3}"
HALF = "上午|下午|午后|晚上|晚间|晚|傍晚|夜间|深夜|凌晨|清晨|早上|早晨|中午|AM|PM"
# 9时, 三时半, 15点05分, 上午十时许; 三点建议 and 3时段 are no time of day.
HOUR_IN_WORDS = (
    rf"(?P<hour>[0-2]?\d|{NUMERAL})\s*(?:时|点钟?)"
    rf"(?:整|(?P<part>半|[一三]刻)|(?P<minute>[0-5]?\d|{NUMERAL})\s*分(?:[0-5]?\d秒)?)?(?:许|左右)?"
    "(?!建议|意见|启示|思考|感想|感悟|体会|说明|要求|期待|希望|倡议|想法|做法|经验|[代间期刻段节])"
)
# Zones by the names that English pages give them; those of America change in summer.
_PLACES = {
    **dict.fromkeys(("ET", "EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("PT", "PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("MT", "MST", "MDT"), "America/Denver"),
    "CDT": "America/Chicago",  # CT is a picture in a hospital, CST China's own time
    **dict.fromkeys(("CET", "CEST"), "Europe/Paris"),
    **{
        "BST": "Europe/London",
        "JST": "Asia/Tokyo",
        "HKT": "Asia/Hong_Kong",
        "SGT": "Asia/Singapore",
    },
}
_ZONES = "|".join(sorted(_PLACES, key=len, reverse=True))
_CLOCK = re.compile(
    rf"(?:[T\s,，|｜·]|(?<=\s)at(?=\s)|\s?-\s?(?=\d\d:\d\d)|{_WEEKDAY}){{0,8}}"
    rf"(?P<half>{HALF})?\s*(?:(?P<h>[0-2]?\d)\s*:\s?(?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?|{HOUR_IN_WORDS})(?!\d)"
    rf"(?:\s*(?P<half2>[AP]\.?M(?![a-z])\.?))?(?P<zone>\s?(?:(?:GMT|UTC)?[+-]\d{{2}}:?\d{{2}}|(?:GMT|UTC)[+-]\d{{1,2}}(?![\d:])|Z|GMT|UTC)(?!\d)| (?-i:{_ZONES})(?![A-Za-z]))?",
    re.IGNORECASE,
)
# English papers write the time first: 10:20, May 06, 2024.
_CLOCK_BEFORE = re.compile(
    r"(?<![\d:])(?P<h>[0-2]?\d)(?P<half>):(?P<min>[0-5]\d)(?::[0-5]\d)?(?P<hour>)(?P<part>)(?P<minute>)(?:\s?(?P<half2>[AP]\.?M(?![a-z])\.?))?"
    rf"(?P<zone>\s?(?:GMT|UTC)(?:[+-]\d{{1,2}}(?::?\d{{2}})?)?| (?-i:{_ZONES}))?(?P<comma>\s?,)?\s?$",
    re.IGNORECASE,
)
_REACH = 30
_HOURS = re.compile(r"([+-])(\d{1,2})")
_AFTERNOON = ("下午", "午后", "晚上", "晚间", "晚", "傍晚", "夜间", "深夜", "PM")
_NOON, _MORNING_ENDS = "中午", 11
_PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?\d{2})?)?(?!\d)")
_SECONDS = re.compile(r"(1[0-9]{9})(?:\d{3})?")


# A date in boxes: the day above year and month, month and day above or below the year.
_BETWEEN = r"[\s/|｜·•,，-]*"
_DIVIDED = (
    re.compile(rf"(?P<d>\d{{1,2}})日?{_BETWEEN}(?P<y>20\d\d)\s?[-/.年]\s?(?P<m>\d{{1,2}})月?"),
    re.compile(
        rf"(?P<m>\d{{1,2}})\s?[-/.月]\s?(?P<d>\d{{1,2}})日?{_BETWEEN}(?<!\d)(?P<y>20\d\d)年?"
    ),
    re.compile(
        rf"(?P<y>20\d\d)年?(?!\d){_BETWEEN}(?P<m>\d{{1,2}})\s?[-/.月]\s?(?P<d>\d{{1,2}})日?"
    ),
)


@dataclass(frozen=True)
class WrittenMoment:
    """A day, maybe with its time, and where it stands in the text."""

    day: date
    clock: time | None
    start: int
    end: int


def find_moments(text: str) -> Iterator[WrittenMoment]:
    """Yield the whole dates of a text in their order."""
    plain = text.translate(_HALF_WIDTH)
    at = 0
    while found := _next_date(plain, at):
        yield found
        at = found.end


def _next_date(text: str, at: int) -> WrittenMoment | None:
    matches = (form.search(text, at) for form in _FORMS)
    for match in sorted(filter(None, matches), key=lambda match: (match.start(), -match.end())):
        if day := _day(match):
            return _with_clock(text, match, day, since=at)
    return None


def _day(match: re.Match) -> date | None:
    """Return the day of a date in digits, numerals or with a month's name."""
    day = day_in(match)
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def day_in(match: re.Match) -> date | None:
    """Return the day of a match with y, m or mon, and d.

    Whatever its year.

    None where there is none."""
    parts = match.groupdict()
    year = int(parts["y"].translate(_YEAR_DIGITS))
    month = _MONTHS.index(parts["mon"].lower()) + 1 if parts.get("mon") else _number(parts["m"])
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, _number(parts["d"]))
    except ValueError:
        return None


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else parse_numeral(written) or 0


def _with_clock(text: str, match: re.Match, day: date, *, since: int) -> WrittenMoment:
    """Return a day with the time behind it, else with that before it.

    10:20, May 06, 2024."""
    behind = _CLOCK.match(text, match.end())
    before = _CLOCK_BEFORE.search(text, max(since, match.start() - _REACH), match.start())
    if before and not (before["comma"] or match.groupdict().get("mon")):
        before = None
    for clock in filter(None, (behind, before)):
        moment = _clock(clock)
        if moment is None:
            continue
        if clock["zone"]:
            day, moment = _in_china(day, moment, clock["zone"].strip().strip(" ,"))
        start, end = min(match.start(), clock.start()), max(match.end(), clock.end())
        return WrittenMoment(day, moment or None, start, end)
    return WrittenMoment(day, None, match.start(), match.end())


def _clock(match: re.Match) -> time | None:
    clock = clock_in(match, half=match["half"] or match["half2"] or "")
    return clock if match["zone"] or clock != time(0, 0) else None


def clock_in(match: re.Match, *, half: str) -> time | None:
    """Return the time of day of a match with h and min, or HOUR_IN_WORDS.

    None where there is none."""
    hour = _number(match["h"] or match["hour"])
    minute = _PARTS_OF_HOUR.get(match["part"]) or _number(match["min"] or match["minute"] or "0")
    half = half.upper().replace(".", "")
    if (half in _AFTERNOON and hour < 12) or (half == _NOON and hour < _MORNING_ENDS):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _in_china(day: date, moment: time, zone: str) -> tuple[date, time | None]:
    if place := _PLACES.get(zone):
        return _day_and_clock(datetime.combine(day, moment, ZoneInfo(place)))
    offset = re.sub("GMT|UTC", "", zone.upper()) or "Z"
    if short := _HOURS.fullmatch(offset):
        offset = f"{short[1]}{int(short[2]):02}:00"
    exact = datetime.fromisoformat(f"{day.isoformat()}T{moment:%H:%M}{offset}")
    return _day_and_clock(exact)


def _day_and_clock(exact: datetime) -> tuple[date, time | None]:
    """Return day and time in Chinese time. Midnight sharp means that no time was given."""
    local = exact.astimezone(CHINA)
    clock = time(local.hour, local.minute)
    return local.date(), clock if clock != time(0, 0) else None


def parse_moment(text: str) -> tuple[date | None, time | None]:
    """Return day and time of a machine's date.
    ISO, RFC 2822, seconds, or as people write it.

    CST is China's time here, as Java writes it; the standard has it as that of Chicago.
    """
    text = text.strip()
    if seconds := _SECONDS.fullmatch(text):
        return _day_and_clock(datetime.fromtimestamp(int(seconds[1]), CHINA))
    if compact := _COMPACT.match(text):
        return _compact_moment(compact)
    if found := next(find_moments(text), None):
        return found.day, found.clock
    try:
        exact = parsedate_to_datetime(text.replace(" CST ", " +0800 "))
    except ValueError:
        return None, None
    return _day_and_clock(exact if exact.tzinfo else exact.replace(tzinfo=CHINA))


def _compact_moment(match: re.Match) -> tuple[date | None, time | None]:
    year, month, day, hour, minute = (int(part or 0) for part in match.groups())
    try:
        clock = time(hour, minute)
        return date(year, month, day), clock if clock != time(0, 0) else None
    except ValueError:
        return None, None


def divided_day(text: str) -> date | None:
    """Return the day that fills a text in two pieces: 04-01 and 2025."""
    plain = text.translate(_HALF_WIDTH).strip()
    found = next(filter(None, (form.fullmatch(plain) for form in _DIVIDED)), None)
    return _day(found) if found else None


def find_clock(text: str) -> time | None:
    """Return the time of day of a line that holds nothing else."""
    match = _CLOCK.fullmatch(text.translate(_HALF_WIDTH).strip())
    return _clock(match) if match else None
