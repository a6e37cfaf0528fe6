"""Restore full-width punctuation in flattened texts (GB/T 15834; decision 7).

A mark is restored where it touches Chinese; inside numbers, Latin words, times and addresses it
stays. Nothing is added or removed: the text keeps its length, its spaces and its characters.
"""

import re
from dataclasses import dataclass
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from series.text.language.han import HAN

from .quotes import curl_quotes

FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
OPENING = "“‘《〈「『【〔（"
CLOSING_PAIRS = "”’》〉」』】〕）"
CLOSING = CLOSING_PAIRS + "。，、；：！？…—％℃"
MARKS = re.compile("[,;:!?.]")
BRACKETS = re.compile(r"[()\n]")
# Runs begin where nothing of their kind stands before and give nothing back: linear time.
PROTECTED = re.compile(
    r"(?:https?|ftp)://[\x21-\x7e]++|www\.[\x21-\x7e]++"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++"
    r"|(?<!\d)\d++(?:[,:.]\d++)++",
    re.ASCII,
)
NUMBER_MARK = re.compile(r"[0-9][,:.][0-9]")
TRAILING = ",;:!?).'\""
LONGEST_NOTE = 300
# What makes a mark behind it, before it or around it Chinese.
_BEFORE = re.compile(f"{HAN.pattern}|[{re.escape(CLOSING)}]")
_BEFORE_PAIR = re.compile(f"{HAN.pattern}|[{re.escape(CLOSING_PAIRS)}]")
_AFTER = re.compile(f"{HAN.pattern}|[{re.escape(OPENING)}]")
LINE_NUMBER = re.compile(r"[ \t\u3000]*[一二三四五六七八九十百]{1,4}\.")


class Mark(NamedTuple):
    """One restored mark: its offset in the text, its old form and its new one."""

    start: int
    half: str
    full: str


@dataclass(frozen=True)
class Restoration:
    """A restored text and its restored marks."""

    text: str
    marks: tuple[Mark, ...]


def restore_punctuation(text: str) -> Restoration:
    """Return `text` with full-width marks where they belong to Chinese.
    A second run changes nothing.

    Quotes and brackets come first, since they make the mark beside them Chinese. The others go from
    left to right, so that of two marks in a row the second follows the first.
    """
    protected = _protected_offsets(text)
    characters = list(text)
    curl_quotes(text, characters, protected=protected)
    _restore_brackets(text, characters, protected)
    stops = "。" not in text
    for mark in MARKS.finditer(text):
        at = mark.start()
        if at not in protected:
            after = characters[at + 1] if at + 1 < len(text) else ""
            before = characters[at - 1] if at else ""
            if _belongs(text, at, before, after, stops):
                characters[at] = FULL[mark[0]]
    changed = compress(count(), map(ne, text, characters))
    marks = tuple(Mark(at, text[at], characters[at]) for at in changed)
    return Restoration("".join(characters), marks)


def _protected_offsets(text: str) -> set[int]:
    offsets: set[int] = set()
    if not any(sign in text for sign in ("://", "www.", "@")) and not NUMBER_MARK.search(text):
        return offsets  # nothing that PROTECTED could match
    for match in PROTECTED.finditer(text):
        length = len(match[0].rstrip(TRAILING))
        offsets.update(range(match.start(), match.start() + length))
    return offsets


def _belongs(text: str, at: int, before: str, after: str, stops: bool) -> bool:
    if text[at] == ".":
        return (stops or after in ("", "\n")) and _full_stop(text, at, before, after)
    return bool(_BEFORE.match(before) or _AFTER.match(after))


def _full_stop(text: str, at: int, before: str, after: str) -> bool:
    ends = after in ("", "\n", "”", "’") or _AFTER.match(after)
    if not ends or not _BEFORE.match(before):
        return False
    line_start = text.rfind("\n", 0, at) + 1
    return not LINE_NUMBER.fullmatch(text, line_start, at + 1)


def _restore_brackets(text: str, characters: list[str], protected: set[int]) -> None:
    """Restore the pairs of brackets that belong to Chinese, each within one line."""
    open_at: list[int] = []
    for mark in BRACKETS.finditer(text):
        at = mark.start()
        if mark[0] == "\n":
            open_at.clear()
        elif at in protected:
            continue
        elif mark[0] == "(":
            open_at.append(at)
        elif open_at:
            start = open_at.pop()
            if _chinese_pair(text, characters, start, at):
                characters[start], characters[at] = "（）"


def _chinese_pair(text: str, characters: list[str], start: int, end: int) -> bool:
    """Tell whether a pair of brackets belongs to Chinese before, inside or after it.
    Chinese after it counts only where no Latin word or number stands before the pair: “(1)总则”,
    but not “F(x)的值”."""
    before = characters[start - 1] if start else ""
    after = text[end + 1 : end + 2]
    if _BEFORE_PAIR.match(before) or (bool(after) and not _holds(before) and HAN.match(after)):
        return True
    return end - start <= LONGEST_NOTE and bool(HAN.search(text, start, end))


def _holds(character: str) -> bool:
    return bool(character) and character.isascii() and (character.isalnum() or character in ")]_")
