"""Checks of the files that the button 导入 Word accepts: by name, size and content."""

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import PurePath

from series.actions.errors import EditorialError
from series.text.language.single_line import single_line

from .files import MEGABYTE, MOST_BYTES, MOST_TEXT
from .office_files import OFFICE
from .word import read_safely

ENDINGS = (".docx", *OFFICE, ".html", ".htm", ".txt", ".md")
LARGEST = max(MOST_BYTES.values())
MACRO = "文件里有宏，不能导入，请在 Word/WPS 中另存为不带宏的 .docx 后再试"
REFUSED = {
    ".docm": MACRO,
    ".pdf": "这是 PDF 文件，请打开原稿，另存为 .docx 后再导入",
}
OTHER = "只能导入 Word/WPS 文档（.docx、.doc、.wps、.rtf、.odt）、网页（.html）和纯文本（.txt、.md），请把原稿另存为其中一种后再试"


def read_upload(name, data):
    """Return (ImportReading, SHA-256) of an uploaded file. Raises EditorialError or TextError."""
    name = single_line(PurePath(name.replace("\\", "/")).name)[:200] or "文稿"
    ending = PurePath(name).suffix.lower()
    check_upload(ending, size=len(data))
    if not data.strip():
        raise EditorialError("文件是空的，没有可导入的文字")
    if ending == ".docx" and _has_macro(data):
        raise EditorialError(MACRO)
    reading = read_safely(lambda: _read(ending, data, file=name))
    return reading, hashlib.sha256(data).hexdigest()


def _read(ending, data, *, file):
    from .readings import read_data, with_proposals  # the readers of all forms: see decision 138

    reading = read_data(ending, data, file=file, known_only=True)
    return replace(reading, receipt=with_proposals(reading.receipt, reading.text))


def check_upload(ending, *, size):
    """Refuse a file by its name and size, before its bytes are in memory.
    Raises EditorialError."""
    if ending not in ENDINGS:
        raise EditorialError(REFUSED.get(ending, OTHER))
    most = MOST_BYTES.get(ending, MOST_TEXT)
    if size > most:
        raise EditorialError(f"文件超过 {most // MEGABYTE} MB，不像一篇文字，请拆分后再导入")


def _has_macro(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False  # the reader says what is wrong with it
