"""The lines of a headline on a drawn cover, broken at its natural seams first."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from .title_breaks import title_halves
from .title_words import words_of

NEVER_FIRST = "，。、；：？！）》」』”’…—～·／%％‰℃"
NEVER_LAST = "（《「『“‘"
LATIN_OR_ONE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,'’&-]*|.", re.DOTALL)
NO_WORDS: Mapping[str, str] = MappingProxyType({})


def cover_lines(
    headline: str,
    *,
    width: float,
    most: int,
    measure: Callable[[str], float],
    known: Mapping[str, str] = NO_WORDS,
) -> list[str]:
    """Return at most `most` lines no wider than `width`.
    `measure` gives the width of a text, `known` the stored words of the headline; the last line
    ends in … where the headline does not fit."""
    if measure(headline) <= width:
        return [headline]
    lines: list[str] = []
    for part in title_halves(headline):
        lines += _wrapped(_pieces(part, known), width, measure)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + "…") > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(NEVER_FIRST + NEVER_LAST) + "…"]


def is_well_broken(lines: Sequence[str]) -> bool:
    """Tell whether nothing was left out and no part is one character."""
    if not lines or lines[-1].endswith("…"):
        return False
    return len(lines) == 1 or all(len(line) > 1 for line in lines)


def holds_words(
    headline: str, *, width: float, measure: Callable[[str], float], known: Mapping[str, str]
) -> bool:
    """Tell whether no word of the headline is wider than a line."""
    pieces = (piece for part in title_halves(headline) for piece in _pieces(part, known))
    return all(measure(piece.strip()) <= width for piece in pieces)


def _pieces(part, known):
    """Return the pieces between which the part may be divided: words, else single characters.
    A Latin word or a number is always one piece."""
    words = words_of(part, known)
    return words if len(words) > 1 else LATIN_OR_ONE.findall(part)


def _wrapped(pieces, width, measure):
    """Return lines of about one length.
    None begins or ends with a character that must not; a piece wider than a line is divided."""
    whole = "".join(pieces)
    if measure(whole) <= width:
        return [whole]
    ideal = measure(whole) / -(-measure(whole) // width)
    pieces = [each for piece in pieces for each in _narrow(piece, width, measure)]
    lines, line = [], ""
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else ""
        line += piece
        full = measure(line) >= ideal or measure(line + following.rstrip()) > width
        may_break = following[:1] not in NEVER_FIRST and piece[-1] not in NEVER_LAST
        if full and may_break and following:
            lines.append(line.strip())
            line = ""
    return [*lines, line.strip()] if line.strip() or not lines else lines


def _narrow(piece, width, measure):
    return [piece] if measure(piece) <= width else list(piece)
