"""Checks of an office file.
Nothing in it runs or is loaded from elsewhere (decision 106).

Every part is judged by its name, its first bytes, its content type and its relationships, and every
XML part is read once for fields and formulas. One rule a line, so that a new trick is a new line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from series.actions.errors import EditorialError

MACRO = "文件里有宏，不能上传，请另存为不带宏的格式"
OBJECT = "文件里嵌有对象、控件或程序，不能上传，请删去或改成图片后再上传"
FIELD = "文件里有会运行程序或取外部内容的域、公式或数据连接，不能上传，请改成普通文字后再上传"
OUTSIDE = "文件引用外部的模板、对象、图片或数据，打开时会自动读取，不能上传，请断开链接后另存"
BROKEN = "这个文件的内部结构已损坏，请重新导出后再上传"

CHUNK = 1 << 16
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a container of OLE: an object, or a macro project
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
SHORTCUT = b"L\0\0\0\x01\x14\x02\0"
# By a word in the part's name, its content type or the type of a relationship to it.
NAMES = (
    (re.compile(r"vbaproject|vbadata|macrosheet|dialogsheet|macroenabled|customui"), MACRO),
    (
        re.compile(r"activex|oleobject|webextension|/control$|afchunk|altchunk|attachedtoolbars"),
        OBJECT,
    ),
)
EMBEDDED_PROGRAM = re.compile(
    r"\.(exe|dll|scr|com|bat|cmd|ps1|vb[es]|jse?|ws[fh]|hta|lnk|msi|jar|html?|mht(ml)?|rtf|svgz)$"
)
LINK_SCHEMES = re.compile(r"(https?|mailto|tel|ftp):|[^:]*$", re.I)
LOADED = re.compile(r"\s*(?:[a-z][a-z+.-]+:)?(?://|\\\\)", re.I)
DISTANT = re.compile(r"//|\\\\")
CODE = re.compile(r"[0-9]{1,6}")
RUNS = frozenset({"DDE", "DDEAUTO", "LINK", "IMPORT", "INCLUDE", "DATABASE", "RD"})
LOADS = frozenset({"INCLUDETEXT", "INCLUDEPICTURE"})
CALLS = re.compile(
    r"\b(?:CALL|EXEC|REGISTER(?:\.ID)?|WEBSERVICE|RTD|IMAGE|SQL\.REQUEST|INITIATE|POKE|EXECUTE)\s*\(",
    re.I,
)
QUOTED = re.compile(r'"[^"]*"' r"|'[^']*'")  # texts, and names of sheets
FIRST_WORD = re.compile(r"[\s\"'“”]*([A-Za-z]+)")
CODE_IN_DRAWING = re.compile(rb"<script|javascript:|\son[a-z]+\s*=|<foreignobject", re.I)
AUTO_RUN = re.compile(r"(?:_xlnm\.)?auto_?(?:open|close|activate)", re.I)
QUERIES = frozenset({"dbPr", "olapPr", "webPr", "textPr"})


def check_parts(parts):
    """Check every (name, bytes) of an office file. Raises EditorialError."""
    for name, data in parts:
        _check_name(f"/{name.replace(chr(92), '/')}".lower())
        _check_beginning(data)
        if _is_xml(data):
            _check_xml(name.lower(), data)


def _check_name(name):
    for pattern, sentence in NAMES:
        if pattern.search(name):
            raise EditorialError(sentence)
    if EMBEDDED_PROGRAM.search(name):
        raise EditorialError(OBJECT)


def _check_beginning(data):
    if data.startswith((COMPOUND, SHORTCUT, *PROGRAMS)):
        raise EditorialError(OBJECT)


def _is_xml(data):
    head = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def _check_xml(name, data):
    if name.endswith(".svg") and CODE_IN_DRAWING.search(data):
        raise EditorialError(OBJECT)
    fields = _Fields()
    for event, element in _events(data):
        tag = etree.QName(element).localname
        if event == "start":
            fields.begin(tag, element)
            continue
        fields.take(tag, element)
        for check in CHECKS.get(tag, ()):
            check(element)
        _check_actions(element)
        element.clear()


def _events(data) -> Iterator[tuple[str, etree._Element]]:
    """Yield ("start" or "end", element); refuse a document with a type of its own."""
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for at in range(0, len(data), CHUNK):
            parser.feed(data[at : at + CHUNK])
            yield from _elements(parser)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise EditorialError(BROKEN) from error
    yield from _elements(parser)


def _elements(parser):
    for event, element in parser.read_events():
        if isinstance(element.tag, str):
            if event == "start" and element.getparent() is None and _has_type(element):
                raise EditorialError(BROKEN)
            yield event, element


def _has_type(root):
    return root.getroottree().docinfo.doctype != ""


def _check_relationship(element):
    kind = element.get("Type", "").lower()
    _check_name(f"/{kind.rpartition('/')[2]}")
    if element.get("TargetMode", "").lower() == "external":
        is_link = kind.endswith("/hyperlink") and LINK_SCHEMES.match(element.get("Target", ""))
        if not is_link:
            raise EditorialError(OUTSIDE)


def _check_content_type(element):
    _check_name(f"/{element.get('ContentType', '')}".lower())


def _check_formula(element):
    words = QUOTED.sub("", element.text or "")
    if "|" in words or CALLS.search(words):
        raise EditorialError(FIELD)


def _check_defined_name(element):
    runs = any(element.get(key) in ("1", "true") for key in ("xlm", "vbProcedure"))
    if runs or AUTO_RUN.fullmatch(element.get("name", "")):
        raise EditorialError(MACRO)
    _check_formula(element)


def _check_connection(element):
    if any(etree.QName(child).localname in QUERIES for child in element):
        raise EditorialError(FIELD)


def _refuse_link(element):
    raise EditorialError(FIELD)


def _check_source(element):
    if any(LOADED.match(element.get(key, "")) for key in ("src", "href")):
        raise EditorialError(OUTSIDE)


def _check_actions(element):
    action = element.get("action", "").lower()
    if action.startswith(("ppaction://program", "ppaction://macro", "ppaction://ole")):
        raise EditorialError(OBJECT)


CHECKS = {
    "Relationship": (_check_relationship,),
    "Override": (_check_content_type,),
    "Default": (_check_content_type,),
    "f": (_check_formula,),
    "formula": (_check_formula,),
    "formula1": (_check_formula,),
    "definedName": (_check_defined_name,),
    "connection": (_check_connection,),
    "ddeLink": (_refuse_link,),
    "oleLink": (_refuse_link,),
    **dict.fromkeys(("imagedata", "fill", "stroke", "image"), (_check_source,)),
}


class _Fields:
    """The fields of a Word part.
    Their instructions may be spread over many runs and nested."""

    def __init__(self):
        self.open = []  # (instruction, whether it goes on) of the fields, the innermost last

    def begin(self, tag, element):
        """Begin a field where its first mark stands, since runs inside follow."""
        if tag == "fldChar" and _own(element, "fldCharType") == "begin":
            self.open.append(_Field())
        elif tag == "fldSimple":
            _check_instruction(_own(element, "instr"))

    def take(self, tag, element):
        """Take the words of an instruction; check it where its field ends."""
        if tag in ("instrText", "delInstrText"):
            if self.open:
                self.open[-1].words += element.text or ""
            else:
                _check_instruction(element.text or "")
        elif tag == "fldChar" and self.open:
            self._take_mark(_own(element, "fldCharType"))

    def _take_mark(self, mark):
        if mark == "separate":
            self.open[-1].goes_on = False
        elif mark == "end":
            words = self.open.pop().words
            _check_instruction(words)
            if self.open and self.open[-1].goes_on:
                self._take_inner(words)

    def _take_inner(self, words):
        """Take a field inside an instruction; refuse one that makes up the instruction's name."""
        shown = _quoted(words)
        outer = self.open[-1]
        if shown is None and not outer.words.strip():
            raise EditorialError(FIELD)
        outer.words += shown or words


@dataclass
class _Field:
    words: str = ""
    goes_on: bool = True  # until the mark that separates the instruction from its result


def _own(element, name):
    """Return an attribute by its local name, whatever its namespace."""
    return next((v for k, v in element.items() if etree.QName(k).localname == name), "")


def _quoted(words):
    """Return what a QUOTE field shows, with character codes read; None for another field."""
    name, *parts = words.split() or [""]
    if name.upper() != "QUOTE":
        return None
    return "".join(chr(int(part)) if CODE.fullmatch(part) else part.strip('"') for part in parts)


def _check_instruction(words):
    first = FIRST_WORD.match(words)
    name = first[1].upper() if first else ""
    if name in RUNS or (name in LOADS and DISTANT.search(words)):
        raise EditorialError(FIELD)
