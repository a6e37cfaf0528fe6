"""Read a stored body into a Document (decision 53)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import html

from series.text.markup import footnotes
from series.text.markup.tree_builder import CLOSING

from .document import (
    BREAK,
    Cell,
    Document,
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Part,
    Quotation,
    Rule,
    TextRun,
    Words,
    link_mark,
    note_mark,
    tidy_runs,
)

DEEPEST = 40
HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
MOST_SPAN = 100
BLOCKS = frozenset({"p", "ul", "ol", "table", "blockquote", "figure", "hr", *HEADINGS})
SPACE = re.compile(r"[ \t\r\n\f]+")


@lru_cache(maxsize=8)  # paper, Word and plain text of one entry are often asked for in a row
def read_body(body: str, *, links_around: bool = False) -> Document:
    """Return the Document of a stored body.
    With `links_around` links stay around their words; else a number follows the words and the
    addresses stand in a list."""
    if not body.strip():
        return Document(())
    parser = html.HTMLParser(huge_tree=True)
    root = html.fragment_fromstring(body, create_parent="div", parser=parser)
    notes = footnotes.take_out_notes([child for child in root if isinstance(child.tag, str)])
    reader = _Reader(links_around)
    parts = tuple(reader.parts(root, depth=0))
    words = tuple(reader.note(note) for note in notes)
    return Document(parts, words, tuple(reader.links))


@dataclass
class _Reader:
    links_around: bool
    links: list[str] = field(default_factory=list)
    shown: int = 0

    def parts(self, element, *, depth: int) -> Iterator[Part]:
        """Yield the parts inside an element. Text that stands beside its blocks becomes lines."""
        inline: list = []
        for node in _nodes(element):
            if isinstance(node, str) or node.tag not in BLOCKS:
                inline.append(node)
                continue
            yield from self._lines(inline)
            inline = []
            yield from self._block(node, depth=depth)
        yield from self._lines(inline)

    def _block(self, element, *, depth: int) -> Iterator[Part]:
        tag = element.tag
        if tag == "hr":
            yield Rule()
        elif tag in HEADINGS or tag == "p" or depth > DEEPEST:
            closing = tag == "p" and element.get("class") == CLOSING
            yield from self._lines(_nodes(element), level=HEADINGS.get(tag, 0), closing=closing)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "table":
            yield self._table(element, depth=depth)
        elif tag == "blockquote":
            yield Quotation(tuple(self.parts(element, depth=depth + 1)))
        else:
            items = [child for child in element if child.tag == "li"]
            inner = (tuple(self.parts(item, depth=depth + 1)) for item in items)
            yield DocumentList(tag == "ol", tuple(inner))

    def _lines(self, nodes, *, level: int = 0, closing: bool = False) -> Iterator[Part]:
        """Yield the line of these nodes, cut where a picture stands in it."""
        words: list[TextRun] = []
        for part in self._inline(nodes, TextRun("")):
            if isinstance(part, DocumentPicture):
                yield from _line(words, level, closing)
                words = []
                yield part
            else:
                words.append(part)
        yield from _line(words, level, closing)

    def _figure(self, element) -> Iterator[Part]:
        pictures = [self._picture(image) for image in element.iter("img")]
        caption: list[TextRun] = []
        for line in element.iter("figcaption"):
            caption += self._words(line)
        if not pictures:
            yield from _line(caption, 0)
            return
        yield from pictures[:-1]
        yield replace(pictures[-1], caption=tidy_runs(caption))

    def _table(self, element, *, depth: int) -> DocumentTable:
        caption: list[TextRun] = []
        for line in element.iter("caption"):
            caption += self._words(line)
            break
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        cells = (tuple(self._cell(cell, depth=depth) for cell in _cells(row)) for row in rows)
        return DocumentTable(tidy_runs(caption), tuple(cells))

    def _cell(self, element, *, depth: int) -> Cell:
        parts = tuple(self.parts(element, depth=depth + 1))
        columns, rows = _span(element, "colspan"), _span(element, "rowspan")
        return Cell(parts, columns, rows, element.tag == "th")

    def note(self, element) -> Words:
        return tidy_runs(self._words(element))

    def _words(self, element) -> list[TextRun]:
        inline = self._inline(_nodes(element), TextRun(""))
        return [word for word in inline if isinstance(word, TextRun)]

    def _inline(self, nodes, look: TextRun) -> Iterator[TextRun | DocumentPicture]:
        for node in nodes:
            if isinstance(node, str):
                yield replace(look, text=SPACE.sub(" ", node))
            elif node.tag == "br":
                yield BREAK
            elif node.tag == "img":
                yield self._picture(node)
            elif node.tag == footnotes.REFERENCE:
                yield self._note_mark(int(node.get("number")))
            elif node.tag == "a" and not node.get("href", "#").startswith("#"):
                yield from self._link(node, look)
            else:
                yield from self._inline(_nodes(node), _looked(look, node.tag))

    def _note_mark(self, number: int) -> TextRun:
        return replace(_mark(note_mark(number)), note=number if self.links_around else 0)

    def _link(self, element, look: TextRun) -> Iterator[TextRun | DocumentPicture]:
        address = element.get("href")
        if self.links_around:
            yield from self._inline(_nodes(element), replace(look, link=address))
            return
        inside = list(self._inline(_nodes(element), look))
        words = [at for at, part in enumerate(inside) if _is_word(part)]
        after = words[-1] + 1 if words else len(inside)  # never alone below a picture in the link
        inside.insert(after, _mark(link_mark(self._number_of(address))))
        yield from inside

    def _number_of(self, address: str) -> int:
        if address not in self.links:
            self.links.append(address)
        return self.links.index(address) + 1

    def _picture(self, element) -> DocumentPicture:
        self.shown += 1
        return DocumentPicture(element.get("src", ""), element.get("alt", ""), self.shown)


def _nodes(element) -> Iterator:
    """Yield the texts and elements inside an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _is_word(part) -> bool:
    return isinstance(part, TextRun) and bool(part.text.strip())


def _cells(row):
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(element, name: str) -> int:
    value = element.get(name, "1")
    return max(1, min(int(value), MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _looked(look: TextRun, tag: str) -> TextRun:
    changes = {"strong": {"bold": True}, "em": {"italic": True}}
    changes |= {tag: {"raised": tag} for tag in ("sup", "sub")}
    return replace(look, **changes.get(tag, {}))


def _mark(text: str) -> TextRun:
    return TextRun(text, raised="sup", is_mark=True)


def _line(words: list[TextRun], level: int, closing: bool = False) -> Iterator[Paragraph]:
    tidied = tidy_runs(words)
    if any(word.text.strip() for word in tidied):
        yield Paragraph(tidied, level, closing)
