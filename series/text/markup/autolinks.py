"""Link the names in a text to their pages while writing one (decision 63).
The links are never stored.

The first occurrence of a name in the running text becomes a link, each page is linked once in a
text, and what an editor has linked by hand is not linked again. The longest name wins:
市工商联金融服务专委会 does not link 市工商联. Headings, captions, quotations, table heads, notes
and signatures get no links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from .footnotes import REFERENCE

MOST = 8
SHORTEST = 3
DEEPEST = 40
CLASS = "keyword"
PLAIN = frozenset(
    f"a h1 h2 h3 h4 caption figcaption blockquote th sup sub small pre code {REFERENCE}".split()
)
SIGNATURES = ("to", "sign")
LATIN = "[0-9A-Za-z]"


@dataclass(frozen=True)
class LinkedPage:
    """A page and the names that lead to it.
    Without an address its names are not linked, and no shorter name is found inside them."""

    names: tuple[str, ...]
    address: str = ""


def link_names(blocks: Sequence[HtmlElement], pages: Iterable[LinkedPage]) -> None:
    """Insert the links into the elements of a body, at most MOST of them."""
    owner: dict[str, str] = {}
    for page in pages:
        for name in page.names:
            if len(name) >= SHORTEST:
                owner.setdefault(name, page.address)
    if not owner:
        return
    pattern = re.compile("|".join(map(_sought, sorted(owner, key=len, reverse=True))))
    done = {"", *(anchor.get("href") for block in blocks for anchor in block.iter("a"))}
    left = MOST
    for run in [run for block in blocks for run in _text_runs(block, depth=0)]:
        matches = list(_fresh(pattern, run.text, owner, done))[:left]
        _insert(run, [(match, owner[match[0]]) for match in matches])
        done |= {owner[match[0]] for match in matches}
        left -= len(matches)
        if not left:
            return


def _sought(name):
    """Return the pattern of a name.
    A Latin name must not be a part of a longer word."""
    before = f"(?<!{LATIN})" if re.match(LATIN, name) else ""
    after = f"(?!{LATIN})" if re.match(LATIN, name[-1]) else ""
    return f"{before}{re.escape(name)}{after}"


def _fresh(pattern, text, owner, done):
    """Yield the first match for each page that is not linked yet."""
    met = set(done)
    for match in pattern.finditer(text):
        address = owner[match[0]]
        if address not in met:
            met.add(address)
            yield match


@dataclass(frozen=True)
class _TextRun:
    """A run of text: what an element begins with, or what follows it."""

    element: HtmlElement
    is_tail: bool

    @property
    def text(self):
        return (self.element.tail if self.is_tail else self.element.text) or ""


def _text_runs(element, *, depth) -> Iterator[_TextRun]:
    """Yield the runs of text in which a name may be linked, in reading order."""
    if element.tag in PLAIN or element.get("class") in SIGNATURES or depth > DEEPEST:
        return
    yield _TextRun(element, is_tail=False)
    for child in element:
        if isinstance(child.tag, str):
            yield from _text_runs(child, depth=depth + 1)
        yield _TextRun(child, is_tail=True)


def _insert(run, matches):
    """Replace the matches in a run of text by links, the last match first."""
    element, text = run.element, run.text
    holder = element.getparent() if run.is_tail else element
    at = holder.index(element) + 1 if run.is_tail else 0
    for match, address in reversed(matches):
        anchor = element.makeelement("a", {"href": address, "class": CLASS})
        anchor.text, anchor.tail = match[0], text[match.end() :]
        text = text[: match.start()]
        holder.insert(at, anchor)
    if matches and run.is_tail:
        element.tail = text
    elif matches:
        element.text = text
