"""Where a title may break.
At its inner spaces, else after its comma and before 暨."""

import re

# A space beside a Latin letter or a digit belongs to the word (“AI 大会”); it is no seam.
SPACES = re.compile(r"(?<![\x00-\x7f])[ \u3000]+(?![\x00-\x7f])")
SEAM = re.compile(r"(?<=[，；：！？])(?=.)|(?=暨)")
OPENING, CLOSING = "“‘《（【", "”’》）】"
BEFORE_QUOTATION = re.compile(r"(?=[“‘])")
SHORTEST, LONGEST_COLUMN, LONGEST_VERSE, LONGEST_IN_RUN = 3, 8, 16, 4


def title_halves(title: str) -> tuple[str, ...]:
    """Return the parts of a title; one part where it cannot be divided.
    Joined with a space where the title has one, else without, they are the title again."""
    parts = tuple(part for part in SPACES.split(title.strip()) if part)
    if len(parts) > 1:
        return parts
    pieces = [piece for piece in SEAM.split(title.strip()) if piece]
    return tuple(_whole_quotes(pieces)) or ("",)


def has_inner_space(title: str) -> bool:
    return bool(SPACES.search(title.strip()))


def theme_columns(headline: str, *, name: str) -> tuple[str, ...]:
    """Return the theme of an edition in at most two columns.
    The theme is the headline without the series' name; what no column can hold ends in an
    ellipsis."""
    theme = headline.removeprefix(name).lstrip("：: ·") or headline
    parts = [part for part in title_halves(theme) if name not in part] or list(title_halves(theme))
    if len(parts) == 1 and len(parts[0]) > LONGEST_COLUMN:
        parts = [part for part in BEFORE_QUOTATION.split(parts[0]) if part]
    if len(parts) == 1 and len(parts[0]) > LONGEST_COLUMN:
        parts = [parts[0][:LONGEST_COLUMN], parts[0][LONGEST_COLUMN:]]
    return tuple(_column(part.rstrip("，；：")) for part in parts[:2])


def _column(part):
    return part if len(part) <= LONGEST_COLUMN else f"{part[: LONGEST_COLUMN - 1]}…"


def verse_lines(slogan: str) -> tuple[str, ...]:
    """Return the lines of a slogan that is set vertically.
    A slogan whose parts begin with one character (敢为敢闯敢干敢首创) is cut before each of them, any
    other at its seams. Empty where a line is too long."""
    parts = title_halves(slogan)
    first = parts[0].strip("“‘《（【”’》）】，；：！？。")
    if first and first.count(first[0]) >= 3:
        run = [line for line in re.split(f"(?={re.escape(first[0])})", first) if line]
        if all(len(line) <= LONGEST_IN_RUN for line in run):
            return tuple(run)
    lines = tuple(part.rstrip("，；：！？") for part in parts)
    return lines if all(len(line) <= LONGEST_VERSE for line in lines) else ()


def _whole_quotes(pieces):
    """Join pieces again that divide a quotation or are too short."""
    out: list[str] = []
    for piece in pieces:
        open_marks = sum(out[-1].count(c) for c in OPENING) if out else 0
        closed = sum(out[-1].count(c) for c in CLOSING) if out else 0
        if out and (open_marks > closed or len(piece) < SHORTEST or len(out[-1]) < SHORTEST):
            out[-1] += piece
        else:
            out.append(piece)
    return out
