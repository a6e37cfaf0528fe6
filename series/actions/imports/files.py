"""Finding the files of an import, and reading them with limits on their size."""

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from series.text.characters.private_codes import with_standard_codes
from series.text.language.single_line import single_line
from series.text.markup.blocks import TextError

from .office_files import OFFICE as OLDER_OFFICE

OFFICE = frozenset({".docx", *OLDER_OFFICE})
TEXTS = frozenset({".txt", ".md", ".html", ".htm", *OFFICE})
ARCHIVE = ".jsonl"
READABLE = TEXTS | {ARCHIVE}
ENDINGS = ".txt、.md、.html、.htm、.docx、.doc、.wps、.rtf、.odt、.jsonl"
MEGABYTE = 1024 * 1024
# A saved page holds its pictures; its words have the limit of a text (decision 113).
MOST_BYTES = dict.fromkeys((*OFFICE, ".html", ".htm"), 50 * MEGABYTE)
MOST_TEXT = 5 * MEGABYTE
MOST_LINE = 5 * MEGABYTE
OUTSIDE = "指向所给文件夹之外的链接"


@dataclass(frozen=True)
class FoundFile:
    """A path that was named, or found in a named folder.

    `problem` says why it is refused, `skipped` why it is passed over.
    """

    path: Path
    size: int = 0
    problem: str = ""
    skipped: str = ""

    @property
    def is_archive(self):
        return self.path.suffix.lower() == ARCHIVE

    @property
    def name(self):
        """Return the path as text that can be printed and stored, whatever bytes it has."""
        return single_line(os.fsencode(self.path).decode("utf-8", "replace"))


def find_files(paths: Sequence[str]) -> list[FoundFile]:
    """Return every file of the paths in reading order: as named, folders sorted by name.

    A file that is reached twice is read once.
    """
    files = [item for path in paths for item in _at(Path(path))]
    return list({(item.path, item.problem): item for item in files}.values())


def _at(path: Path) -> Iterator[FoundFile]:
    try:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield _file(path)
    except (OSError, ValueError) as error:
        yield FoundFile(path, problem=sentence_for(error))


def _folder(folder: Path) -> Iterator[FoundFile]:
    readable = 0
    for item in _walk(folder):
        readable += not item.skipped
        yield item
    if not readable:
        yield FoundFile(folder, problem=f"这个文件夹里没有可读的文件（{ENDINGS}），请核对路径")


def _walk(folder: Path) -> Iterator[FoundFile]:
    home = folder.resolve()
    unread: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield _inside(Path(here, name), home)
        for link in [name for name in folders if Path(here, name).is_symlink()]:
            yield FoundFile(Path(here, link), skipped="文件夹的链接")
    for error in unread:
        yield FoundFile(Path(error.filename), problem=sentence_for(error))


def _inside(path: Path, home: Path) -> FoundFile:
    if path.suffix.lower() not in READABLE:
        return FoundFile(path, skipped="不是可读的格式")
    if path.is_symlink() and not path.resolve().is_relative_to(home):
        return FoundFile(path, skipped=OUTSIDE)
    return _file(path)


def _file(path: Path) -> FoundFile:
    try:
        status = path.stat()
    except OSError as error:
        return FoundFile(path, problem=sentence_for(error))
    if path.suffix.lower() not in READABLE:
        return FoundFile(path, problem=f"不认识这种文件，请先转成 {ENDINGS} 之一")
    if not stat.S_ISREG(status.st_mode):
        return FoundFile(path, problem="这不是普通文件，无法读取")
    return FoundFile(path, size=status.st_size)


def sentence_for(error: OSError | ValueError) -> str:
    """Return the sentence that says why a path cannot be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "找不到这个文件或文件夹，请核对路径"
    if isinstance(error, PermissionError):
        return "没有读取权限，请检查文件的权限后再试"
    return f"读取时出错（{getattr(error, 'strerror', None) or error}），请检查文件后再试"


def read_bytes(path: Path) -> bytes:
    """Return the whole file. Raises TextError where it is empty or too large."""
    most = MOST_BYTES.get(path.suffix.lower(), MOST_TEXT)
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > most:
            raise TextError(f"文件超过 {most // MEGABYTE} MB，不像一篇文字，请拆分后再导入")
        data = file.read(most + 1)
    if not data.strip():
        raise TextError("文件是空的，没有可导入的文字")
    return data


@dataclass(frozen=True)
class ArchiveLine:
    """A line of an archive.

    `number` counts from 1; `data` are its bytes without the line break (as UTF-8 where the file is
    UTF-16); `behind` is how many bytes of the file were read so far.
    """

    number: int
    data: bytes
    behind: int
    too_long: bool = False


def read_lines(path: Path) -> Iterator[ArchiveLine]:
    """Yield the archive's lines that are not blank, without reading the whole file at once."""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        yield from _wide_lines(path) if wide else _lines(file)


def _lines(file) -> Iterator[ArchiveLine]:
    number = 0
    while data := file.readline(MOST_LINE + 1):
        number += 1
        too_long = len(data) > MOST_LINE
        while too_long and data and not data.endswith(b"\n"):
            data = file.readline(MOST_LINE)
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        if too_long or data.strip():
            yield ArchiveLine(number, b"" if too_long else data.strip(), file.tell(), too_long)


def _wide_lines(path: Path) -> Iterator[ArchiveLine]:
    behind = 0
    with path.open(encoding="utf-16", errors="replace", newline="\n") as file:
        number = 0
        while text := file.readline(MOST_LINE + 1):
            number += 1
            behind += 2 * len(text)
            too_long = len(text) > MOST_LINE
            while too_long and text and not text.endswith("\n"):
                text = file.readline(MOST_LINE)
            if too_long or text.strip():
                data = b"" if too_long else text.strip().encode(errors="replace")
                yield ArchiveLine(number, data, behind, too_long)


def line_text(line: ArchiveLine) -> str:
    """Return the line's text, decoded as UTF-8, else as GB18030. Raises TextError."""
    if line.too_long:
        raise TextError(f"这一行超过 {MOST_LINE // MEGABYTE} MB，不像一篇文字，请检查后再导入")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = line.data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\ufffd" in text:
            break
        return with_standard_codes(text) if encoding == "gb18030" else text
    raise TextError("这一行有损坏的字符，或编码不是 UTF-8、GB18030，请转存为 UTF-8 后再导入")
