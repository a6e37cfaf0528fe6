"""Small print around a text: what its lines say, each name once, and what is left to drop."""

import re
from dataclasses import replace
from datetime import date

from series.text.language.han import parse_numeral
from series.text.markup.blocks import Block

from .metadata_line import (
    CREDITS,
    DATE,
    Furniture,
    is_credit,
    is_furniture,
    names_editor_in_charge,
    read_furniture,
)

SEARCH = 8
LONGEST_TAIL = 60
LEFTOVER = re.compile(
    r"(?:上|下|前|后)一?[篇条页则]\s*[:：].{0,80}|(?:上|下)一[篇条页则]|阅读原文|往期(?:推荐|回顾)|END",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

Pieces = list[tuple[str, str]]


def take_top(rest: list[Block], small: Furniture) -> tuple[Furniture, Pieces]:
    """Take the lines of small print from the top of `rest`. `small` is what is known already."""
    lines: list[str] = []
    while rest and len(lines) < SEARCH and is_furniture(rest[0].text):
        lines.append(rest.pop(0).text)
    return _read(lines, small)


def take_tail(rest: list[Block], small: Furniture) -> tuple[Furniture, Pieces]:
    """Buttons, neighbours and names under the text; one paragraph always stays."""
    lines: list[str] = []
    while len(rest) > 1 and len(rest[-1].text) <= LONGEST_TAIL and _is_tail(rest[-1].text):
        lines.insert(0, rest.pop().text)
    return _read(lines, small)


def signature_date(rest: list[Block]) -> date | None:
    """Return the day under the signature of a notice, a call or a letter."""
    line = rest[-1].text.replace(" ", "") if len(rest) > 1 else ""
    found, written = DATE.fullmatch(line), SIGNED.fullmatch(line)
    try:
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        if written:
            year, month, day = written.groups()
            return date(
                int(year.translate(YEAR_DIGITS)), parse_numeral(month) or 0, parse_numeral(day) or 0
            )
    except ValueError:
        return None
    return None


def _is_tail(line: str) -> bool:
    return is_credit(line) or bool(LEFTOVER.fullmatch(line.strip()))


def _read(lines: list[str], small: Furniture) -> tuple[Furniture, Pieces]:
    pieces: Pieces = []
    in_charge = any(map(names_editor_in_charge, lines))
    for line in lines:
        if LEFTOVER.fullmatch(line.strip()):
            pieces.append(("dropped", line))
            continue
        said = read_furniture(line.replace("\n", " "), in_charge=in_charge)
        if all(role == "dropped" for role, _ in said.pieces):
            pieces.append(("dropped", line))
            continue
        pieces += [_once(role, text, small) for role, text in said.pieces]
        small = merged(small, said)
    return small, pieces


def _once(role: str, text: str, small: Furniture) -> tuple[str, str]:
    """Return a second source, author or editor is named among what was dropped."""
    return ("dropped" if role in CREDITS and getattr(small, role) else role), text


def merged(first: Furniture, second: Furniture) -> Furniture:
    """Return what `first` says, and where it is silent, what `second` says."""
    if not first.published_on:
        first = replace(
            first, published_on=second.published_on, published_time=second.published_time
        )
    credits = {role: getattr(first, role) or getattr(second, role) for role in CREDITS}
    return replace(first, **credits)
