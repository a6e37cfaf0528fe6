"""The lines of a headline on a drawn cover, broken at its natural seams first."""

from collections.abc import Callable, Sequence

from .title_breaks import title_halves

NEVER_FIRST = "，。、；：？！）》」』”’…—～·／%％‰℃"
NEVER_LAST = "（《「『“‘"


def cover_lines(
    headline: str, *, width: float, most: int, measure: Callable[[str], float]
) -> list[str]:
    """Return at most `most` lines no wider than `width`.
    `measure` gives the width of a text; the last line ends in … where the headline does not
    fit."""
    if measure(headline) <= width:
        return [headline]
    lines: list[str] = []
    for part in title_halves(headline):
        lines += _wrapped(part, width, measure)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + "…") > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(NEVER_FIRST + NEVER_LAST) + "…"]


def is_well_broken(lines: Sequence[str]) -> bool:
    """Tell whether nothing was left out and no line is a single character."""
    return bool(lines) and not lines[-1].endswith("…") and all(len(line) > 1 for line in lines)


def _wrapped(part, width, measure):
    """Return lines of about one length.
    None begins or ends with a character that must not."""
    if measure(part) <= width:
        return [part]
    count = -(-measure(part) // width)
    ideal = measure(part) / count
    lines, line = [], ""
    for at, character in enumerate(part):
        following = part[at + 1 : at + 2]
        line += character
        full = measure(line) >= ideal or measure(line + following) > width
        may_break = following not in NEVER_FIRST and character not in NEVER_LAST
        if full and may_break and following:
            lines.append(line)
            line = ""
    return [*lines, line] if line else lines
