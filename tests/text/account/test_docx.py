"""The words of a Word package, from all its parts, each with its kind."""

import pytest

from series.text.account.docx import docx_witness
from tests.helpers.samples import docx_builder as word

HIDDEN = "<w:vanish/>"
FALLBACK = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    f"{word.paragraph('框里的话')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
    f"<w:pict><w:txbxContent>{word.paragraph('框里的话')}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def segments(*body, **options):
    found = docx_witness(word.docx(*body, **options)).segments
    return [(segment.text, segment.kind) for segment in found]


def part(name, inside):
    return f'<w:{name} xmlns:w="{word.W}">{inside}</w:{name}>'.encode()


def test_paragraphs_are_words_without_a_kind():
    assert segments(word.paragraph("第一段", "接着说"), word.paragraph("第二段")) == [
        ("第一段接着说", ""),
        ("第二段", ""),
    ]


@pytest.mark.parametrize(
    ("run", "kind"),
    [
        (word.text("内部", extra=HIDDEN), "隐藏文字"),
        (word.text("看得见", extra='<w:vanish w:val="0"/>'), ""),
        ("<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>", "修订中已删除的文字"),
        (f"<w:moveFrom>{word.text('移走')}</w:moveFrom>", "修订中移走的文字"),
        (f"<w:moveTo>{word.text('移来')}</w:moveTo>", ""),
        (f"<w:ins>{word.text('插入')}</w:ins>", ""),
        ("<w:r><w:instrText>域 代码</w:instrText></w:r>", "域代码"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{word.text('单击此处输入')}</w:sdtContent></w:sdt>",
            "占位提示",
        ),
        (f"<w:hyperlink>{word.text('链接')}</w:hyperlink>", ""),
        ("<m:oMath><m:r><m:t>公式甲</m:t></m:r></m:oMath>", ""),
    ],
)
def test_kinds_of_runs(run, kind):
    ((_, found),) = segments(word.paragraph(run))
    assert found == kind


def test_a_text_box_is_counted_once():
    assert segments(word.paragraph("正文"), f"<w:p>{FALLBACK}</w:p>") == [
        ("正文", ""),
        ("框里的话", ""),
    ]


def test_other_parts_of_the_package_are_read():
    extra = {
        "word/header1.xml": part("hdr", word.paragraph("页眉的话")),
        "word/footer2.xml": part("ftr", word.paragraph("页脚的话")),
        "word/footnotes.xml": part(
            "footnotes", f"<w:footnote>{word.paragraph('脚注的话')}</w:footnote>"
        ),
        "word/comments.xml": part(
            "comments", f"<w:comment>{word.paragraph('批注的话')}</w:comment>"
        ),
        "word/charts/chart1.xml": "<c><t>图例的话</t></c>".encode(),
    }
    found = segments(word.paragraph("正文"), extra=extra)
    assert dict(found) == {
        "正文": "",
        "页眉的话": "页眉",
        "页脚的话": "页脚",
        "脚注的话": "",
        "批注的话": "批注",
        "图例的话": "图表、图形中的文字",
    }


def test_documents_inside_the_text_are_read():
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rIdA" Type="{word.RELATION}/aFChunk" Target="inner.html"/></Relationships>'
    )
    extra = {
        "word/inner.html": "<html><body><p>外嵌的话</p></body></html>".encode(),
        "word/_rels/document.xml.rels": relation.encode(),
    }
    assert ("外嵌的话", "") in segments(word.paragraph("正文"), extra=extra)


def test_an_embedded_web_archive_is_decoded():
    page = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
    page += "Content-Transfer-Encoding: quoted-printable\n\n<p>=E4=BC=9A=E5=91=98</p>\n"
    found = segments(
        word.paragraph("正文"),
        '<w:altChunk r:id="c"/>',
        relations={"c": ("aFChunk", "a.mht")},
        extra={"word/a.mht": page.encode()},
    )
    assert [text.strip() for text, _ in found] == ["正文", "会员"]
