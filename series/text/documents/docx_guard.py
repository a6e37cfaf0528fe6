"""Check a .docx before anything parses it (decision 10): a small archive without entities.

Sizes in an archive's headers can lie, so they are checked there and again while reading. What
passes is written into a new archive in memory, so the parser meets no doubled names, no overlapping
members and no declared type that this module has not seen.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.parsers import expat

from lxml import etree

from series.text.markup.blocks import TextError

MOST_MEMBERS = 2000
LARGEST_TOTAL = 100 * 1024 * 1024
LARGEST_XML = 20 * 1024 * 1024
HIGHEST_RATIO = 200
MOST_ELEMENTS = 250_000
DEEPEST_XML = 150
MAIN_PART = "word/document.xml"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 64 * 1024
_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_TEXT_ROOTS = frozenset({"document", "glossaryDocument"})
_XML_NAMES = (".xml", ".rels")

OLD_OR_LOCKED = "这是加密的或旧版 .doc 文件，请在 Word/WPS 中去掉密码、另存为 .docx 后再导入"
NOT_WORD = "这不是 Word 文档（.docx），请在 Word/WPS 中打开原稿，另存为 .docx 后再导入"
OTHER_OFFICE = "这不是 Word 文档，而是{}（扩展名被改过），请把要发布的文字复制到 Word/WPS 文档、另存为 .docx 后再导入"
# By these members one knows what an archive really is.
_OTHERS = {
    "xl/": "Excel 工作簿",
    "ppt/": "PPT 演示文稿",
    "visio/": "Visio 图",
    "META-INF/container.xml": "电子书",
    "content.xml": "OpenDocument 文件",
}
BROKEN = "这个 .docx 文件已损坏或不完整，请在 Word/WPS 中打开，另存为新的 .docx 后再导入"
TOO_LARGE = (
    f"这个 .docx 解压后过大（上限 {LARGEST_TOTAL // 1024 // 1024} MB），可能是压缩炸弹；"
    "请压缩或删去大图、拆成几篇后再导入"
)
TOO_COMPLEX = "这个 .docx 的内部结构过于庞大或嵌套过深，请把正文复制到新文档、另存为 .docx 后再导入"
HAS_ENTITIES = "这个 .docx 含有外部定义（DTD），不是正常的 Word 文档，请在 Word/WPS 中另存为新的 .docx 后再导入"


@dataclass
class _Survey:
    """A survey of one XML part.
    It refuses definitions, too deep nesting and too many elements."""

    elements: int = 0
    depth: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    root: str = ""

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(data, True)

    def _refuse(self, *details) -> None:
        raise TextError(HAS_ENTITIES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST_XML:
            raise TextError(TOO_COMPLEX)
        local = name.rpartition(":")[2]
        self.root = self.root or local
        self.seen[local] = self.seen.get(local, 0) + 1

    def _end(self, name: str) -> None:
        self.depth -= 1


@dataclass(frozen=True)
class Archive:
    """The checked members of a .docx by name.
    It also counts how often each element stands in its text."""

    members: dict[str, bytes]
    main: str
    elements: dict[str, int]


def open_docx(data: bytes) -> Archive:
    """Return the checked members of a .docx.
    Raises TextError with the sentence for the operator."""
    if data.startswith(_OLE):
        raise TextError(OLD_OR_LOCKED)
    if not data.startswith(b"PK"):
        raise TextError(NOT_WORD)
    try:
        members = dict(_members(data))
    except _BROKEN_ARCHIVE as error:
        raise TextError(BROKEN) from error
    surveys = {name: survey for name, part in members.items() if (survey := _surveyed(name, part))}
    if sum(survey.elements for survey in surveys.values()) > MOST_ELEMENTS:
        raise TextError(TOO_COMPLEX)
    main = _main_part(members)
    if main not in surveys or surveys[main].root not in _TEXT_ROOTS:
        raise TextError(_not_word(members))
    return Archive(members, main, surveys[main].seen)


def _not_word(members: dict[str, bytes]) -> str:
    """Return the sentence for an archive without a Word document.
    It says what the archive does hold."""
    found = (name for key, name in _OTHERS.items() if any(m.startswith(key) for m in members))
    kind = next(found, "")
    return OTHER_OFFICE.format(kind) if kind else NOT_WORD


def pack_archive(members: dict[str, bytes]) -> bytes:
    """Return an archive of these members, for a parser that wants a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _main_part(members: dict[str, bytes]) -> str:
    """Return the name of the member with the text.
    Some programs name it otherwise, and say so in the package's relations."""
    relations = members.get("_rels/.rels", b"")
    for relation in etree.fromstring(relations, _PARSER) if relations else ():
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in members:
            return target
    return MAIN_PART


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _check_headers(infos)
        left = LARGEST_TOTAL
        for info in infos:
            part = _read(archive, info, most=left)
            left -= len(part)
            yield info.filename, part


def _check_headers(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 0x1 for info in infos):
        raise TextError(OLD_OR_LOCKED)
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_TOTAL:
        raise TextError(TOO_LARGE)
    for info in infos:
        swollen = info.file_size > max(_RATIO_MATTERS_FROM, HIGHEST_RATIO * info.compress_size)
        if swollen or info.file_size > _limit(info.filename):
            raise TextError(TOO_LARGE)


def _limit(name: str) -> int:
    return LARGEST_XML if _is_xml(name) else LARGEST_TOTAL


def _is_xml(name: str) -> bool:
    return PurePosixPath(name.lower()).name.endswith(_XML_NAMES)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, most: int) -> bytes:
    """Return the member's bytes, stopped as soon as there are more than it may have."""
    limit = min(most, _limit(info.filename))
    pieces, length = [], 0
    with archive.open(info) as stream:
        while piece := stream.read(_CHUNK):
            length += len(piece)
            if length > limit:
                raise TextError(TOO_LARGE)
            pieces.append(piece)
    return b"".join(pieces)


def _surveyed(name: str, part: bytes) -> _Survey | None:
    """Return the survey of a member, or None where it is no XML.
    Every member is surveyed: a relation can make any of them the parser's main part.

    One that is no XML under our parser is none under the next one either, which uses the same.
    """
    survey = _Survey()
    try:
        survey.parse(part)
    except (expat.ExpatError, LookupError) as error:
        if _is_xml(name):
            raise TextError(BROKEN) from error
        return None
    return survey
