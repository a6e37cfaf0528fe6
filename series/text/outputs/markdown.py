"""A text as Markdown: CommonMark, with GFM's tables and footnotes.

Every character of the text that could be markup is escaped. Looks that CommonMark cannot write
(superscripts, emphasis beside Chinese punctuation, line breaks in a cell) are the inline HTML that
CommonMark keeps.
"""

from collections.abc import Iterator
from dataclasses import replace

from . import gbt9704
from .cell_grid import cell_grid
from .document import (
    Cell,
    Document,
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Part,
    Quotation,
    Rule,
)
from .gbt9704 import LetterFields, LetterLine
from .manuscript import manuscript
from .markdown_inline import image_markdown, inline_markdown, one_line_markdown

RULE = "___"  # a line that no list marker before it can join, as it would "---" or "***"
BULLETS, ENDS = ("-", "*"), (".", ")")
NOTE_INDENT = " " * 4


def markdown(fields: LetterFields, document: Document, *, root: str) -> str:
    """Return the whole text as Markdown.
    The document was read with `links_around`; `root` is the site's address."""
    rows = manuscript(fields, replace(document, notes=()), root=root)
    writer = _Writer(root)
    blocks = (writer.blocks(rows), *writer.notes(document))
    return "\n\n".join(filter(None, blocks)) + "\n"


class _Writer:
    def __init__(self, root: str):
        self.root = root

    def blocks(self, parts) -> str:
        return "\n\n".join(self._each(parts))

    def _each(self, parts) -> Iterator[str]:
        """Yield the Markdown of each part that is not empty.
        The second of two neighbouring lists gets another marker, or Markdown would join
        them."""
        turn, before = 0, None
        for part in parts:
            joins = _are_lists_of_one_sort(before, part)
            if written := self._block(part, 1 - turn if joins else 0):
                yield written
                turn, before = 1 - turn if joins else 0, part

    def _block(self, part: LetterLine | Part, turn: int) -> str:
        if isinstance(part, LetterLine):
            return self._row(part)
        if isinstance(part, Paragraph):
            return self._line(part)
        if isinstance(part, DocumentList):
            return self._listing(part, turn)
        if isinstance(part, Rule):
            return RULE
        return self._WRITERS[type(part)](self, part)

    def _row(self, row: LetterLine) -> str:
        if row.role == gbt9704.TITLE:
            return f"# {one_line_markdown(row.words, root=self.root)}" if row.text else ""
        return inline_markdown(row.words, root=self.root)

    def _line(self, line: Paragraph) -> str:
        if line.level:
            return f"{'#' * (line.level + 1)} {one_line_markdown(line.words, root=self.root)}"
        return inline_markdown(line.words, root=self.root)

    def _listing(self, part: DocumentList, turn: int) -> str:
        """Return the items of a list that are not empty.
        An empty item inside another could be read as a rule."""
        blocks = filter(None, map(self.blocks, part.items))
        items = [
            _indented(f"{at}{ENDS[turn]} " if part.ordered else f"{BULLETS[turn]} ", block)
            for at, block in enumerate(blocks, start=1)
        ]
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def _quotation(self, part: Quotation) -> str:
        inside = self.blocks(part.parts)
        return "\n".join(f"> {line}".rstrip(" ") for line in inside.split("\n")) if inside else ""

    def _picture(self, part: DocumentPicture) -> str:
        shown = image_markdown(part, root=self.root)
        return (
            f"{shown}\\\n{inline_markdown(part.caption, root=self.root)}" if part.caption else shown
        )

    def _table(self, part: DocumentTable) -> str:
        caption = inline_markdown(part.caption, root=self.root)
        return "\n\n".join(filter(None, (caption, "\n".join(self._rows(part)))))

    def _rows(self, part: DocumentTable) -> Iterator[str]:
        """Yield the lines of a table.
        GFM needs a head; it is empty where the text has none."""
        grid = cell_grid(part)
        width = max(map(len, grid), default=0)
        if not width:
            return
        rows = [[cell for cell, _, _ in row] + [None] * (width - len(row)) for row in grid]
        if not all(cell is None or cell.head for cell in rows[0]):
            rows.insert(0, [None] * width)
        yield self._table_line(rows[0])
        yield "|" + " --- |" * width
        yield from map(self._table_line, rows[1:])

    def _table_line(self, row: list[Cell | None]) -> str:
        cells = ("<br>".join(self._in_cell(cell.parts)) if cell else "" for cell in row)
        return "| " + " | ".join(cells) + " |"

    def _in_cell(self, parts) -> Iterator[str]:
        """Yield each line of a cell.
        Lists, quotations and tables inside it become lines as well."""
        for part in parts:
            if isinstance(part, Paragraph):
                yield one_line_markdown(part.words, root=self.root)
            elif isinstance(part, DocumentPicture):
                yield image_markdown(part, root=self.root)
                if part.caption:
                    yield one_line_markdown(part.caption, root=self.root)
            elif isinstance(part, DocumentList):
                yield from self._listed_in_cell(part)
            elif isinstance(part, Quotation):
                yield from self._in_cell(part.parts)
            elif isinstance(part, DocumentTable):
                yield from self._table_in_cell(part)

    def _listed_in_cell(self, part: DocumentList) -> Iterator[str]:
        for at, item in enumerate(part.items, start=1):
            mark = f"{at}. " if part.ordered else "• "
            yield mark + "<br>".join(self._in_cell(item))

    def _table_in_cell(self, part: DocumentTable) -> Iterator[str]:
        if part.caption:
            yield one_line_markdown(part.caption, root=self.root)
        for row in part.rows:
            yield "　".join("　".join(self._in_cell(cell.parts)) for cell in row)

    def notes(self, document: Document) -> Iterator[str]:
        for number, words in enumerate(document.notes, start=1):
            written = inline_markdown(words, root=self.root).replace("\n", "\n" + NOTE_INDENT)
            yield f"[^{number}]: {written}"

    _WRITERS = {Quotation: _quotation, DocumentPicture: _picture, DocumentTable: _table}


def _are_lists_of_one_sort(first, second) -> bool:
    both = isinstance(first, DocumentList) and isinstance(second, DocumentList)
    return both and first.ordered == second.ordered


def _indented(mark: str, block: str) -> str:
    """Return a block behind its list marker.
    Its further lines are indented as far; empty lines stay empty."""
    lines = block.split("\n")
    return "\n".join(
        [mark + lines[0], *(" " * len(mark) * bool(line) + line for line in lines[1:])]
    )
