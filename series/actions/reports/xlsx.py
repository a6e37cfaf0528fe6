"""Tables as an .xlsx workbook, written row by row, without any formula (decision 32)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import islice

from django.utils import timezone

MOST_ROWS = 50_000
LONGEST_CELL = 32_767
# What a spreadsheet may take for the beginning of a formula, or a CSV reader for one.
RISKY = tuple("=+-@\t\r\n＝＋－＠")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDTH = 12
FORMATS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", float: "0.0"}


@dataclass(frozen=True)
class Worksheet:
    """A table with named columns.

    `widths` are in characters; `bar` is the index of the number that a page draws as a bar; `link`
    returns the address that a row's first cell links to on a page; `empty` is the page's text for
    a table without rows.
    """

    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple]
    widths: dict[str, int] = field(default_factory=dict)
    bar: int | None = None
    link: Callable[[tuple], str] | None = None
    note: str = ""
    empty: str = "这段时间没有记录。"

    @cached_property
    def numeric(self):
        """Return the indexes of the columns with numbers."""
        first = next(iter(self.rows), ())
        return {index for index, value in enumerate(first) if isinstance(value, int | float)}

    @cached_property
    def largest(self):
        """Return the largest of the numbers that are drawn as bars."""
        return max((row[self.bar] or 0 for row in self.rows), default=0)


def write_workbook(tables, file):
    """Write each table as a sheet. Returns the number of rows without the headings."""
    from openpyxl import Workbook  # read for a workbook, not by a process that never writes one

    book, written = Workbook(write_only=True), 0
    for table in tables:
        written += _write_sheet(book.create_sheet(table.title[:31]), table)
    book.save(file)
    return written


def _write_sheet(sheet, table):
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for index, name in enumerate(table.columns, 1):
        width = table.widths.get(name, max(WIDTH, 2 * len(name) + 2))
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_heading(sheet, name) for name in table.columns])
    rows, written = iter(table.rows), 0
    for row in islice(rows, MOST_ROWS):
        sheet.append([_plain(value) or safe_cell(sheet, value) for value in row])
        written += 1
    if next(rows, None) is not None:
        sheet.append([f"只导出前 {MOST_ROWS} 行，请缩小范围后再导出"])
    return written


def _heading(sheet, name):
    from openpyxl.styles import Font

    cell = safe_cell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _plain(value):
    """Return a text that needs no cell of its own; None for all others.

    A workbook takes "=" for a formula and "#" for an error; a cell of its own costs three times as
    much."""
    if not isinstance(value, str) or value.lstrip(" \u3000").startswith((*RISKY, "#")):
        return None
    return NOT_XML.sub("", value)[:LONGEST_CELL]


def safe_cell(sheet, value):
    """Return a cell that shows `value`.
    Text is never a formula, moments are in Shanghai time."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value).replace(tzinfo=None)
    if not isinstance(value, str) or not value:
        cell = WriteOnlyCell(sheet, value if value != "" else None)
        cell.number_format = FORMATS.get(type(value), "General")
        return cell
    text = NOT_XML.sub("", value)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.lstrip(" \u3000").startswith(RISKY):
        cell.quotePrefix = True
    return cell
