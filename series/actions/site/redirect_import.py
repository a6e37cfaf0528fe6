"""Import of redirects from a file of two columns: old address, new address. Decision 122."""

import csv
import io
from dataclasses import dataclass, field
from zipfile import BadZipFile

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.actions.media.archive_checks import check_office
from series.models.audit import lock_audit_chain
from series.text.documents.decoding import decode
from series.text.markup.blocks import TextError

from .redirects import create_redirect, may_redirect

MOST_ROWS = 2000
MOST_BYTES = 2_000_000
READ_AT_MOST = 2  # columns


@dataclass
class RedirectReceipt:
    """What became of each row: those added, and (row number, old address, why not)."""

    added: list = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)


@transaction.atomic
def import_redirects(name, data, *, by):
    """Add the redirects of a .csv or .xlsx file.

    A row that is wrong stops no other. Returns the receipt. Raises EditorialError for a file that cannot be read.
    """
    if not may_redirect(by):
        raise EditorialError("跳转须由终审人员或管理员设置")
    rows = read_pairs(name, data)
    lock_audit_chain()
    receipt = RedirectReceipt()
    for number, old, new in rows:
        try:
            receipt.added.append(create_redirect(old, new))
        except EditorialError as error:
            receipt.refused.append((number, old, str(error)))
    detail = {"rows": len(receipt.added), "refused": len(receipt.refused)}
    detail |= row_states(*receipt.added)
    record("导入跳转", by=by, object=name[:100], **detail)
    return receipt


def read_pairs(name, data):
    """Return [(row number, old, new)] of a file, without its head line and empty rows."""
    if len(data) > MOST_BYTES:
        raise EditorialError("文件超过 2 MB，请分成几个再导入")
    readers = {"csv": _csv_rows, "xlsx": _xlsx_rows}
    reader = readers.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise EditorialError("请上传 .csv 或 .xlsx 文件，第一列旧地址，第二列新地址")
    found = []
    for number, cells in enumerate(reader(data), start=1):
        old, new = (*(str(cell or "").strip() for cell in cells[:READ_AT_MOST]), "", "")[:2]
        is_head = number == 1 and not old.startswith(("/", "http"))
        if (old or new) and not is_head:
            found.append((number, old, new))
        if len(found) > MOST_ROWS:
            raise EditorialError(f"一次最多导入 {MOST_ROWS} 行，请分成几个文件")
    if not found:
        raise EditorialError("文件里没有地址：第一列写旧地址，第二列写新地址")
    return found


def _csv_rows(data):
    try:
        yield from csv.reader(io.StringIO(decode(data)))
    except (TextError, csv.Error) as error:
        raise EditorialError(f"文件读不出来：{error}") from error


def _xlsx_rows(data):
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_office(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True, max_col=READ_AT_MOST)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise EditorialError("文件不是完整的 .xlsx 工作簿，请用表格软件另存一次") from error
