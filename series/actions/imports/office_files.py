"""Other Word files (.doc, .wps, .rtf, .odt) as .docx, by LibreOffice where it is installed.

It runs in a process of its own: with a profile and a home that are thrown away, without network
where the system allows it, without macros and links, with limits of time, memory and size.
Decision 95; docs/operations.md says what to install.
"""

import io
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import zipfile
import zlib
from functools import cache
from pathlib import Path

from series.actions.errors import EditorialError
from series.text.documents.docx_guard import OLD_OR_LOCKED, open_docx, pack_archive

OFFICE = (".doc", ".wps", ".rtf", ".odt")
SECONDS, CPU_SECONDS = 90, 60
MEMORY_KB, FILE_BLOCKS = 3 * 1024 * 1024, 200 * 1024 * 2
LONGEST_WAIT = 120
MOST_INNER = 5  # RTF documents inside one .docx; each takes some five seconds
NOT_INSTALLED = "这台服务器没有安装 LibreOffice，读不了 {}，请在 Word/WPS 中另存为 .docx 后再导入"
FAILED = "这个 {} 文件读不出来（可能已损坏或有密码），请在 Word/WPS 中打开，另存为 .docx 后再导入"
TOO_LONG = "这个 {} 文件转换得太久，已停止，请在 Word/WPS 中另存为 .docx 后再导入"
BUSY = "正在转换别的文件，请过一两分钟再试，或在 Word/WPS 中另存为 .docx 后再导入"
OTHER_KIND = "这不是 Word 文档，而是{}（扩展名被改过），请换成 Word 文稿后再导入"

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_RTF = b"{\\rtf"
_HEAD = 4096
_FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}
_PLACE = "/org.openoffice.Office."
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
    ("Writer/Content/Update", "Field", "false"),
)
# The limits are those of a shell: a function between fork and exec would not be safe in a server.
_LIMITS = f'ulimit -t {CPU_SECONDS}; ulimit -v {MEMORY_KB}; ulimit -f {FILE_BLOCKS}; exec "$@"'
_turn = threading.Lock()


def as_readable(ending: str, data: bytes) -> tuple[str, bytes]:
    """Return (ending, bytes) of a file in a form that our readers know.
    It is converted where it has to be.

    What a file is its bytes say, not its name. Raises EditorialError with what to do.
    """
    if ending not in OFFICE and not (ending == ".docx" and data.startswith(_OLE)):
        return ending, data
    kind = _kind(ending, data)
    return (kind, _plain(kind, data)) if kind not in OFFICE else (".docx", _convert(kind, data))


def with_rtf_read(data: bytes) -> bytes:
    """Return the .docx with its RTF parts as Word documents.

    Where that is possible.

    What cannot be converted stays, and the reader names it (decision 113).
    """
    names = _rtf_members(data)
    if not names or not find_program():
        return data
    members = open_docx(data).members
    for name in names[:MOST_INNER]:
        try:
            members[name] = _convert(".rtf", members[name])
        except EditorialError:
            continue
    return pack_archive(members)


def _rtf_members(data: bytes) -> list[str]:
    """Return the names of the RTF documents in a .docx.

    None in a file that is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [
                name for name in archive.namelist() if not name.endswith((".xml", ".rels", "/"))
            ]
            return [name for name in names if _begins_rtf(archive, name)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
        return []  # the reader says what is wrong with it


def _begins_rtf(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as member:
        return member.read(len(_RTF)) == _RTF


def _kind(ending: str, data: bytes) -> str:
    """Return the ending that a Word file should have. Raises EditorialError for other files."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        return _kind_of_compound(ending, data)
    if data.startswith(_ZIP):
        return ".odt" if b"opendocument.text" in head else ".docx"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if b"mime-version:" in head or head.startswith((b"<html", b"<!doctype", b"<?xml")):
        return ".html"
    if ending == ".doc" and b"\x00" not in data[:_HEAD]:
        return ".txt"
    raise EditorialError(FAILED.format(ending))


def _kind_of_compound(ending: str, data: bytes) -> str:
    """Return the ending of an older Office file, by the names of the streams inside."""

    def holds(name):
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise EditorialError(OLD_OR_LOCKED)
    if holds("WordDocument"):
        return ".doc"
    if holds("Workbook") or holds("PowerPoint Document"):
        kind = "Excel 工作簿" if holds("Workbook") else "PPT 演示文稿"
        raise EditorialError(OTHER_KIND.format(kind))
    if ending != ".wps":
        raise EditorialError(OLD_OR_LOCKED)
    return ".wps"


def _plain(kind: str, data: bytes) -> bytes:
    is_archive = kind == ".html" and b"mime-version:" in data[:_HEAD].lower()
    if not is_archive:
        return data
    from series.text.documents.docx_chunks import web_archive_html  # see decision 138

    return web_archive_html(data).encode()


def find_program() -> str:
    """Return the path of LibreOffice; empty where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def _convert(ending: str, data: bytes) -> bytes:
    program = find_program()
    if not program:
        raise EditorialError(NOT_INSTALLED.format(ending))
    if not _turn.acquire(timeout=LONGEST_WAIT):
        raise EditorialError(BUSY)
    try:
        with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
            return _converted(program, Path(folder), ending, data)
    finally:
        _turn.release()


def _converted(program: str, folder: Path, ending: str, data: bytes) -> bytes:
    (folder / f"in{ending}").write_bytes(data)
    _write_profile(folder)
    command = [
        "/bin/sh",
        "-c",
        _LIMITS,
        "sh",
        *_without_network(),
        *_command(program, folder, ending),
    ]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(  # noqa: S603 - no shell reads a word of the file's
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _wait(process, ending)
    result = folder / "out" / "in.docx"
    if not result.is_file():
        raise EditorialError(FAILED.format(ending))
    return result.read_bytes()


def _wait(process: subprocess.Popen, ending: str) -> None:
    """Wait for the end of the conversion.
    End it and all its children where it takes too long."""
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise EditorialError(TOO_LONG.format(ending)) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _command(program: str, folder: Path, ending: str) -> list[str]:
    read_as = [f"--infilter={_FILTERS[ending]}"] if ending in _FILTERS else []
    return [
        program,
        f"-env:UserInstallation={folder.as_uri()}/profile",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        *read_as,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "out",
        f"in{ending}",
    ]


@cache
def _without_network() -> tuple[str, ...]:
    """Return the command that takes the network away; empty where the system forbids it."""
    unshare = shutil.which("unshare")
    for options in ("-rn", "-n"):
        words = (unshare, options, "--") if unshare else ()
        if words and _runs([*words, "true"]):
            return words
    return ()


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


def _write_profile(folder: Path) -> None:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{_PLACE}{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
