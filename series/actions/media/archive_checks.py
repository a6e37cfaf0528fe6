"""Checks of a .zip and of an office file as packages.
Every member is looked at (decision 106).

A .zip may hold what the list names and one more .zip; a name that says something else than the
bytes is refused. Without this an editor hands a program to readers under the federation's name.
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from series.actions.errors import EditorialError

from .office_checks import COMPOUND, PROGRAMS, SHORTCUT, check_parts

MOST_MEMBERS = 5_000
MOST_BYTES = 300 * 1024 * 1024
TOO_LARGE = "解压后文件过大或过多，请分开上传"
BROKEN = "这个文件已损坏，请重新压缩或导出后再上传"
LOCKED = "文件有密码，无法检查里面的内容，请去掉密码后再上传"
TOO_DEEP = "压缩包里的压缩包还套着压缩包，请解开一层后再上传"
MEMBER = (
    "压缩包里的“{}”不能上传（程序、脚本、快捷方式、带宏的文件，或格式与后缀不符），请去掉后重新压缩"
)
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)

ZIP, PICTURE = b"PK\x03\x04", b"\xff\xd8\xff"
OFFICE = frozenset({"docx", "xlsx", "pptx", "dotx", "xltx", "potx"})
# What each member must begin with; () where the format has no mark of its own.
MEMBERS = {
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), (COMPOUND, ZIP)),
    **dict.fromkeys((*OFFICE, "odt", "ods", "odp", "ofd", "zip"), (ZIP,)),
    **dict.fromkeys(("jpg", "jpeg"), (PICTURE,)),
    **dict.fromkeys(("txt", "csv", "md", "srt", "ics"), ()),
    **dict.fromkeys(("mp3", "wav", "m4a", "mp4", "mov", "avi", "heic"), ()),
    **dict.fromkeys(("tif", "tiff"), (b"II*\0", b"MM\0*")),
    "pdf": (b"%PDF-",),
    "rtf": (b"{\\rt",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "bmp": (b"BM",),
}
# What systems put beside the files, with the beginning by which they are known.
LEFTOVERS = {".ds_store": b"\0\0\0\1Bud1", "thumbs.db": COMPOUND}
APPLE_DOUBLE = b"\0\x05\x16\x07"
SCRIPT = re.compile(
    rb"<script|<\?php|<%@|<job\b|<hta:|wscript\.|createobject\s*\(|powershell|@echo off|"
    rb"^\s*[=+@-].*\|.*!|sub\s+auto_?open",
    re.I | re.M,
)
MACROS = tuple("_VBA_PROJECT EncryptedPackage Ole10Native".split())
# A sheet of an old workbook that holds Excel 4 macros: record 0x85, its length, place, state, type.
OLD_MACRO_SHEET = re.compile(
    rb"\x85\x00(?P<size>.)\x00.{4}[\x00-\x02]\x01(?P<count>.)[\x00\x01]", re.S
)
OBJECT_IN_RTF = re.compile(rb"\\obj(?:data|ocx|autlink|update)|\\ddeauto|\{\\\*\\template", re.I)


def check_office(data):
    """Refuse an office file with anything in it that runs or loads. Raises EditorialError."""
    check_parts(_office_parts(data))


def _office_parts(data):
    """Yield (name, bytes) of every part; check an office file embedded in it."""
    for name, part in members(data):
        if part.startswith(ZIP):
            check_parts(_once(members(part)))
        yield name, part


def _once(parts):
    for name, part in parts:
        if part.startswith(ZIP):
            raise EditorialError(TOO_DEEP)
        yield name, part


def check_archive(data, *, deeper=True):
    """Refuse a .zip with a member that runs or that nobody can look into.
    Raises EditorialError."""
    for name, member in members(data):
        path = PurePosixPath(name)
        if _is_leftover(path, member):
            continue
        ending = path.suffix.lstrip(".").lower()
        if not _begins_as(ending, member) or _runs(ending, member):
            raise EditorialError(MEMBER.format(path.name[:60]))
        if member.startswith(ZIP):
            _check_package(ending, member, name=path.name[:60], deeper=deeper)


def _check_package(ending, data, *, name, deeper):
    if ending == "zip":
        if not deeper:
            raise EditorialError(TOO_DEEP)
        check_archive(data, deeper=False)
        return
    try:
        check_office(data)
    except EditorialError as error:
        raise EditorialError(f"压缩包里的“{name}”不能上传：{error}") from error


def _is_leftover(path, data):
    mark = LEFTOVERS.get(path.name.lower())
    if mark:
        return data.startswith(mark)
    return path.name.startswith("._") and data.startswith(APPLE_DOUBLE)


def _begins_as(ending, data):
    if ending not in MEMBERS:
        return False
    marks = MEMBERS[ending]
    return data.startswith(marks) if marks and data else not data.startswith((ZIP, COMPOUND))


def _runs(ending, data):
    if data.startswith((SHORTCUT, *PROGRAMS)):
        return True
    if data.startswith(COMPOUND):
        return has_macros(data)
    if ending == "rtf":
        return bool(OBJECT_IN_RTF.search(data))
    return not MEMBERS[ending] and bool(SCRIPT.search(_as_ascii(data)))


def _as_ascii(data):
    """Return the bytes of a text without the zeros of UTF-16."""
    return data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data


def has_macros(data):
    """Tell whether an old office file has a macro project or a password.
    A program or a macro sheet counts too."""
    if any(word.encode("utf-16-le") in data for word in MACROS):
        return True
    sheets = OLD_MACRO_SHEET.finditer(data)
    return any(found["size"][0] in _sizes(found["count"][0]) for found in sheets)


def _sizes(count):
    return (8 + count, 8 + 2 * count) if 0 < count <= 31 else ()


def members(data):
    """Yield (name, bytes) of the files of a package. Raises EditorialError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_headers(infos)
            for info in infos:
                if not info.is_dir():
                    yield _name(info), archive.read(info)
    except FAULTS as error:
        raise EditorialError(BROKEN) from error


def _check_headers(infos):
    if any(info.flag_bits & 1 for info in infos):
        raise EditorialError(LOCKED)
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise EditorialError(TOO_LARGE)
    names = [_name(info).lower() for info in infos]
    if len(set(names)) < len(names) or (infos and min(i.header_offset for i in infos)):
        raise EditorialError(BROKEN)  # two files of one name, or bytes in front: a program


def _name(info):
    """Return the name as an unpacking program takes it; refuse one that leads elsewhere."""
    name = _decoded(info).replace("\\", "/").rstrip(". ")
    odd = "\0" in name or ":" in name or name.startswith("/") or ".." in name.split("/")
    if odd or (info.external_attr >> 16) & 0o170000 == 0o120000:
        raise EditorialError(BROKEN)
    return name


def _decoded(info):
    """Return the Chinese name that an old program wrote in GBK unsaid."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.orig_filename
