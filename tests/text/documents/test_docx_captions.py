"""Captions in manuscripts, which nobody gives Word's own style."""

import pytest

from series.text.documents.docx import read_manuscript
from series.text.recognition import published
from tests.helpers.samples.docx_builder import docx, long_text, paragraph, picture, png, text

IMAGE = paragraph(picture("rPng"))
CENTRED_IMAGE = paragraph(picture("rPng"), align="center")


def manuscript(*body):
    title = paragraph("会员走访工作办法", align="center")
    data = docx(
        *(title, paragraph(long_text()), *body, paragraph(long_text())),
        relations={"rPng": ("image", "media/image1.png")},
        extra={"word/media/image1.png": png()},
    )
    return read_manuscript(data)


def captions(source):
    found = [block.html for block in source.blocks if block.kind == "figure"]
    return [html.partition("<figcaption>")[2].partition("</figcaption>")[0] for html in found]


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        (
            [IMAGE, paragraph(text("图为会员在车间（王某摄）", bold=True), align="center")],
            "图为会员在车间（王某摄）",
        ),
        ([CENTRED_IMAGE, paragraph("活动现场", align="center")], "活动现场"),
        ([IMAGE, paragraph("图1 走访组在车间（王强 摄）")], "图1 走访组在车间（王强 摄）"),
        ([IMAGE, paragraph(text("会员代表参观展厅 王某摄", bold=True))], "会员代表参观展厅 王某摄"),
        ([paragraph("▼ 会员参观展厅"), IMAGE], "▼ 会员参观展厅"),
        ([IMAGE, "<w:p/>", paragraph("市工商联供图", align="center")], "市工商联供图"),
        (
            [paragraph(picture("rPng"), "<w:r><w:br/></w:r>", text("图为会员在车间"))],
            "图为会员在车间",
        ),
    ],
)
def test_a_caption_stands_under_its_picture(body, caption):
    source = manuscript(*body)
    assert captions(source) == [caption]
    assert f'alt="{caption}"' in "".join(block.html for block in source.blocks)
    read = published.recognise(source)
    assert (read.headline, read.headings, read.han_equal) == ("会员走访工作办法", (), True)


def test_control_a_heading_under_a_picture_stays_one():
    source = manuscript(IMAGE, paragraph(text("一、看现场", bold=True)))
    assert captions(source) == [""]
    assert published.recognise(source).headings == ("一、看现场",)
