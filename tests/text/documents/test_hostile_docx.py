"""Hostile and broken manuscripts: each ends in one sentence, and nothing is fetched."""

import io
import struct
import zipfile

import mammoth
import pytest
from lxml import html as lxml_html

from series.text.documents import docx_guard
from series.text.documents.docx import OwnFault, read_manuscript
from series.text.documents.docx_roles import DocxRoles
from series.text.markup.blocks import TextError
from tests.helpers.samples.docx_builder import (
    cell,
    docx,
    link,
    long_text,
    pack,
    paragraph,
    parts,
    picture,
    png,
    table,
    text,
)


def ordinary() -> bytes:
    return docx(
        paragraph("标题", style="a3"),
        paragraph(long_text(count=20)),
        table([cell("甲"), cell("乙")]),
        paragraph(picture("rPng", alt="图")),
        relations={"rPng": ("image", "media/image1.png")},
        extra={"word/media/image1.png": png()},
    )


def refused(data: bytes) -> str:
    with pytest.raises(TextError) as caught:
        read_manuscript(data)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#9;script:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
    ],
)
def test_hostile_link_keeps_only_its_words(address):
    members = parts(
        paragraph("前", link("点我", "rBad"), "后"), relations={"rBad": ("hyperlink", "X:")}
    )
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b'Target="X:"', f'Target="{address}"'.encode())
    manuscript = pack(members)
    assert (
        "<a href" in mammoth.convert_to_html(io.BytesIO(manuscript)).value
    )  # alone it lets them pass
    (block,) = read_manuscript(manuscript).blocks
    assert block.html == "<p>前点我后</p>"


def test_outside_picture_is_never_read(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(3, 3))
    relations = {"rOut": ("image", secret.as_uri())}
    manuscript = docx(
        paragraph(picture("rOut", alt="外部图", how="link")),
        paragraph(long_text()),
        relations=relations,
    )
    opened = mammoth.convert_to_html(io.BytesIO(manuscript), external_file_access=True)
    assert "data:image" in opened.value  # the file is there, and would be read if it were allowed
    source = read_manuscript(manuscript)
    assert source.images == ()
    assert "未随文保存的网络图片 1 幅：外部图" in source.skipped


def test_embedded_style_rules_are_ignored():
    manuscript = docx(
        paragraph("保密的话"), paragraph(long_text()), extra={"mammoth/style-map": b"p => !"}
    )
    assert mammoth.convert_to_html(io.BytesIO(manuscript)).value == ""
    assert read_manuscript(manuscript).blocks[0].text == "保密的话"


@pytest.mark.slow(reason="5 s: packs a gigabyte; archives that lie about their sizes stay")
def test_bomb_of_zeros():
    members = parts(paragraph(long_text()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        with archive.open("word/media/zeros.png", "w", force_zip64=True) as stream:
            for _ in range(1024):
                stream.write(bytes(1024 * 1024))
    bomb = buffer.getvalue()
    assert len(bomb) < 3 * 1024 * 1024
    assert refused(bomb) == docx_guard.TOO_LARGE


def lying(data: bytes, name: str, *, claimed: int) -> bytes:
    """The same archive, but its headers claim another unpacked size for one member."""
    data = bytearray(data)
    for signature, size_at, length_at, name_at in (
        (b"PK\x03\x04", 22, 26, 30),
        (b"PK\x01\x02", 24, 28, 46),
    ):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            length = struct.unpack_from("<H", data, at + length_at)[0]
            if data[at + name_at : at + name_at + length] == name.encode():
                struct.pack_into("<I", data, at + size_at, claimed)
    return bytes(data)


def test_lying_headers_gain_nothing():
    big = "word/media/big.png"
    honest = docx(paragraph(long_text()), extra={big: bytes(110 * 1024 * 1024)})
    assert refused(honest) == docx_guard.TOO_LARGE
    liar = lying(honest, big, claimed=1000)
    assert zipfile.ZipFile(io.BytesIO(liar)).getinfo(big).file_size == 1000
    assert refused(liar) in (docx_guard.TOO_LARGE, docx_guard.BROKEN)


def test_large_xml_part():
    assert (
        refused(docx(paragraph(long_text()), extra={"word/comments.xml": bytes(21 * 1024 * 1024)}))
        == docx_guard.TOO_LARGE
    )


def test_too_many_members():
    extra = {f"word/media/{number}.png": b"" for number in range(2100)}
    assert refused(docx(paragraph(long_text()), extra=extra)) == docx_guard.TOO_LARGE


ENTITY = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "甲"><!ENTITY b "&a;&a;&a;">]>'
)


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_are_refused_in_every_part(part, encoding):
    members = parts(paragraph(long_text()))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}{members[part].decode()}'
    assert refused(pack({**members, part: declared.encode(encoding)})) == docx_guard.HAS_ENTITIES


def test_entities_would_be_expanded_without_the_guard():
    members = parts(paragraph("换我"))
    document = ENTITY + members["word/document.xml"].decode().replace("换我", "&b;")
    manuscript = pack({**members, "word/document.xml": document.encode()})
    assert "甲甲甲" in mammoth.convert_to_html(io.BytesIO(manuscript)).value
    assert refused(manuscript) == docx_guard.HAS_ENTITIES


def test_definitions_in_a_part_without_an_xml_name():
    members = parts(paragraph(long_text()))
    members["word/main.bin"] = ENTITY.encode() + members["word/document.xml"]
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"document.xml", b"main.bin")
    assert refused(pack(members)) == docx_guard.HAS_ENTITIES


def test_deep_nesting():
    deep = "<w:smartTag>" * 3000 + text("深") + "</w:smartTag>" * 3000
    with pytest.raises(RecursionError):
        mammoth.convert_to_html(io.BytesIO(docx(paragraph(deep))))
    assert refused(docx(paragraph(deep))) == docx_guard.TOO_COMPLEX


def test_deepest_allowed_nesting_is_read():
    deep = "<w:smartTag>" * 140 + text("不算太深") + "</w:smartTag>" * 140
    assert read_manuscript(docx(paragraph(deep))).blocks[0].text == "不算太深"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), docx_guard.OLD_OR_LOCKED),
        (b"", docx_guard.NOT_WORD),
        (b"{\\rtf1 hello}", docx_guard.NOT_WORD),
        ("只是一段文字".encode(), docx_guard.NOT_WORD),
        (b"PK\x03\x04" + bytes(100), docx_guard.BROKEN),
    ],
)
def test_files_that_are_no_manuscript(data, sentence):
    assert refused(data) == sentence


def test_old_word_file_says_what_to_do():
    assert (
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        == "这是加密的或旧版 .doc 文件，请在 Word/WPS 中去掉密码、另存为 .docx 后再导入"
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_truncated(share):
    data = ordinary()
    assert refused(data[: int(len(data) * share)]) == docx_guard.BROKEN


def test_flipped_bytes_end_in_a_text_or_a_sentence():
    data = ordinary()
    for at in range(40, len(data), 53):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        assert "请" in outcome(bytes(broken))


ODD_FIELDS = [
    "SYMBOL 99999",
    "SYMBOL 55296 \\u",
    "SYMBOL 1",
    "SYMBOL",
    "LISTNUM NumberDefault \\l 9 \\s 9999",
    "EQ \\f(1",
    "EQ",
]
ODD_VALUES = ["", "abc", "-1", "99999999999", "9" * 5000, "٣", "D800", "110000", "%1%2"]


def field(code: str) -> str:
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:r><w:instrText>{code}</w:instrText></w:r>".join(marks)


@pytest.mark.parametrize("code", ODD_FIELDS)
def test_an_odd_field_is_no_damage(code):
    source = read_manuscript(docx(paragraph(long_text()), paragraph("字", field(code))))
    assert source.blocks[-1].text.startswith("字")


@pytest.mark.parametrize("value", ODD_VALUES)
def test_odd_values_of_attributes_are_no_damage(value):
    numbered = f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'
    size = f'<w:rPr><w:sz w:val="{value}"/></w:rPr><w:sym w:font="Wingdings" w:char="{value}"/>'
    body = f"<w:p><w:pPr>{numbered}</w:pPr><w:r>{size}<w:t>末段的字</w:t></w:r></w:p>"
    source = read_manuscript(docx(paragraph(long_text()), body))
    assert source.blocks[-1].text.endswith("末段的字")


def test_a_fault_of_ours_is_not_called_damage(monkeypatch):
    """The converter calls our code; decision 113. The control is every test of damage above."""

    def faulty(self, document):
        raise ValueError("ours")

    monkeypatch.setattr(DocxRoles, "assign", faulty)
    with pytest.raises(OwnFault):
        read_manuscript(ordinary())


def outcome(data: bytes) -> str:
    try:
        read_manuscript(data)
    except TextError as error:
        return str(error)
    return "请看：读出来了"


def test_without_main_part():
    members = parts(paragraph(long_text()))
    del members["word/document.xml"]
    assert refused(pack(members)) == docx_guard.NOT_WORD


def test_zip_with_password_flag():
    data = bytearray(docx(paragraph(long_text())))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + flags_at] |= 1
    assert refused(bytes(data)) == docx_guard.OLD_OR_LOCKED


def test_malformed_xml():
    members = parts(paragraph(long_text()))
    members["word/document.xml"] = members["word/document.xml"][:-10]
    assert refused(pack(members)) == docx_guard.BROKEN


def test_empty_document():
    assert refused(docx(paragraph(""))) == "这个 .docx 里没有正文，请检查是否选错了文件"


def test_html_written_as_text_stays_text():
    (block,) = read_manuscript(docx(paragraph(text("<script>alert(1)</script>&lt;")))).blocks
    assert block.text == "<script>alert(1)</script>&lt;"
    assert lxml_html.fragment_fromstring(block.html).xpath("//script") == []
