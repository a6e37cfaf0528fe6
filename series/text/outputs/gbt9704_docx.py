"""公文版式 as a Word file."""

import io
import re
from collections.abc import Callable
from datetime import datetime

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from lxml.etree import SubElement

from series.text.markup.tables import PADDING, ColumnNeed, shares

from . import gbt9704, gbt9704_styles
from .cell_grid import cell_grid, is_number_cell, table_columns
from .document import (
    UNWRITABLE,
    Cell,
    DocumentList,
    DocumentPicture,
    DocumentTable,
    Paragraph,
    Quotation,
    Rule,
    TextRun,
    Words,
)
from .gbt9704 import LetterLine, OfficialLetter
from .gbt9704_styles import TWIPS, set_indents, word_element

TALLEST = Mm(150)
CELL_SIZE, SMALLEST = 14, 6  # points
NARROW_MARGIN = 40  # twips beside the words of a cell in small type
BULLET = "• "
DEFAULT = "Normal"  # the style of a paragraph that names none
RUN, RUN_PROPERTIES, RUN_FONTS = qn("w:r"), qn("w:rPr"), qn("w:rFonts")
HINT = qn("w:hint")
BREAKS = re.compile(r"[\t\n\r]")  # python-docx looks at each character for them
LOOKS = {
    gbt9704.KICKER: "Subtitle",
    gbt9704.TITLE: "Title",
    gbt9704.KIND: "Title",
    gbt9704.SUBTITLE: "Subtitle",
    gbt9704.BYLINE: "Subtitle",
    gbt9704.TO: "Salutation",
    gbt9704.ISSUER: "Signature",
    gbt9704.DATE: "Signature",
}
RAISED = {"sup": "superscript", "sub": "subscript"}
FileOf = Callable[[str], bytes | None]


def word_file(
    paper: OfficialLetter, *, file_of: FileOf, title: str, author: str, at: datetime
) -> bytes:
    """Return the letter as a .docx file.
    `file_of(address)` returns a picture as JPEG or PNG, or None where there is none."""
    document, measures = gbt9704_styles.take_template()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, author, ""
    properties.last_modified_by, properties.language = author, "zh-CN"
    properties.created = properties.modified = at.replace(tzinfo=None)
    _Writer(document, measures, file_of).write(paper.rows)
    return gbt9704_styles.file_of_document(document)


class _Writer:
    def __init__(self, document, measures: gbt9704_styles.Measures, file_of: FileOf):
        self.document, self.measures, self.file_of = document, measures, file_of
        self.width = self.measures.width

    def write(self, rows) -> None:
        begun = False
        for row in rows:
            if isinstance(row, LetterLine):
                self._row(row)
                continue
            opens = not begun and gbt9704.is_salutation(row)
            self._part(row, self.document, "Salutation" if opens else "Normal")
            begun = True

    def _row(self, row: LetterLine) -> None:
        paragraph = self._paragraph(self.document, row.words, LOOKS.get(row.role, "Normal"))
        properties = paragraph._p.get_or_add_pPr()
        if row.apart:
            paragraph.paragraph_format.space_before = self.measures.pitch
        if row.below:
            paragraph.paragraph_format.space_after = self.measures.pitch
        for run in paragraph.runs if row.role == gbt9704.FACT else ():
            _labelled(run, self.measures.label)
        if row.right:
            set_indents(properties, size=self.measures.size, right=row.right)
        if row.role == gbt9704.FILE:
            set_indents(properties, size=self.measures.size, left=5)

    def _part(self, part, parent, style: str, *, mark: str = "") -> None:
        if isinstance(part, Paragraph):
            self._text_line(part, parent, style, mark=mark)
        elif isinstance(part, DocumentList):
            self._listing(part, parent, style)
        elif isinstance(part, Quotation):
            for inner in part.parts:
                self._part(inner, parent, "Quote" if style == "Normal" else style)
        elif isinstance(part, DocumentTable):
            self._table(part, parent)
        elif isinstance(part, DocumentPicture):
            self._picture(part, parent)
        elif isinstance(part, Rule):
            self._paragraph(parent, (), style)

    def _text_line(self, part: Paragraph, parent, style: str, *, mark: str) -> None:
        named = f"Heading {part.level}" if part.level else style
        paragraph = self._paragraph(parent, part.words, named, mark=mark)
        if part.closing:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            properties = paragraph._p.get_or_add_pPr()
            set_indents(properties, size=self.measures.size, right=gbt9704.FROM_EDGE)

    def _listing(self, part: DocumentList, parent, style: str) -> None:
        for number, item in enumerate(part.items, start=1):
            mark = f"{number}. " if part.ordered else BULLET
            for inner in item:
                self._part(inner, parent, style, mark=mark)
                mark = ""

    def _paragraph(self, parent, words: Words, style: str, *, mark: str = ""):
        paragraph = self._empty_paragraph(parent, style)
        if mark:
            _add_run(paragraph, mark)
        for word in words:
            _add_run(paragraph, _writable(word.text), word)
        return paragraph

    def _empty_paragraph(self, parent, style: str):
        in_cell = isinstance(parent, _Cell)
        paragraph = parent.add_paragraph() if in_cell else self._at_the_end()
        if style != DEFAULT:
            paragraph._p.style = self.measures.style_ids[style]
        return paragraph

    def _at_the_end(self):
        """Return a new paragraph before the section's properties, the last element of the body."""
        element = OxmlElement("w:p")
        self.document.element.body[-1].addprevious(element)
        return WordParagraph(element, self.document._body)

    def _picture(self, part: DocumentPicture, parent) -> None:
        data = self.file_of(part.src)
        paragraph = self._paragraph(parent, (), "Picture")
        try:
            shape = paragraph.add_run().add_picture(io.BytesIO(data or b""))
        except (UnrecognizedImageError, EOFError, OSError):
            paragraph.add_run(_writable(f"［{part.alt}］"))
        else:
            _fit(shape, self.width)
            shape._inline.docPr.set("descr", _writable(part.alt))
        if part.caption:
            self._paragraph(parent, part.caption, "Caption")

    def _table(self, part: DocumentTable, parent) -> None:
        if part.caption:
            self._paragraph(parent, part.caption, "Caption")
        grid = cell_grid(part)
        columns = max((len(row) for row in grid), default=0)
        if not columns:
            return
        needs, outer = table_columns(part), self.width
        size = _type_size(needs, outer)
        widths = _widths(needs, outer, size=size)
        table = _table_element(widths, narrow=size < CELL_SIZE)
        inside = parent._tc if isinstance(parent, _Cell) else parent.element.body
        last = inside.find(qn("w:sectPr"))
        inside.append(table) if last is None else last.addprevious(table)
        for row in grid:
            self._table_row(table, row, widths)
        self.width = outer
        for run in table.iter(qn("w:r")) if size < CELL_SIZE else ():
            Run(run, None).font.size = Pt(size)
        if isinstance(parent, _Cell):
            self._empty_paragraph(parent, "Cell")

    def _table_row(self, table, row, widths: list[int]) -> None:
        line = word_element("w:tr")
        table.append(line)
        columns = len(widths)
        row = row + [(None, "", 1)] * (columns - len(row))
        at = 0
        while at < columns:
            cell, merge, span = row[at]
            width = sum(widths[at : at + span])
            box = _box(width, span, merge)
            line.append(box)
            self.width = Emu(max(Mm(4), width - Mm(4)))
            self._cell(cell, _Cell(box, WordTable(table, self.document)))
            at += span

    def _cell(self, cell: Cell | None, parent) -> None:
        style = "Cell Head" if cell and cell.head else "Cell"
        for part in cell.parts if cell else ():
            self._part(part, parent, style)
        if not parent.paragraphs:
            self._empty_paragraph(parent, style)
        if cell and not cell.head and is_number_cell(cell):
            for paragraph in parent.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_run(paragraph, text: str, word: TextRun | None = None) -> None:
    """Add the text as a run that looks as the word does."""
    run = SubElement(paragraph._p, RUN)
    SubElement(SubElement(run, RUN_PROPERTIES), RUN_FONTS).set(HINT, "eastAsia")
    if BREAKS.search(text):
        run.text = text
    elif text:
        run.add_t(text)
    if word and (word.bold or word.italic or word.raised):
        font = Run(run, paragraph).font
        font.bold, font.italic = word.bold or None, word.italic or None
        if word.raised:
            setattr(font, RAISED[word.raised], True)


def _type_size(needs: list[ColumnNeed], room: int) -> float:
    """Return the size of type in points at which no number is broken."""
    fits = Emu(room).pt / sum(column.least + PADDING for column in needs)
    return min(CELL_SIZE, max(SMALLEST, int(fits * 2) / 2))


def _widths(needs: list[ColumnNeed], room: int, *, size: float) -> list[int]:
    """Return the columns' widths at this size, none narrower than its longest number."""
    return [int(Pt(share * size)) for share in shares(needs, Emu(room).pt / size)]


def _table_element(widths: list[int], *, narrow: bool):
    table, properties, grid = (
        word_element("w:tbl"),
        word_element("w:tblPr"),
        word_element("w:tblGrid"),
    )
    borders = word_element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(word_element(f"w:{side}", val="single", sz=4, space=0, color="auto"))
    total = round(sum(widths) / TWIPS)
    properties.append(word_element("w:tblW", w=total, type="dxa"))
    properties.append(word_element("w:jc", val="center"))
    properties.append(borders)
    properties.append(word_element("w:tblLayout", type="fixed"))
    if narrow:
        margins = word_element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(word_element(f"w:{side}", w=NARROW_MARGIN, type="dxa"))
        properties.append(margins)
    for width in widths:
        grid.append(word_element("w:gridCol", w=round(width / TWIPS)))
    table.append(properties)
    table.append(grid)
    return table


def _box(width: int, span: int, merge: str):
    box, properties = word_element("w:tc"), word_element("w:tcPr")
    properties.append(word_element("w:tcW", w=round(width / TWIPS), type="dxa"))
    if span > 1:
        properties.append(word_element("w:gridSpan", val=span))
    if merge:
        properties.append(word_element("w:vMerge", val=merge))
    box.append(properties)
    return box


def _labelled(run, font: str) -> None:
    """Set a label such as 时间： in 黑体, the bold of this layout."""
    if run.bold:
        run.bold = None
        run._r.rPr.rFonts.set(qn("w:eastAsia"), font)


def _fit(shape, width) -> None:
    """Scale a picture to the column's width and at most TALLEST.
    A smaller picture keeps its size."""
    scale = min(1, width / shape.width, TALLEST / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))


def _writable(text: str) -> str:
    """Return the text without characters that XML cannot hold."""
    return UNWRITABLE.sub("", text)
