"""A body as plain parts: what every output (WeChat, Word, print) is written from.

Notes leave their place with a number, links keep their words and get a number; addresses and the
words of the notes stand in lists of their own. Pictures stand by themselves, also those inside a
line, which is then two lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What no XML document can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class TextRun:
    """A stretch of text in one look. `raised` is "sup", "sub" or empty; a `sign` is no text but
    the mark of a note or a link.

    Only a Sheet that was read with `links_around` has `link`, the address that the words lead to,
    and `note`, the number of the note that a sign stands for."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""
    sign: bool = False
    link: str = ""
    note: int = 0


BREAK = TextRun("\n")
Words = tuple[TextRun, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph (`level` 0) or a heading of level 1 to 3."""

    words: Words
    level: int = 0

    @property
    def text(self) -> str:
        return spoken(self.words)


@dataclass(frozen=True)
class DocumentPicture:
    """`number` counts through the text; `caption` stands under the last of a figure's."""

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
    """`links` are the addresses in the order of their numbers, each once."""

    parts: tuple[Part, ...]
    notes: tuple[Words, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def pictures(self) -> tuple[DocumentPicture, ...]:
        return tuple(part for part in walk(self.parts) if isinstance(part, DocumentPicture))


def spoken(words: Iterable[TextRun]) -> str:
    """Return what the words say, without the signs of notes and links."""
    return "".join(word.text for word in words if not word.sign)


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


def note_sign(number: int) -> str:
    """① to ⑳, then （21）."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else f"（{number}）"


def link_sign(number: int) -> str:
    return f"[{number}]"


def address(link: str, *, root: str) -> str:
    """Return a link's address as it is printed: ours with our site before it, a telephone number
    and a mail address by themselves."""
    scheme, _, rest = link.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return rest
    return f"{root}{link}" if link.startswith("/") else link


def tidy(words: Iterable[TextRun]) -> Words:
    """Neighbours of one look joined, blanks at both ends and around line breaks gone."""
    out: list[TextRun] = []
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
