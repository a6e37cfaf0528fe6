"""The day in a line of metadata, with its time in digits or words."""

import re
from datetime import date, time

from ..written_dates import HALF, HOUR_IN_WORDS, NUMERAL, clock_in, day_in

DATE = re.compile(
    r"(?P<y>\d{4}|[一二][〇○零一二三四五六七八九]{3}(?=年))\s*(?:年|[-/.．－／])\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2}(?=月))"
    r"\s*(?:月|[-/.．－／])\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3}(?=日))\s*日?"
    rf"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?(?=\s*(?:{HALF})?\s*(?:\d{{1,2}}\s*[：:时点]|{NUMERAL}[时点])))?"
    rf"(?:[T\s,，]*(?P<half>{HALF})?\s*(?:(?P<h>\d{{1,2}})[：:](?P<min>\d{{2}})(?:[：:]\d{{2}})?|{HOUR_IN_WORDS}))?"
)


def moment_of(text: str) -> tuple[date | None, time | None]:
    """Return day and time of the first date in a text.
    (None, None) without a real one."""
    match = DATE.search(text)
    if not match:
        return None, None
    day = day_in(match)
    if not day or not (match["h"] or match["hour"]):
        return day, None
    clock = clock_in(match, half=match["half"] or "")
    return (day, clock) if clock else (None, None)
