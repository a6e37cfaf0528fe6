"""Checks of .doc, .xls and .ppt, and of .ofd, the government's format (decisions 106, 119)."""

import re

from series.actions.errors import EditorialError

from .archive_checks import check_office, has_macros, members

# The stream by which each kind is known, as its name stands in the directory of the container.
STREAMS = {
    "doc": ("WordDocument",),
    "xls": ("Workbook", "Book"),
    "ppt": ("PowerPoint Document",),
}
MACRO = "文件里有宏、密码或嵌入的程序，不能上传，请另存为新格式（如 .docx），或导出为 PDF"
FIELD = "文件里有会运行程序的域，不能上传，请改成普通文字后再上传"
# The mark that begins a field, then DDE or DDEAUTO, in one byte a letter or two.
RUNNING_FIELD = re.compile(rb"\x13\x00?(?:[ \"]\x00?)*D\x00?D\x00?E", re.I)
OFD = "OFD.xml"


def checked_old_office(data, extension, *, other_format):
    """Return the bytes of an old office file that runs nothing. Raises EditorialError."""
    if not any(name.encode("utf-16-le") in data for name in STREAMS[extension]):
        raise EditorialError(other_format.format(extension))
    if has_macros(data):
        raise EditorialError(MACRO)
    if extension == "doc" and RUNNING_FIELD.search(data):
        raise EditorialError(FIELD)
    return data


def checked_ofd(data, extension, *, other_format):
    """Return the bytes of an .ofd in which nothing runs or is loaded. Raises EditorialError."""
    if OFD not in {name for name, _ in members(data)}:
        raise EditorialError(other_format.format(extension))
    check_office(data)
    return data
