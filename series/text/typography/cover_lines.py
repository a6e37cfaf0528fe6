"""Lines of a headline for a drawn cover: broken at its halves, then where a line must end."""

from collections.abc import Callable, Sequence

from .title_breaks import halves

NEVER_FIRST = "，。、；：？！）》」』”’…—～·／%％‰℃"
NEVER_LAST = "（《「『“‘"


def lines_of(
    headline: str, *, width: float, most: int, measure: Callable[[str], float]
) -> list[str]:
    """Return at most `most` lines no wider than `width` by `measure`; the last ends in … where the
    headline does not fit."""
    if measure(headline) <= width:
        return [headline]
    found: list[str] = []
    for part in halves(headline):
        found += _wrapped(part, width, measure)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and measure(last + "…") > width:
        last = last[:-1]
    return [*found[: most - 1], last.rstrip(NEVER_FIRST + NEVER_LAST) + "…"]


def fits(lines: Sequence[str]) -> bool:
    """Tell whether nothing was left out and no line is a lone sign."""
    return bool(lines) and not lines[-1].endswith("…") and all(len(line) > 1 for line in lines)


def _wrapped(part, width, measure):
    """Return lines of about one length, none of them beginning or ending with a sign that must not."""
    if measure(part) <= width:
        return [part]
    count = -(-measure(part) // width)
    ideal = measure(part) / count
    found, line = [], ""
    for place, sign in enumerate(part):
        following = part[place + 1 : place + 2]
        line += sign
        full = measure(line) >= ideal or measure(line + following) > width
        may_break = following not in NEVER_FIRST and sign not in NEVER_LAST
        if full and may_break and following:
            found.append(line)
            line = ""
    return [*found, line] if line else found
