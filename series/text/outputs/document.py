"""The parts of a body from which every output is written (decision 53).
WeChat, Word and print.

A note leaves a numbered mark at its place, and a link keeps its words and gets a number. The words
of the notes and the addresses stand in lists of their own. A picture is a part by itself, also
where it stood inside a line: the line is cut there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from operator import attrgetter

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What no XML document can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class TextRun:
    """A stretch of text in one look.
    `raised` is "sup", "sub" or empty. Where `is_mark` is true, the text is the mark of a note
    or a link and no word of the author.

    Only a Document that was read with `links_around` has `link` (the address of the words) and
    `note` (the number of the note that a mark stands for).
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""
    is_mark: bool = False
    link: str = ""
    note: int = 0


BREAK = TextRun("\n")
Words = tuple[TextRun, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph (`level` 0) or a heading of level 1 to 3.

    A `closing` one ends at the right edge."""

    words: Words
    level: int = 0
    closing: bool = False

    @property
    def text(self) -> str:
        return visible_text(self.words)


@dataclass(frozen=True)
class DocumentPicture:
    """A picture of the text.
    `number` counts through the text; a figure's `caption` belongs to its last picture."""

    src: str
    alt: str
    number: int
    caption: Words = ()


@dataclass(frozen=True)
class DocumentList:
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
class DocumentTable:
    caption: Words
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Rule:
    """A line between two parts of a text."""


Part = Paragraph | DocumentPicture | DocumentList | Quotation | DocumentTable | Rule


@dataclass(frozen=True)
class Document:
    """A body as parts, with its notes and links.
    `links` are the addresses in the order of their numbers, each once."""

    parts: tuple[Part, ...]
    notes: tuple[Words, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def pictures(self) -> tuple[DocumentPicture, ...]:
        return tuple(part for part in walk(self.parts) if isinstance(part, DocumentPicture))


def visible_text(words: Iterable[TextRun]) -> str:
    """Return the text of the runs, without the marks of notes and links."""
    return "".join(word.text for word in words if not word.is_mark)


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield all parts in reading order, those inside others included."""
    for part in parts:
        yield part
        if isinstance(part, DocumentList):
            for item in part.items:
                yield from walk(item)
        elif isinstance(part, Quotation):
            yield from walk(part.parts)
        elif isinstance(part, DocumentTable):
            for row in part.rows:
                for cell in row:
                    yield from walk(cell.parts)


def note_mark(number: int) -> str:
    """Return the mark of a note: ① to ⑳, then （21）."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else f"（{number}）"


def link_mark(number: int) -> str:
    """Return the mark of a link: [1], [2] and so on."""
    return f"[{number}]"


def printed_address(link: str, *, root: str) -> str:
    """Return an address as it is printed.
    An address of this site begins with `root`; `mailto:` and `tel:` are left out."""
    scheme, _, rest = link.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return rest
    return f"{root}{link}" if link.startswith("/") else link


def tidy_runs(words: Iterable[TextRun]) -> Words:
    """Join neighbouring runs of one look and trim blanks.
    Blanks go at both ends and around line breaks."""
    out: list[TextRun] = []
    for word in words:
        if out and word.text and _look_of(word) == _look_of(out[-1]):
            out[-1] = _with_text(word, out[-1].text + word.text)
        elif word.text:
            out.append(word)
    out = [_with_text(word, re.sub(r" *\n *", "\n", word.text)) for word in out]
    if out:
        out[0] = _with_text(out[0], out[0].text.lstrip(" \n"))
        out[-1] = _with_text(out[-1], out[-1].text.rstrip(" \n"))
    return tuple(word for word in out if word.text)


_look_of = attrgetter(*(each.name for each in fields(TextRun) if each.name != "text"))


def _with_text(word, text):
    """Return the run with this text; itself where that is its own."""
    return word if text == word.text else replace(word, text=text)
