"""A text without any markup: one block a paragraph, an empty line between blocks."""

from .cell_grid import cell_grid
from .document import (
    UNWRITABLE,
    Cell,
    Document,
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Part,
    Quotation,
    Rule,
    Words,
)
from .gbt9704 import LetterFields, LetterLine
from .manuscript import manuscript

RULE = "————"


def plain_text(fields: LetterFields, document: Document, *, root: str) -> str:
    """Return the whole text in lines that end with LF.
    Notes and addresses stand at its end."""
    written = _blocks(manuscript(fields, document, root=root))
    return UNWRITABLE.sub("", written) + "\n"


def _blocks(parts) -> str:
    return "\n\n".join(filter(None, map(_block, parts)))


def _block(part: LetterLine | Part) -> str:
    if isinstance(part, LetterLine | Paragraph):
        return _words(part.words)
    return _WRITERS[type(part)](part)


def _words(words: Words) -> str:
    return "".join(word.text for word in words)


def _listing(part: DocumentList) -> str:
    items = enumerate(part.items, start=1)
    return "\n".join(_item(f"{at}. " if part.ordered else "• ", item) for at, item in items)


def _item(mark: str, parts: tuple[Part, ...]) -> str:
    inside = "\n".join(filter(None, map(_block, parts)))
    return mark + inside.replace("\n", "\n" + " " * len(mark))


def _quotation(part: Quotation) -> str:
    return "\n".join(f"　　{line}" if line else "" for line in _blocks(part.parts).split("\n"))


def _table(part: DocumentTable) -> str:
    """Return the rows as lines with tabs between the cells, as spreadsheets take them."""
    rows = ["\t".join(_cell(cell) for cell, _, _ in row) for row in cell_grid(part)]
    return "\n".join(filter(None, (_words(part.caption), *rows)))


def _cell(cell: Cell | None) -> str:
    inside = _blocks(cell.parts) if cell else ""
    return " ".join(inside.split())


def _picture(part: DocumentPicture) -> str:
    return "\n".join(filter(None, (f"［图：{part.alt}］", _words(part.caption))))


def _rule(part: Rule) -> str:
    return RULE


_WRITERS = {
    DocumentList: _listing,
    Quotation: _quotation,
    DocumentTable: _table,
    DocumentPicture: _picture,
    Rule: _rule,
}
