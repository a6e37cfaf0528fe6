"""Endorsements on paper, typed into a workbook by whoever collected them.

The first line names the columns; their order does not matter. Each line that cannot be taken is
named with its number and what to do; the others are taken.
"""

import zipfile
from dataclasses import dataclass, field

from chamber.credit_code import credit_code
from chamber.personal_data.phones import phone_number
from series.actions.errors import EditorialError
from series.text.language.single_line import single_line

from .endorsing import EndorsementDraft, add_from_paper

MOST_LINES = 5000
LARGEST_FILE = 5 * 1024 * 1024
NAME, CODE, CONTACT, PHONE, PLEDGE, PUBLIC = (
    *("名称", "统一社会信用代码", "联系人", "电话", "打算做的一件事", "公开名称"),
)
COLUMNS = (NAME, CODE, CONTACT, PHONE, PLEDGE, PUBLIC)
NEEDED = (NAME, CODE, PHONE)
YES = frozenset({"是", "1", "true", "公开", "同意", "√", "y", "yes"})
LONGEST = {NAME: 80, CONTACT: 40, PLEDGE: 200}


@dataclass
class SheetReceipt:
    """What became of a workbook.

    How many are new, known, and what is wrong with which line."""

    added: int = 0
    known: int = 0
    wrong: list[str] = field(default_factory=list)


def take_sheet(initiative_id: int, file, *, by) -> SheetReceipt:
    """Add the endorsements of a workbook (an open .xlsx). Raises EditorialError where it is none."""
    receipt = SheetReceipt()
    for number, cells in _lines(file):
        try:
            _, new = add_from_paper(initiative_id, _draft(cells), by=by)
        except (ValueError, EditorialError) as fault:
            receipt.wrong.append(f"第{number}行：{fault}")
            continue
        receipt.added += new
        receipt.known += not new
    return receipt


def _lines(file):
    """Yield (line number, {column: text}) of the first sheet's lines that say something."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if file.size > LARGEST_FILE:
        raise EditorialError("表格超过 5 MB，请分成几个")
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_col=40)
        names = [_text(cell) for cell in next(rows, ())]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise EditorialError("这不是 .xlsx 表格，请用 Excel 或 WPS 另存为 .xlsx 再传") from error
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise EditorialError(f"第1行应写列名，缺少：{'、'.join(missing)}")
    for number, row in enumerate(rows, start=2):
        if number > MOST_LINES + 1:
            raise EditorialError(f"一次最多 {MOST_LINES} 行，请分成几个")
        cells = {name: _text(cell) for name, cell in zip(names, row, strict=False)}
        if any(cells.get(name) for name in COLUMNS):
            yield number, cells


def _text(cell):
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return single_line(str(cell))


def _draft(cells):
    """Return the draft of a line; a line with a credit code is an organization's."""
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            raise ValueError(f"{name}超过 {most} 字")
    if not cells[NAME]:
        raise ValueError("没有写名称")
    code, phone = cells[CODE], cells[PHONE]
    return EndorsementDraft(
        is_organization=bool(code),
        name=cells[NAME],
        credit_code=credit_code(code) if code else "",
        phone=phone_number(phone) if phone else "",
        contact=cells.get(CONTACT, ""),
        pledge=cells.get(PLEDGE, ""),
        name_public=cells.get(PUBLIC, "").lower() in YES,
    )
