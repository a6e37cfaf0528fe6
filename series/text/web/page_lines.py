"""The visible lines of a page in reading order, with what is known of each."""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from series.text.markup.tree_builder import BOXES, BREAKING, LINES, is_hidden

_BLOCKS = BOXES.keys() | LINES.keys() | BREAKING | {"hr"}
_SILENT = frozenset({"script", "style", "head", "title", "noscript", "template"})
# A page may show the mark of a paper for its name: the picture's words stand for it.
_ASKS_FOR_SOURCE = re.compile(r"来\s*源\s*[:：]$")
_HEADLINE_NAME = re.compile(r"(?:[a-z]+[-_])?(?:title|tit|tt|headline|bt|biaoti)", re.IGNORECASE)
_TITLE_LENGTH = 8
_RANKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass
class PageLine:
    """One line as a browser shows it.
    `pieces` are its texts, one for each element inside; `element` is the block around it,
    `heading` the innermost h1, h2 or h3."""

    element: _Element
    heading: _Element | None = None
    noisy: bool = False
    pieces: list[str] = field(default_factory=list)
    names: str = ""
    linked: int = 0
    inline: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the line as it reads.
        Pieces side by side, spaces as the page has them."""
        return " ".join("".join(self.pieces).split())

    @property
    def apart(self) -> str:
        """Return the line with a space between the elements inside it."""
        return " ".join(" ".join(self.pieces).split())

    @property
    def is_list_row(self) -> bool:
        """Tell whether the line begins with a link or is most of one.
        A row in a list of texts."""
        first = self.inline[0]
        linked = first.tag == "a" or next(first.iterancestors("a"), None) is not None
        return self.linked >= _TITLE_LENGTH or (linked and self.link_share > 0.2)

    @property
    def rank(self) -> str:
        """Return h1 to h6 for a line of a heading, "" for another.
        What stands in h4 to h6 counts only beside a larger heading."""
        heading = self.heading if self.heading is not None else self.element
        return heading.tag if heading.tag in _RANKS else ""

    @property
    def link_share(self) -> float:
        length = len(self.text)
        return self.linked / length if length else 0.0


class _Reader:
    """A walk through the tree that keeps what surrounds the place it has come to."""

    def __init__(self, noisy: set[_Element], shown: set[_Element]):
        self.noisy, self.shown = noisy, shown
        self.lines: list[PageLine] = []
        self.blocks: list[_Element] = []
        self.headings: list[_Element] = []
        self.links = self.noise = self.muted = 0
        self.line: PageLine | None = None

    def start(self, element: _Element) -> None:
        if self.muted or element.tag in _SILENT or self._is_hidden(element):
            self.muted += 1
            return
        self.noise += element in self.noisy
        self.links += element.tag == "a"
        if element.tag in _BLOCKS or element.getparent() is None:
            self.blocks.append(element)
            self.line = None
        if element.tag in HEADINGS:
            self.headings.append(element)
        if element.tag == "br":
            self.line = None
        if element.tag == "img" and self._stands_for_words(element):
            self._add(element.get("alt"), element)
        self._add(element.text, element)

    def _stands_for_words(self, img: _Element) -> bool:
        """Tell whether a picture is the name of a source or a drawn headline."""
        if self.line and _ASKS_FOR_SOURCE.search(self.line.text):
            return True
        block = self.blocks[-1]
        drawn = self.headings or _HEADLINE_NAME.fullmatch(block.get("class", ""))
        alone = not "".join(block.itertext()).strip()
        return bool(drawn and alone and len(img.get("alt", "").strip()) >= _TITLE_LENGTH)

    def _is_hidden(self, element: _Element) -> bool:
        return is_hidden(element.attrib) and element not in self.shown

    def end(self, element: _Element) -> None:
        if self.muted:
            self.muted -= 1
        else:
            self._leave(element)
        if not self.muted and (parent := element.getparent()) is not None:
            self._add(element.tail, parent)

    def _leave(self, element: _Element) -> None:
        self.noise -= element in self.noisy
        self.links -= element.tag == "a"
        if element.tag in HEADINGS:
            self.headings.pop()
        if self.blocks and self.blocks[-1] is element:
            self.blocks.pop()
            self.line = None

    def _add(self, text: str | None, element: _Element) -> None:
        if not text or not text.strip():
            if text and self.line is not None:
                self.line.pieces.append(" ")
            return
        line = self.line or self._begin()
        line.pieces.append(text)
        line.inline.append(element)
        line.names += f" {element.get('id', '')} {element.get('class', '')}"
        line.linked += len(text.strip()) if self.links else 0

    def _begin(self) -> PageLine:
        block = self.blocks[-1]
        self.line = PageLine(
            element=block,
            heading=self.headings[-1] if self.headings else None,
            noisy=bool(self.noise),
            names=f"{block.get('id', '')} {block.get('class', '')}",
        )
        self.lines.append(self.line)
        return self.line


def page_lines(document: _Element, *, noisy: set[_Element], shown: set[_Element]) -> list[PageLine]:
    """Return the lines of the page that a reader sees.
    Those inside `noisy` elements are marked.

    `shown` are elements that their style hides until a script shows them.
    """
    reader = _Reader(noisy, shown)
    for event, element in etree.iterwalk(document, events=("start", "end")):
        if event == "start":
            reader.start(element)
        else:
            reader.end(element)
    return reader.lines
