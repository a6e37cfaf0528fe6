"""Full-width punctuation restored in texts that were flattened to half width (GB/T 15834).

A mark is restored where it touches Chinese; inside numbers, Latin words, times and addresses it
stays. Nothing is added or removed: the text keeps its length, its spaces and its characters.
"""

import re
from dataclasses import dataclass

from .han import HAN

FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
OPENING = "“‘《〈「『【〔（"
CLOSING = "”’》〉」』】〕）。，、；：！？…—％℃"
PROTECTED = re.compile(
    r"(?:https?|ftp)://[\x21-\x7e]+|www\.[\x21-\x7e]+"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|\d+(?:[,:.]\d+)+",
    re.ASCII,
)
TRAILING = ",;:!?)."
LONGEST_NOTE = 300
LINE_NUMBER = re.compile(r"[ \t\u3000]*[一二三四五六七八九十百]{1,4}\.")


@dataclass(frozen=True)
class Mark:
    """One restored mark: its offset in the text, as it stood and as it stands."""

    start: int
    half: str
    full: str


@dataclass(frozen=True)
class Restoration:
    text: str
    marks: tuple[Mark, ...]


def restore(text: str) -> Restoration:
    """`text` with half-width marks that belong to Chinese made full-width."""
    protected = _protected_offsets(text)
    stops = "。" not in text
    marks = [
        Mark(at, character, FULL[character])
        for at, character in enumerate(text)
        if character in FULL and at not in protected and _chinese(text, at, stops=stops)
    ]
    marks += _brackets(text, protected)
    marks.sort(key=lambda mark: mark.start)
    characters = list(text)
    for mark in marks:
        characters[mark.start] = mark.full
    return Restoration("".join(characters), tuple(marks))


def _protected_offsets(text: str) -> set[int]:
    offsets: set[int] = set()
    for match in PROTECTED.finditer(text):
        length = len(match[0].rstrip(TRAILING))
        offsets.update(range(match.start(), match.start() + length))
    return offsets


def _chinese(text: str, at: int, *, stops: bool) -> bool:
    character = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if character in "()":
        return False
    if character == ".":
        return stops and _full_stop(text, at, before, after)
    return _touches_before(before) or _touches_after(after)


def _touches_before(character: str) -> bool:
    return bool(character) and (bool(HAN.match(character)) or character in CLOSING)


def _touches_after(character: str) -> bool:
    return bool(character) and (bool(HAN.match(character)) or character in OPENING)


def _full_stop(text: str, at: int, before: str, after: str) -> bool:
    if not _touches_before(before) or not (after in ("", "\n", "”", "’") or _touches_after(after)):
        return False
    line_start = text.rfind("\n", 0, at) + 1
    return not LINE_NUMBER.fullmatch(text, line_start, at + 1)


def _brackets(text: str, protected: set[int]) -> list[Mark]:
    """Pairs within one line that hold Chinese or follow it."""
    marks: list[Mark] = []
    open_at: list[int] = []
    for at, character in enumerate(text):
        if character == "\n":
            open_at.clear()
        elif at in protected:
            continue
        elif character == "(":
            open_at.append(at)
        elif character == ")" and open_at:
            start = open_at.pop()
            short = at - start <= LONGEST_NOTE
            if _touches_before(text[start - 1 : start]) or (short and HAN.search(text, start, at)):
                marks += [Mark(start, "(", "（"), Mark(at, ")", "）")]
    return marks
