"""A body as plain parts: what every output (WeChat, Word, print) is written from.

Notes leave their place with a number, links keep their words and get a number; addresses and the
words of the notes stand in lists of their own. Pictures stand by themselves, also those inside a
line, which is then two lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import html

from . import footnotes

DEEPEST = 40
HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MOST_SPAN = 100
BLOCKS = frozenset({"p", "ul", "ol", "table", "blockquote", "figure", "hr", *HEADINGS})
SPACE = re.compile(r"[ \t\r\n\f]+")
# What no XML document can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Word:
    """A stretch of text in one look. `raised` is "sup", "sub" or empty; a `sign` is no text but
    the mark of a note or a link."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""
    sign: bool = False


BREAK = Word("\n")
Words = tuple[Word, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph (`level` 0) or a heading of level 1 to 3."""

    words: Words
    level: int = 0

    @property
    def text(self) -> str:
        return spoken(self.words)


@dataclass(frozen=True)
class Picture:
    """`number` counts through the text; `caption` stands under the last of a figure's."""

    src: str
    alt: str
    number: int
    caption: Words = ()


@dataclass(frozen=True)
class Listing:
    ordered: bool
    items: "tuple[tuple[Part, ...], ...]"


@dataclass(frozen=True)
class Quotation:
    parts: "tuple[Part, ...]"


@dataclass(frozen=True)
class Cell:
    parts: "tuple[Part, ...]"
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True)
class Table:
    caption: Words
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Rule:
    """A line between two parts of a text."""


Part = Line | Picture | Listing | Quotation | Table | Rule


@dataclass(frozen=True)
class Sheet:
    """`links` are the addresses in the order of their numbers, each once."""

    parts: tuple[Part, ...]
    notes: tuple[Words, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(part for part in walk(self.parts) if isinstance(part, Picture))


def read(body: str) -> Sheet:
    """The Sheet of a stored body."""
    if not body.strip():
        return Sheet(())
    parser = html.HTMLParser(huge_tree=True)
    root = html.fragment_fromstring(body, create_parent="div", parser=parser)
    notes = footnotes.take_out([child for child in root if isinstance(child.tag, str)])
    reader = _Reader()
    parts = tuple(reader.parts(root, depth=0))
    words = tuple(reader.note(note) for note in notes)
    return Sheet(parts, words, tuple(reader.links))


def spoken(words: Iterable[Word]) -> str:
    """What the words say, without the signs of notes and links."""
    return "".join(word.text for word in words if not word.sign)


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    """All parts in reading order, those inside others included."""
    for part in parts:
        yield part
        if isinstance(part, Listing):
            for item in part.items:
                yield from walk(item)
        elif isinstance(part, Quotation):
            yield from walk(part.parts)
        elif isinstance(part, Table):
            for row in part.rows:
                for cell in row:
                    yield from walk(cell.parts)


def note_sign(number: int) -> str:
    """① to ⑳, then （21）."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else f"（{number}）"


def link_sign(number: int) -> str:
    return f"[{number}]"


def address(link: str, *, root: str) -> str:
    """A link's address as it is printed: ours with our site before it, a telephone number and a
    mail address by themselves."""
    scheme, _, rest = link.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return rest
    return f"{root}{link}" if link.startswith("/") else link


@dataclass
class _Reader:
    links: list[str] = field(default_factory=list)
    shown: int = 0

    def parts(self, element, *, depth: int) -> Iterator[Part]:
        """The parts inside an element; what stands beside its blocks makes lines."""
        held: list = []
        for node in _nodes(element):
            if isinstance(node, str) or node.tag not in BLOCKS:
                held.append(node)
                continue
            yield from self._lines(held)
            held = []
            yield from self._block(node, depth=depth)
        yield from self._lines(held)

    def _block(self, element, *, depth: int) -> Iterator[Part]:
        tag = element.tag
        if tag == "hr":
            yield Rule()
        elif tag in HEADINGS or tag == "p" or depth > DEEPEST:
            yield from self._lines(_nodes(element), level=HEADINGS.get(tag, 0))
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "table":
            yield self._table(element, depth=depth)
        elif tag == "blockquote":
            yield Quotation(tuple(self.parts(element, depth=depth + 1)))
        else:
            items = [child for child in element if child.tag == "li"]
            inner = (tuple(self.parts(item, depth=depth + 1)) for item in items)
            yield Listing(tag == "ol", tuple(inner))

    def _lines(self, nodes, *, level: int = 0) -> Iterator[Part]:
        """One line, cut where a picture stands in it."""
        words: list[Word] = []
        for found in self._inline(nodes, Word("")):
            if isinstance(found, Picture):
                yield from _line(words, level)
                words = []
                yield found
            else:
                words.append(found)
        yield from _line(words, level)

    def _figure(self, element) -> Iterator[Part]:
        found = [self._picture(image) for image in element.iter("img")]
        caption: list[Word] = []
        for line in element.iter("figcaption"):
            caption += self._words(line)
        if not found:
            yield from _line(caption, 0)
            return
        yield from found[:-1]
        yield replace(found[-1], caption=tidy(caption))

    def _table(self, element, *, depth: int) -> Table:
        caption: list[Word] = []
        for line in element.iter("caption"):
            caption += self._words(line)
            break
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        cells = (tuple(self._cell(cell, depth=depth) for cell in _cells(row)) for row in rows)
        return Table(tidy(caption), tuple(cells))

    def _cell(self, element, *, depth: int) -> Cell:
        parts = tuple(self.parts(element, depth=depth + 1))
        columns, rows = _span(element, "colspan"), _span(element, "rowspan")
        return Cell(parts, columns, rows, element.tag == "th")

    def note(self, element) -> Words:
        return tidy(self._words(element))

    def _words(self, element) -> list[Word]:
        found = self._inline(_nodes(element), Word(""))
        return [word for word in found if isinstance(word, Word)]

    def _inline(self, nodes, look: Word) -> Iterator[Word | Picture]:
        for node in nodes:
            if isinstance(node, str):
                yield replace(look, text=SPACE.sub(" ", node))
            elif node.tag == "br":
                yield BREAK
            elif node.tag == "img":
                yield self._picture(node)
            elif node.tag == footnotes.REFERENCE:
                yield _sign(note_sign(int(node.get("number"))))
            else:
                yield from self._inline(_nodes(node), _looked(look, node.tag))
                if node.tag == "a" and not node.get("href", "#").startswith("#"):
                    yield _sign(link_sign(self._number_of(node.get("href"))))

    def _number_of(self, address: str) -> int:
        if address not in self.links:
            self.links.append(address)
        return self.links.index(address) + 1

    def _picture(self, element) -> Picture:
        self.shown += 1
        return Picture(element.get("src", ""), element.get("alt", ""), self.shown)


def _nodes(element) -> Iterator:
    """Texts and elements inside, in order."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _cells(row):
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(element, name: str) -> int:
    value = element.get(name, "1")
    return max(1, min(int(value), MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _looked(look: Word, tag: str) -> Word:
    changes = {"strong": {"bold": True}, "em": {"italic": True}}
    changes |= {tag: {"raised": tag} for tag in ("sup", "sub")}
    return replace(look, **changes.get(tag, {}))


def _sign(text: str) -> Word:
    return Word(text, raised="sup", sign=True)


def _line(words: list[Word], level: int) -> Iterator[Line]:
    tidied = tidy(words)
    if any(word.text.strip() for word in tidied):
        yield Line(tidied, level)


def tidy(words: Iterable[Word]) -> Words:
    """Neighbours of one look joined, blanks at both ends and around line breaks gone."""
    out: list[Word] = []
    for word in words:
        if out and word.text and replace(word, text="") == replace(out[-1], text=""):
            out[-1] = replace(out[-1], text=out[-1].text + word.text)
        elif word.text:
            out.append(word)
    out = [replace(word, text=re.sub(r" *\n *", "\n", word.text)) for word in out]
    if out:
        out[0] = replace(out[0], text=out[0].text.lstrip(" \n"))
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" \n"))
    return tuple(word for word in out if word.text)
