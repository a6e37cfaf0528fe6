"""The inside of one line of text: stretches of characters, line breaks and pictures."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

SPACES = " \t\r\n\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f" + "".join(
    map(chr, range(0x2000, 0x200B))
)
MARGIN = SPACES + "\u3000"
_PIECES = re.compile(rf"[{SPACES}]+|[^{SPACES}]+")
# One full-width space or two hard ones at the start of a line are a paragraph's indentation.
_INDENT = re.compile(r"[ \t\r\n]*(?:\u3000|\xa0[ \t\r\n]*\xa0)")
_WIDE = re.compile(r"[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’…—]")
_PICTURE_CHARACTER = "\ufffc"

Format = tuple[str, str]  # an inline element and, for a link, its address


class Run(NamedTuple):
    """A stretch of one line: text, a line break, or a picture.
    The `text` of a picture is its alternative text."""

    kind: str
    text: str = ""
    formats: tuple[Format, ...] = ()
    src: str = ""

    @property
    def visible(self) -> str:
        return self.text if self.kind == "text" else _PICTURE_CHARACTER


BREAK = Run("break")


def split_paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """Divide one line's runs at an empty line or an indent.
    There a writer meant a new paragraph."""
    found_paragraphs: list[list[Run]] = []
    begins = True
    for segment in _segments(runs):
        tidy = _tidy(segment)
        if not tidy:
            begins = True
            continue
        if begins or _INDENT.match("".join(run.visible for run in segment)):
            found_paragraphs.append(tidy)
        else:
            found_paragraphs[-1] += [BREAK, *tidy]
        begins = False
    return found_paragraphs


def one_line(runs: Iterable[Run]) -> list[Run]:
    """Return the runs as a single line, with a space for each break."""
    return _tidy([Run("text", " ") if run.kind == "break" else run for run in runs])


def _segments(runs: Iterable[Run]) -> Iterator[list[Run]]:
    segment: list[Run] = []
    for run in runs:
        if run.kind == "break":
            yield segment
            segment = []
        else:
            segment.append(run)
    yield segment


def _tidy(segment: list[Run]) -> list[Run]:
    """Collapse spaces as a browser does and drop those at both ends."""
    return _trim(list(_collapse(segment)))


def _collapse(segment: list[Run]) -> Iterator[Run]:
    waiting: list[Run] = []
    last = ""
    for run in segment:
        for piece in _PIECES.findall(run.visible):
            part = run._replace(text=piece) if run.kind == "text" else run
            if piece[0] in SPACES:
                waiting.append(part)
                continue
            if waiting and _keeps_space("".join(w.text for w in waiting), last, piece[0]):
                yield Run("text", " ", waiting[0].formats)
            waiting = []
            last = piece[-1]
            yield part


def _keeps_space(space: str, before: str, after: str) -> bool:
    """Tell whether white space stays.
    A line end of the source between two wide characters is no space in Chinese."""
    if not before:
        return False
    return not ("\n" in space and _WIDE.match(before) and _WIDE.match(after))


def _trim(runs: list[Run]) -> list[Run]:
    first, last = 0, len(runs)
    while first < last and not runs[first].visible.strip(MARGIN):
        first += 1
    while first < last and not runs[last - 1].visible.strip(MARGIN):
        last -= 1
    trimmed = runs[first:last]
    if trimmed and trimmed[0].kind == "text":
        trimmed[0] = trimmed[0]._replace(text=trimmed[0].text.lstrip(MARGIN))
    if trimmed and trimmed[-1].kind == "text":
        trimmed[-1] = trimmed[-1]._replace(text=trimmed[-1].text.rstrip(MARGIN))
    return trimmed


def image_html(run: Run) -> str:
    """Return the markup of a picture."""
    return f'<img src="{escape(run.src)}" alt="{escape(run.text)}">'


def runs_html(runs: list[Run]) -> str:
    """Return the markup of the runs.
    Formats that continue are left open, so equal text has equal markup."""
    out: list[str] = []
    padded = [Run("text"), *_spread_over_breaks(runs), Run("text")]
    for before, run in pairwise(padded):
        shared = _shared(before.formats, run.formats)
        out += [f"</{tag}>" for tag, _ in reversed(before.formats[shared:])]
        out += [_opening(item) for item in run.formats[shared:]]
        out.append(_content(run))
    return "".join(out)


def _spread_over_breaks(runs: list[Run]) -> list[Run]:
    """Return the runs with each break in the formats on both sides.
    Text with a break inside is then bold once, not twice."""
    spread = list(runs)
    for at, run in enumerate(spread):
        if run.kind == "break":
            shared = _shared(spread[at - 1].formats, runs[at + 1].formats)
            spread[at] = Run("break", formats=runs[at + 1].formats[:shared])
    return spread


def _shared(one: tuple[Format, ...], other: tuple[Format, ...]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _opening(item: Format) -> str:
    tag, href = item
    return f'<a href="{escape(href)}">' if tag == "a" else f"<{tag}>"


def _content(run: Run) -> str:
    if run.kind == "break":
        return "<br>"
    return image_html(run) if run.kind == "image" else escape(run.text, quote=False)
