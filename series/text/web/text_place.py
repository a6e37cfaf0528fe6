"""Whether a page's text is the one under its headline (decision 103)."""

import re
from collections.abc import Sequence

from lxml.etree import _Element

from series.text.recognition.furniture_line import is_furniture_line

from .content import CONTAINERS, container_around, inside_noise, is_known_container
from .info_lines import is_info_line
from .page_lines import PageLine
from .title_texts import key_of
from .weights import Weights

_RUNNING = re.compile("[。，；！？]")
_LEAD_NAME = re.compile(r"summary|lead|abstract|digest|desc|zhaiyao|daodu|intro", re.IGNORECASE)
_FEWEST_TITLE, _FEWEST_WORDS = 4, 10
# A text elsewhere must hold more than so many times the text under the headline.
_OUTWEIGHS = 4
_FEWEST_ROWS = 2
# What was left out is told where it holds so many characters, and so many times those kept.
_FEWEST_LEFT_OUT, _TIMES_KEPT = 300, 2


def under_headline(
    content: _Element, document: _Element, lines: Sequence[PageLine], titles: set[str]
) -> _Element:
    """Return the element found for the text, or that under the headline.
    The second one where it is parted from the first by headings or lists of links and holds a
    fair share of its text."""
    at = _first_under_headline(lines, titles)
    if at is None or is_known_container(content) or _is_inside(lines[at], content):
        return content
    weights = Weights(document)
    nearer = container_around(lines[at].element, weights)
    inside = set(nearer.iter())
    removed = document not in set(nearer.iterancestors())
    if removed or content in inside or not _is_apart(lines, at, content):
        return content
    return nearer if weights.total[nearer] * _OUTWEIGHS >= weights.total[content] else content


def text_left_out(content: _Element, document: _Element) -> str:
    """Return the longest text outside an element, where it is far longer than that inside.

    Every script counts; links and what stands in a page's foot and comments do not."""
    weights = Weights(document)
    plain = {e: weights.characters[e] - weights.linked[e] for e in weights.characters}
    around = {content, *content.iterancestors(), *content.iterdescendants()}
    around |= inside_noise(document)
    outside = (e for e in plain if e.tag in CONTAINERS and e not in around)
    longest = max(outside, key=lambda element: plain[element], default=None)
    if longest is None or plain[longest] < _FEWEST_LEFT_OUT:
        return ""
    if plain[longest] < _TIMES_KEPT * plain.get(content, 0):
        return ""
    return " ".join("".join(longest.itertext()).split())


def _first_under_headline(lines: Sequence[PageLine], titles: set[str]) -> int | None:
    """Return the index of the first running text under the headline.
    The line that a title for machines names."""
    named = [
        at
        for at, line in enumerate(lines)
        if line.link_share < 0.9 and len(key_of(line.text)) >= _FEWEST_TITLE
        if key_of(line.text) in titles
    ]
    following = range(named[-1] + 1, len(lines)) if named else ()
    return next((at for at in following if _is_running(lines[at])), None)


def _is_running(line: PageLine) -> bool:
    whole = len(line.text) >= _FEWEST_WORDS and bool(_RUNNING.search(line.text))
    plain = line.link_share < 0.5 and not line.noisy and not _LEAD_NAME.search(line.names)
    return whole and plain and not is_info_line(line) and not is_furniture_line(line.text)


def _is_inside(line: PageLine, content: _Element) -> bool:
    return line.element is content or content in set(line.element.iterancestors())


def _is_apart(lines: Sequence[PageLine], at: int, content: _Element) -> bool:
    """Tell whether something lies between a line and an element.
    A heading, a list of links or the headline."""
    other = next((n for n, line in enumerate(lines) if _is_inside(line, content)), None)
    if other is None or other < at:
        return True
    between = lines[at + 1 : other + 1]
    rows = sum(line.link_share > 0.9 for line in between)
    headed = any(line.heading is not None or line.element.tag in ("h4", "h5") for line in between)
    return headed or rows >= _FEWEST_ROWS
