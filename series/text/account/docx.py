"""The words of a Word package, read straight from its parts (ECMA-376).
All that hold text."""

import email
import email.policy
import io
import posixpath
import re
import zipfile

from lxml import etree

from .html import html_witness
from .witness import Segment, Witness

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
_ASIDE_PARTS = re.compile(
    r"(?P<folder>.*/)?(?P<name>header|footer|comments|footnotes|endnotes)\d*\.xml"
)
_CHARTS = re.compile(r"(?:.*/)?charts/chart[^/]*\.xml|(?:.*/)?diagrams/data[^/]*\.xml")
_PART_KINDS = {"header": "页眉", "footer": "页脚", "comments": "批注"}
_PLACES = {"footnotes": "脚注", "endnotes": "尾注"}
_TEXT = frozenset({"t", "delText", "instrText", "delInstrText"})
CODES = "域代码"
_OWN_KIND = {"delText": "修订中已删除的文字", "instrText": CODES, "delInstrText": CODES}
_AROUND = {
    "del": "修订中已删除的文字", "moveFrom": "修订中移走的文字", "rt": "注音", "instrText": CODES,
}  # fmt: skip
_HIDDEN = ("vanish", "specVanish", "webHidden")
_OFF = ("0", "false", "off")


def docx_witness(data: bytes) -> Witness:
    """Return the Witness of a .docx that a reader has opened already."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package for info in package.infolist()}
        return _witness(package, sorted(parts))


def _witness(package: zipfile.ZipFile, names: list[str]) -> Witness:
    main = _main_part(package, names)
    folder = posixpath.dirname(main)
    hidden = _hidden_styles(_tree(package, names, posixpath.join(folder, "styles.xml")))
    aside: list[str] = []
    segments = _words(_tree(package, names, main), hidden, aside, place="正文")
    for name in names:
        own = _ASIDE_PARTS.fullmatch(name)
        if own and posixpath.dirname(name) == folder:
            kind = _PART_KINDS.get(own["name"], "")
            place = _PLACES.get(own["name"], kind)
            segments += _words(_tree(package, names, name), hidden, aside, place=place, kind=kind)
        elif _CHARTS.fullmatch(name):
            segments += _of_chart(_tree(package, names, name))
    for name in _embedded(package, names, main):
        segments += _of_embedded(package, name)
    # Field codes often repeat the words that the field shows: those are looked for in the text.
    segments.sort(key=lambda segment: segment.kind == CODES)
    return Witness(tuple(segments), "\n".join(aside))


def _tree(package, names, name):
    if name not in names:
        return None
    return etree.fromstring(package.read(name), etree.XMLParser(**_PARSER))


def _local(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _main_part(package, names) -> str:
    root = _tree(package, names, "_rels/.rels")
    for relation in () if root is None else root:
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _embedded(package, names, main: str) -> list[str]:
    """Return the names of the documents that the text takes in whole (altChunk)."""
    folder, base = posixpath.split(main)
    root = _tree(package, names, posixpath.join(folder, "_rels", f"{base}.rels"))
    found = []
    for relation in () if root is None else root:
        if relation.get("Type", "").endswith("/aFChunk"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append(posixpath.normpath(path))
    return [name for name in found if name in names]


def _of_embedded(package, name: str) -> list[Segment]:
    data = _web_archive_text(package.read(name))
    if data.startswith(b"PK"):
        inner = docx_witness(data).segments
    else:
        text = _decoded(data)
        inner = html_witness(text).segments if "<" in text else (Segment(text),)
    return [Segment(part.text, part.kind, "外嵌文档") for part in inner]


def _web_archive_text(data: bytes) -> bytes:
    """Return the page of a web archive (.mht) in UTF-8; other data as it is."""
    if data.lstrip()[:13].lower() != b"mime-version:":
        return data
    parts = email.message_from_bytes(data.lstrip(), policy=email.policy.default).walk()
    pages = (part.get_content() for part in parts if part.get_content_type() == "text/html")
    return "".join(pages).encode()


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-16", errors="replace")


def _of_chart(root) -> list[Segment]:
    words = [e.text for e in root.iter() if _local(e) in ("t", "v") and e.text]
    return [Segment(word, "图表、图形中的文字", "图表") for word in words]


def _hidden_styles(root) -> frozenset[str]:
    """Return the ids of the styles whose words are hidden, inherited or not."""
    own, parent = {}, {}
    for style in () if root is None else root:
        if _local(style) != "style":
            continue
        name = _value(style, "styleId")
        marks = [e for e in style.iter() if _local(e) in _HIDDEN]
        own[name] = _value(marks[0], "val") not in _OFF if marks else None
        parent[name] = next((_value(e, "val") for e in style if _local(e) == "basedOn"), "")
    return frozenset(name for name in own if _inherits(name, own, parent))


def _inherits(name, own, parent) -> bool:
    seen = set()
    while name in own and own[name] is None and name not in seen:
        seen.add(name)
        name = parent[name]
    return bool(own.get(name))


def _words(root, hidden, aside, *, place: str, kind: str = "") -> list[Segment]:
    """Return the words of a part.
    Paragraph by paragraph where they have no kind of their own."""
    segments: list[Segment] = []
    waiting = [] if root is None else [(root, kind)]
    while waiting:
        element, around = waiting.pop()
        name = _local(element)
        if name in ("docPr", "cNvPr"):
            aside += [_value(element, "descr"), _value(element, "title")]
        if name in _TEXT and element.text:
            own = around or _OWN_KIND.get(name, "")
            _join(segments, Segment(element.text, own, place))
        elif name == "p" and segments and segments[-1].text:
            segments.append(Segment("", "", place))
        inner = around or _kind_of(element, name, hidden)
        children = _without_fallback(element) if name == "AlternateContent" else list(element)
        waiting += [(child, inner) for child in reversed(children)]
    return [segment for segment in segments if segment.text]


def _join(segments: list[Segment], new: Segment) -> None:
    """Add words to the last segment of their paragraph and kind.
    Else as a new one."""
    if segments and (segments[-1].kind == new.kind or not segments[-1].text):
        new = Segment(segments.pop().text + new.text, new.kind, new.place)
    segments.append(new)


def _without_fallback(element) -> list:
    """Return the children without the older form of what stands there in a newer one."""
    choices = [child for child in element if _local(child) == "Choice"]
    return choices[:1] or list(element)


def _kind_of(element, name: str, hidden: frozenset[str]) -> str:
    """Return the kind of the words inside an element; empty for text."""
    if name in _AROUND:
        return _AROUND[name]
    if name == "r" and _is_hidden(element, hidden):
        return "隐藏文字"
    if name == "p" and any(style in hidden for style in _styles(element, "pPr", "pStyle")):
        return "隐藏文字"
    return _kind_of_control(element) if name == "sdt" else ""


def _kind_of_control(element) -> str:
    for part in element:
        for mark in part.iter() if _local(part) == "sdtPr" else ():
            if _local(mark) == "showingPlcHdr":
                return "占位提示"
            if _local(mark) == "docPartGallery" and "contents" in _value(mark, "val").lower():
                return "目录"
    return ""


def _is_hidden(run, hidden: frozenset[str]) -> bool:
    for part in run:
        if _local(part) == "rPr":
            marks = [e for e in part if _local(e) in _HIDDEN]
            if marks:
                return _value(marks[0], "val") not in _OFF
    return any(style in hidden for style in _styles(run, "rPr", "rStyle"))


def _styles(element, properties: str, name: str) -> list[str]:
    return [
        _value(style, "val")
        for part in element
        if _local(part) == properties
        for style in part
        if _local(style) == name
    ]
