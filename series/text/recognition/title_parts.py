"""Divide the title of a published text: 【column or kicker】headline ——subtitle（number）."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from series.text.language.han import han, parse_numeral

COLUMN = re.compile(r"\s*【([^【】]{1,40})】\s*")
DASH = re.compile(r"(?<!\s)\s*+(?:——|—|--|－－|──)\s*+")
NUMERAL = r"[一二三四五六七八九十百零〇]{1,7}|\d{1,4}"
NUMBER = re.compile(
    rf"(?<!\s)\s*+(?:（之?(?P<round>{NUMERAL})）|之(?P<zhi>[一二三四五六七八九十]{{1,3}})"
    rf"|第(?P<issue>{NUMERAL})(?:期|场|站|讲|辑|篇))\s*$"
)


@dataclass(frozen=True)
class TitleParts:
    """The parts of a title.
    `number_text` is the number as it stood (“（二）”), for the comparison with what was read."""

    column: str = ""
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    series: str = ""
    number: int | None = None
    number_text: str = ""


def title_parts(title: str, below: str = "", *, columns: Iterable[str] | None = None) -> TitleParts:
    """Return the parts of a title line and of the subtitle line `below` it.

    What stands in 【…】 is the column; where `columns` are given and none is called so, it is the
    kicker (引题). A number at the end of the subtitle, or of a headline without subtitle, makes the words before
    it the series.
    """
    match = COLUMN.match(title)
    named = match[1].strip() if match else ""
    rest = title[match.end() :] if match else title
    parts = _headline_parts(rest, below)
    if columns is not None and han(named) not in map(han, columns):
        return replace(parts, kicker=named)
    return replace(parts, column=named)


def _headline_parts(rest: str, below: str) -> TitleParts:
    headline, subtitle = _split_at_dash(rest.strip())
    if below and not subtitle:
        subtitle = DASH.sub("", below, count=1).strip()
    numbered = subtitle or headline
    number_match = NUMBER.search(numbered)
    number = (
        parse_numeral(number_match["round"] or number_match["zhi"] or number_match["issue"])
        if number_match
        else None
    )
    stem = numbered[: number_match.start()].strip() if number_match else ""
    if not number or len(stem) < 2:
        return TitleParts(headline=headline, subtitle=subtitle)
    number_text = number_match[0].strip()
    numbered_parts = TitleParts(series=stem, number=number, number_text=number_text)
    if subtitle:
        return replace(numbered_parts, headline=headline, subtitle=stem)
    return replace(numbered_parts, headline=stem)


def _split_at_dash(text: str) -> tuple[str, str]:
    """Return (headline, subtitle).
    A dash with a space before it, or a double one, begins the subtitle."""
    for match in DASH.finditer(text):
        double = len(match[0].strip()) > 1
        if match.start() > 0 and (double or match[0][:1].isspace()):
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text, ""
