"""Office files, archives and pictures made byte by byte: good ones, and ones with something hidden."""

import io
import struct
import zipfile
import zlib

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PROGRAM = b"MZ\x90\0" + bytes(60)
CODE = b"<script>alert(1)</script>"


def zipped(parts, *, stored=False):
    """A .zip of {name: bytes or text}."""
    out = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body="<w:p><w:r><w:t>通知</w:t></w:r></w:p>", **more):
    return zipped(docx_parts(body, **more))


def docx_parts(body="", *, parts=None, relations="", types=""):
    xml = f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'
    return {
        "[Content_Types].xml": TYPES.format(types),
        "word/document.xml": xml,
        "word/_rels/document.xml.rels": relationships(relations),
        **(parts or {}),
    }


def xlsx(cells="<c><v>1</v></c>", *, parts=None, relations="", types="", workbook=""):
    sheet = f'<worksheet xmlns="{X}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(types),
            "xl/workbook.xml": f'<workbook xmlns="{X}">{workbook}</workbook>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/_rels/workbook.xml.rels": relationships(relations),
            **(parts or {}),
        }
    )


def pptx(shape="", *, parts=None, relations=""):
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(""),
            "ppt/presentation.xml": "<presentation/>",
            "ppt/slides/slide1.xml": f'<sld xmlns:a="{a}">{shape}</sld>',
            "ppt/slides/_rels/slide1.xml.rels": relationships(relations),
            **(parts or {}),
        }
    )


def relationships(inside):
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inside}</Relationships>'


def relation(kind, target, *, outside=False):
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def content_type(name):
    return f'<Override PartName="/x" ContentType="application/vnd.{name}+xml"/>'


def field(*instruction):
    """A field of Word whose instruction stands in these runs; a run may be a field itself."""
    return f"{mark('begin')}{''.join(map(_run, instruction))}{mark('separate')}{mark('end')}"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _run(words):
    if words.startswith("<"):
        return words
    escaped = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f"<w:r><w:instrText>{escaped}</w:instrText></w:r>"


def drawn(kind, size=(40, 30), **options):
    """A picture of this format with different points."""
    image = Image.frombytes("RGB", size, bytes(i * 7 % 251 for i in range(size[0] * size[1] * 3)))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg_with(marker, payload):
    """A JPEG with one more segment behind its beginning."""
    data = drawn("JPEG")
    return (
        data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload + data[2:]
    )


def png_with(name, payload):
    """A PNG with one more chunk behind its header."""
    data, end = drawn("PNG"), 33
    return data[:end] + _chunk(name, payload) + data[end:]


def uncompressed_png(points, *, size):
    """A PNG in which these bytes of RGB stand as they are."""
    width, height = size
    rows = b"".join(b"\0" + points[at * width * 3 :][: width * 3] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name, payload):
    end = struct.pack(">I", zlib.crc32(name + payload))
    return struct.pack(">I", len(payload)) + name + payload + end


def gif_with(extension):
    """A GIF with one more extension before its first frame; its bytes end with a zero block."""
    data = drawn("GIF")
    at = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    return data[:at] + extension + data[at:]


def blocks(payload):
    """The payload as the length-prefixed blocks of a GIF."""
    pieces = [payload[at : at + 255] for at in range(0, len(payload), 255)]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces) + b"\0"
