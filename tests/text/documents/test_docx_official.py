"""Red-head documents in Word: paragraphs, tables, text boxes and pictures."""

from datetime import date

from series.text.documents.docx import read_manuscript
from series.text.recognition.published import recognise
from tests.helpers.samples.docx_builder import cell, docx, paragraph, picture, png, table, text

BODY = "三月十日，三十多位会员走进两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处。"
BREAK = "<w:r><w:br/></w:r>"


def centred(words, **more):
    return paragraph(words, align="center", **more)


def lines(source):
    return [block.text for block in source.blocks]


def test_a_table_layout_of_wps():
    source = read_manuscript(
        docx(
            table([cell("000012"), cell("特急")]),
            table(
                [cell("中共示例市委统战部"), cell("文件")], [cell("示例市工商业联合会"), cell("")]
            ),
            table([cell("示工商联〔2025〕8号"), cell("签发人：王某山")]),
            centred("关于印发《会员走访"),
            centred("工作办法》的通知"),
            paragraph("各区商会："),
            paragraph(BODY),
            paragraph("示例市工商业联合会", align="right"),
            paragraph("2025年3月12日", align="right"),
            table(
                [cell("抄送：市委统战部。", span=2)],
                [cell("示例市工商业联合会办公室"), cell("2025年3月13日印发")],
            ),
        )
    )
    assert source.title == "关于印发《会员走访工作办法》的通知"
    assert lines(source) == ["各区商会：", BODY, "示例市工商业联合会", "2025年3月12日"]
    assert source.published_on == date(2025, 3, 12)
    assert source.skipped == (
        "份号、密级和紧急程度：000012 特急",
        "发文机关标志：中共示例市委统战部 文件 示例市工商业联合会",
        "发文字号：示工商联〔2025〕8号",
        "签发人：王某山",
        "抄送：市委统战部。",
        "印发：示例市工商业联合会办公室 2025年3月13日印发",
    )


def test_lines_that_are_broken_inside_one_paragraph():
    title = paragraph(
        text("示例市工商业联合会关于开展"), BREAK, text("会员走访工作的通知"), align="center"
    )
    source = read_manuscript(
        docx(centred("示例市工商业联合会文件"), centred("示工商联〔2025〕8号"), title,
             paragraph("各区商会："), paragraph(BODY))
    )  # fmt: skip
    assert source.title == "示例市工商业联合会关于开展会员走访工作的通知"
    assert lines(source) == ["各区商会：", BODY]


def test_a_mark_in_letter_art_and_a_title_in_a_style():
    art = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:textpath string="示例市工商业联合会文件"/></v:shape></w:pict></w:r>'
    )
    source = read_manuscript(
        docx(
            paragraph(art),
            centred("示工商联〔2025〕8号"),
            paragraph("关于走访会员的通知", style="a3"),
            paragraph("各区商会："),
            paragraph(BODY),
        )
    )
    assert source.title == "关于走访会员的通知"
    assert lines(source) == ["各区商会：", BODY]


def test_a_picture_beside_the_mark_stays():
    source = read_manuscript(
        docx(
            paragraph("示例市工商业联合会文件", picture("rPng", alt="会徽"), align="center"),
            centred("示工商联〔2025〕8号"),
            centred("关于走访会员的通知"),
            paragraph("各区商会："),
            paragraph(BODY),
            relations={"rPng": ("image", "media/a.png")},
            extra={"word/media/a.png": png()},
        )
    )
    assert source.title == "关于走访会员的通知"
    assert [image.alt for image in source.images] == ["会徽"]
    assert [block.kind for block in source.blocks] == ["figure", "p", "p"]


def test_the_recognised_text_has_the_fields_and_no_frame():
    source = read_manuscript(
        docx(
            centred("示例市工商业联合会文件"),
            centred("示工商联〔2025〕8号"),
            centred("关于走访会员的通知"),
            paragraph("各区商会："),
            paragraph("一、走访的范围", style="1"),
            paragraph(BODY),
            paragraph("附件：1. 报名回执"),
            paragraph("示例市工商业联合会", align="right"),
            paragraph("2025年3月12日", align="right"),
            paragraph("抄送：市委统战部。"),
            paragraph("示例市工商业联合会办公室　2025年3月12日印发"),
        )
    )
    read = recognise(source)
    assert (read.headline, read.source) == ("关于走访会员的通知", "示例市工商业联合会")
    assert (read.published_on, read.headings) == (date(2025, 3, 12), ("一、走访的范围",))
    assert "抄送" not in read.body
    assert "印发" not in read.body
    assert "附件：1. 报名回执" in read.body
    assert read.han_equal


def test_a_source_that_the_text_names_is_better_than_the_signature():
    source = read_manuscript(
        docx(
            centred("关于走访会员的通知"),
            paragraph("来源：示例日报　2025年3月20日"),
            paragraph("各区商会："),
            paragraph(BODY),
            paragraph("示例市工商业联合会"),
            paragraph("2025年3月12日"),
            paragraph("抄送：市委统战部"),
        )
    )
    read = recognise(source)
    assert (read.headline, read.source) == ("关于走访会员的通知", "示例日报")
    assert read.published_on == date(2025, 3, 20)


def test_a_whole_document_inside_one_cell():
    inside = (
        centred("示例市工商业联合会文件"),
        centred("示工商联〔2025〕8号"),
        centred("关于走访会员的通知"),
        paragraph("各区商会："),
        paragraph(BODY),
        paragraph("抄送：市委统战部"),
    )
    frame = f"<w:tbl><w:tr><w:tc><w:tcPr/>{''.join(inside)}</w:tc></w:tr></w:tbl>"
    source = read_manuscript(docx(frame))
    assert source.title == "关于走访会员的通知"
    assert lines(source) == ["各区商会：", BODY]


def test_control_a_table_of_one_column_stays_a_table():
    source = read_manuscript(docx(paragraph(BODY), table([cell("甲")], [cell("乙")], [cell("丙")])))
    assert [block.kind for block in source.blocks] == ["p", "table"]
