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
    """Write each table as a sheet. Returns the number of rows without the headings.

    `file` is an open binary file or a path. Rows are written as they come; memory does not grow with
    them (decision 146)."""
    from xlsxwriter import Workbook  # read for a workbook, not by a process that never writes one

    with Workbook(file, {"constant_memory": True}) as book:
        formats = _formats(book)
        return sum(
            _write_sheet(book.add_worksheet(table.title[:31]), table, formats) for table in tables
        )


def _formats(book):
    """Return the formats of a workbook's cells by what stands in them."""
    numbers = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
    return {
        **numbers,
        "heading": book.add_format({"bold": True}),
        "risky": book.add_format({"quote_prefix": True}),
    }


def _write_sheet(sheet, table, formats):
    sheet.freeze_panes(1, 0)
    for index, name in enumerate(table.columns):
        width = table.widths.get(name, max(WIDTH, 2 * len(name) + 2))
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, _text(name), formats["heading"])
    rows, written = iter(table.rows), 0
    for row in islice(rows, MOST_ROWS):
        written += 1
        for column, value in enumerate(row):
            write_cell(sheet, written, column, value, formats)
    if next(rows, None) is not None:
        sentence = f"只导出前 {MOST_ROWS} 行，请缩小范围后再导出"
        sheet.write_string(written + 1, 0, sentence)
    return written


def write_cell(sheet, row, column, value, formats):
    """Write a value into a cell.
    Text is never a formula, moments are in Shanghai time.

    Raises TypeError for what a table cannot hold."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        risky = value.lstrip(" \u3000").startswith(RISKY)
        sheet.write_string(row, column, _text(value), formats["risky"] if risky else None)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, formats.get(type(value)))
    elif isinstance(value, date):
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.localtime(value).replace(tzinfo=None)
        sheet.write_datetime(row, column, value, formats[type(value)])
    else:
        raise TypeError(f"a cell cannot hold {type(value).__name__}")


def _text(value):
    """Return a text as a cell can hold it, its lines ended by LF."""
    if value.isprintable():  # nearly every cell: no control character, no line end
        return value[:LONGEST_CELL]
    return NOT_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_CELL]
