"""Builds .docx files from plain XML, so that every byte of a test's manuscript is in sight."""

import io
import struct
import zipfile
import zlib
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
STYLES = {
    "1": "heading 1", "2": "heading 2", "3": "标题 3", "a3": "Title", "a4": "Subtitle", "a5": "caption", "a6": "题注",
}  # fmt: skip


def text(words: str, *, bold: bool = False, extra: str = "") -> str:
    marks = ("<w:b/>" if bold else "") + extra
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", align: str = "", number: str = "") -> str:
    """A paragraph; a run without markup is written as plain text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += (
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    )
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    inside = "".join(run if run.startswith("<") else text(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def link(words: str, relation: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{text(words)}</w:hyperlink>'


def picture(relation: str, *, alt: str = "", how: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{escape(alt)}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:{how}="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def cell(words: str, *, span: int = 0, merge: str = "") -> str:
    properties = f'<w:gridSpan w:val="{span}"/>' if span else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words) if words else '<w:p/>'}</w:tc>"


def table(*rows: list[str], header: bool = False) -> str:
    def row(number: int, cells: list[str]) -> str:
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and number == 0 else ""
        return f"<w:tr>{head}{''.join(cells)}</w:tr>"

    return f"<w:tbl>{''.join(row(*pair) for pair in enumerate(rows))}</w:tbl>"


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\x00" + b"\x7f\x20\x10" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def parts(
    *body: str, relations: dict[str, tuple[str, str]] | None = None, footnotes: str = ""
) -> dict[str, bytes]:
    """The members of a manuscript. `relations` maps an id to (kind, target); a target with a
    scheme is an external one."""
    known = dict(relations or {})
    if footnotes:
        known["rIdNotes"] = ("footnotes", "footnotes.xml")
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(known),
        "word/styles.xml": _styles(),
        "word/numbering.xml": NUMBERING,
    }
    if footnotes:
        members["word/footnotes.xml"] = f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>"
    return {name: part.encode() for name, part in members.items()}


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for key, (kind, target) in relations.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(lines)}</Relationships>"
    )


def _styles() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    centred = (
        '<w:style w:type="paragraph" w:styleId="mid"><w:name w:val="居中"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="mid2"><w:name w:val="居中二"/><w:basedOn w:val="mid"/></w:style>'
    )
    return f'<w:styles xmlns:w="{W}">{styles}{centred}</w:styles>'


def pack(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(*body: str, extra: dict[str, bytes] | None = None, **more) -> bytes:
    """A whole manuscript; `extra` adds or replaces members."""
    return pack({**parts(*body, **more), **(extra or {})})


def long_text(*, count: int = 3) -> str:
    return "".join(
        f"这是第{number}句用来充当正文的话，讲的是会员企业的一次座谈。"
        for number in range(1, count + 1)
    )
