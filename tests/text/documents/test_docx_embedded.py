"""Documents inside a Word document are read or named; signs of symbol fonts are characters."""

import pytest

from series.text.documents.docx import read_manuscript
from series.text.markup.blocks import TextError
from tests.helpers.samples.docx_builder import (
    CONTENT_TYPES,
    RELATION,
    docx,
    pack,
    paragraph,
    text,
)
from tests.helpers.samples.docx_numbering import style, styles

ONE, TWO, INNER = (
    "秘书处把意见汇总成三张清单。",
    "工作组在四月底之前逐条答复。",
    "会员们说清单要见底。",
)
CHUNK = '<w:altChunk r:id="rA"/>'
MHT = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    '--b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
    f"<html><body><p>{INNER}</p></body></html>\n--b--\n"
)


def read(*body, target="afchunk.html", kind="aFChunk", content=b"", extra=None):
    members = {f"word/{target}": content} if content else {}
    return read_manuscript(
        docx(*body, relations={"rA": (kind, target)}, extra={**members, **(extra or {})})
    )


def words(source):
    return "\n".join(block.text for block in source.blocks)


@pytest.mark.parametrize(
    ("target", "content"),
    [
        (
            "a.html",
            f"<html><head><title>题</title></head><body><p>{INNER}</p></body></html>".encode(),
        ),
        ("a.htm", f'<meta charset="gbk"><div>{INNER}</div>'.encode("gbk")),
        ("a.xhtml", f'<?xml version="1.0"?><html><body><p>{INNER}</p></body></html>'.encode()),
        ("a.txt", INNER.encode()),
        ("a.txt", INNER.encode("gb18030")),
        ("a.mht", MHT.encode()),
        ("a.dat", MHT.encode()),
        ("a.docx", docx(paragraph(INNER))),
    ],
)
def test_an_embedded_document_is_read_in_its_place(target, content):
    source = read(paragraph(ONE), CHUNK, paragraph(TWO), target=target, content=content)
    assert words(source) == f"{ONE}\n{INNER}\n{TWO}"
    assert source.skipped == ()


def test_a_subdocument_that_the_file_holds_is_read():
    source = read(
        paragraph(ONE),
        '<w:subDoc r:id="rA"/>',
        target="sub.docx",
        kind="subDocument",
        content=docx(paragraph(INNER)),
    )
    assert words(source) == f"{ONE}\n{INNER}"


def test_an_embedded_documents_own_hidden_text_and_numbers():
    hidden = text("内部", extra="<w:vanish/>")
    inner = docx(paragraph(INNER, hidden))
    source = read(paragraph(ONE), CHUNK, target="a.docx", content=inner)
    assert words(source) == f"{ONE}\n{INNER}"
    assert source.skipped == ("隐藏文字 1 处：内部",)


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("a.rtf", b"{\\rtf1 abc}"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.html", b""),
        ("http://example.cn/a.html", b""),
    ],
)
def test_what_cannot_be_read_is_named(target, content):
    source = read(paragraph(ONE), CHUNK, paragraph(TWO), target=target, content=content)
    assert words(source) == f"{ONE}\n{TWO}"
    assert source.skipped == (f"没有读入的嵌入文档 1 处：{target.rpartition('/')[2]}",)


def test_a_subdocument_outside_the_file_is_named():
    source = read(
        paragraph(ONE), '<w:subDoc r:id="rA"/>', target="file:///D:/第二章.docx", kind="subDocument"
    )
    assert source.skipped == ("没有读入的子文档 1 处：第二章.docx",)


def test_an_embedded_document_with_scripts_is_clean():
    hostile = f"<p onclick=x>{INNER}</p><script>alert(1)</script><img src=x onerror=y>".encode()
    source = read(paragraph(ONE), CHUNK, content=hostile)
    assert [block.html for block in source.blocks] == [f"<p>{ONE}</p>", f"<p>{INNER}</p>"]
    assert source.skipped == ("嵌入文档里的图片 1 处：afchunk.html",)


def test_documents_inside_each_other_end_somewhere():
    inner = docx(paragraph(INNER))
    for _ in range(4):
        inner = docx(
            paragraph(ONE),
            CHUNK,
            relations={"rA": ("aFChunk", "a.docx")},
            extra={"word/a.docx": inner},
        )
    source = read_manuscript(inner)
    assert words(source) == "\n".join([ONE] * 3)
    assert source.skipped == ("没有读入的嵌入文档 1 处：a.docx",)


def symbol(font, code):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def in_font(words, font):
    return text(words, extra=f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("run", "sign"),
    [
        (symbol("Wingdings", "F0FE"), "☑"),
        (symbol("Wingdings", "00A8"), "☐"),
        (symbol("Wingdings 2", "F052"), "☑"),
        (symbol("Wingdings 2", "F0A3"), "☐"),
        (symbol("Wingdings 3", "F07D"), "▶"),
        (symbol("Webdings", "F061"), "✔"),
        (symbol("Symbol", "F0B3"), "≥"),
        (symbol("宋体", "2713"), "✓"),
        (in_font("l", "Wingdings"), "●"),
        (in_font("\uf06e", "Wingdings"), "■"),
        (in_font("à", "Wingdings"), "→"),
        (in_font("R", "Wingdings 2"), "☑"),
        (text("þ", extra='<w:rFonts w:ascii="Wingdings"/>'), "☑"),
        (text("l", extra='<w:rStyle w:val="w"/>'), "●"),
    ],
)
def test_signs(run, sign):
    sheet = styles(
        style("w", "符号", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>', kind="character")
    )
    source = read_manuscript(docx(paragraph(run, "参加"), extra={"word/styles.xml": sheet}))
    assert words(source) == f"{sign}参加"
    assert source.skipped == ()


def test_control_letters_in_other_fonts_and_han_in_a_symbol_font():
    source = read_manuscript(docx(paragraph(in_font("l", "Arial"), in_font("参加n", "Wingdings"))))
    assert words(source) == "l参加■"


def test_a_symbol_that_nobody_knows_is_named():
    source = read_manuscript(docx(paragraph("见", symbol("某字体", "F0E1"))))
    assert words(source) == "见"
    assert source.skipped == ("无法识别的符号 1 处：某字体 F0E1",)


def test_letter_art_is_text():
    art = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:textpath string="示例市工商业联合会"/></v:shape></w:pict></w:r>'
    )
    assert (
        words(read_manuscript(docx(paragraph(art), paragraph(ONE)))) == f"示例市工商业联合会\n{ONE}"
    )


def test_a_fallback_without_words_does_not_hide_the_choice():
    box = f"<wps:txbx><w:txbxContent>{paragraph(INNER)}</w:txbxContent></wps:txbx>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f"<a:graphicData><wps:wsp>{box}</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert words(read_manuscript(docx(paragraph(ONE, both)))) == f"{ONE}\n{INNER}"


def other_office(main, root):
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{RELATION}/officeDocument" Target="{main}"/></Relationships>'
    )
    return pack({"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": relation, main: f"<{root}/>"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (other_office("xl/workbook.xml", "workbook"), "而是Excel 工作簿"),
        (other_office("ppt/presentation.xml", "presentation"), "而是PPT 演示文稿"),
        (pack({"content.xml": "<a/>", "mimetype": "x"}), "而是OpenDocument 文件"),
        (pack({"a.txt": "x"}), "另存为 .docx"),
    ],
)
def test_another_files_that_was_renamed(data, said):
    with pytest.raises(TextError, match="这不是 Word 文档") as caught:
        read_manuscript(data)
    assert said in str(caught.value)
