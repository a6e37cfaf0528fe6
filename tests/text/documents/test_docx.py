"""Word manuscripts: nothing of the text gets lost, nothing hostile gets in."""

import io
import re
import zipfile

import mammoth
import pytest

from series.text.documents.docx import read_manuscript
from series.text.markup import stored_html
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

RELATIONS = {
    "rLink": ("hyperlink", "https://www.example.cn/news?a=1&b=2"),
    "rPng": ("image", "media/image1.png"),
    "rEmf": ("image", "media/image2.emf"),
}
MEDIA = {
    "word/media/image1.png": png(),
    "word/media/image2.emf": b"\x01\x00\x00\x00EMF nothing else",
}
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("数据来自年度调查。")}</w:footnote>'
)


def rich() -> bytes:
    return docx(
        paragraph("座谈会纪要与展望", style="a3"),
        paragraph("——商会年度工作侧记", style="a4"),
        paragraph("　　" + long_text()),
        paragraph("工作回顾", style="1"),
        paragraph("走访企业", style="2"),
        paragraph("正文里有", text("加粗", bold=True), "和", link("一处链接", "rLink"), "。"),
        paragraph("服务清单", style="3"),
        paragraph("政策宣讲", number="1"),
        paragraph("融资对接", number="1"),
        paragraph("先走访", number="2"),
        paragraph("后汇总", number="2"),
        paragraph(text("来年打算", bold=True)),
        paragraph("打算如下", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。"),
        table(
            [cell("项目"), cell("场次", span=2)],
            [cell("宣讲", merge="restart"), cell("上半年"), cell("12")],
            [cell("", merge="continue"), cell("下半年"), cell("15")],
            header=True,
        ),
        paragraph(picture("rPng", alt="会场全景")),
        paragraph("图1 座谈会现场", style="a6"),
        paragraph(picture("rEmf", alt="组织结构图")),
        paragraph(
            "今年",
            f'<w:ins w:id="1" w:author="x">{text("新增")}</w:ins>',
            '<w:del w:id="2" w:author="x"><w:r><w:delText>删掉</w:delText></w:r></w:del>',
            "会员。",
        ),
        relations=RELATIONS,
        footnotes=FOOTNOTES,
        extra=MEDIA,
    )


@pytest.fixture(scope="module")
def source():
    return read_manuscript(rich())


def of_kind(source, kind):
    return [block for block in source.blocks if block.kind == kind]


def body(source):
    return "\n".join(block.html for block in source.blocks)


def test_title_and_subtitle(source):
    assert source.title == "座谈会纪要与展望"
    assert source.blocks[0].text == "——商会年度工作侧记"


def test_styles_and_bold_lines_become_headings(source):
    headings = [(block.kind, block.text) for block in source.blocks if block.kind.startswith("h")]
    assert headings == [
        ("h2", "工作回顾"),
        ("h3", "走访企业"),
        ("h4", "服务清单"),
        ("h2", "来年打算"),
    ]


def test_indentation_goes_and_bold_inside_a_paragraph_stays(source):
    assert source.blocks[1].text == long_text()
    assert "正文里有<strong>加粗</strong>和" in body(source)


def test_lists(source):
    assert [b.html for b in of_kind(source, "ul")] == [
        "<ul><li>政策宣讲</li><li>融资对接</li></ul>"
    ]
    assert [b.html for b in of_kind(source, "ol")] == ["<ol><li>先走访</li><li>后汇总</li></ol>"]


def test_merged_cells_of_a_table(source):
    (found,) = of_kind(source, "table")
    assert '<thead><tr><th>项目</th><th colspan="2">场次</th></tr></thead>' in found.html
    assert '<td rowspan="2">宣讲</td>' in found.html
    assert found.text.split("\n") == ["项目", "场次", "宣讲", "上半年", "12", "下半年", "15"]


def test_link_keeps_its_address(source):
    expected = '<a href="https://www.example.cn/news?a=1&amp;b=2" rel="noopener">一处链接</a>'
    assert expected in body(source)


def test_footnote_becomes_text(source):
    assert "打算如下<sup>[1]</sup>。" in body(source)
    assert source.blocks[-1].text == "[1] 数据来自年度调查。"
    assert "↑" not in body(source)


def test_picture_and_caption_become_a_figure(source):
    (image,) = source.images
    assert (image.data, image.content_type, image.alt) == (png(), "image/png", "会场全景")
    expected = f'<figure><img src="picture:{image.token}" alt="会场全景"><figcaption>图1 座谈会现场</figcaption></figure>'
    assert [b.html for b in of_kind(source, "figure")] == [expected]


def test_what_cannot_be_stored_is_named(source):
    assert "无法保存的图片 1 幅（EMF）" in source.skipped
    assert "修订中已删除的文字 1 处" in source.skipped


def test_insertions_stay_and_deletions_go(source):
    assert "今年新增会员。" in [block.text for block in source.blocks]
    assert "删掉" not in body(source)


def test_all_text_is_kept(source):
    written = re.findall(
        r"<w:t [^>]*>([^<]*)</w:t>",
        zipfile.ZipFile(io.BytesIO(rich())).read("word/document.xml").decode(),
    )
    kept = source.title + "".join(block.text for block in source.blocks)
    for piece in written:
        assert piece.strip(" 　") in kept


def test_result_is_clean(source):
    assert stored_html.clean(body(source)) == body(source)


@pytest.mark.parametrize("style", ["", "mid2"])
def test_centred_first_line_is_the_title(style):
    align = "" if style else "center"
    source = read_manuscript(
        docx(paragraph("携手同行 共话发展", style=style, align=align), paragraph(long_text()))
    )
    assert source.title == "携手同行 共话发展"
    assert [block.text for block in source.blocks] == [long_text()]


def sized(words, size):
    return paragraph(text(words, extra=f'<w:sz w:val="{size}"/>'), align="center")


def test_centred_lines_of_one_size_are_one_title():
    source = read_manuscript(
        docx(
            sized("携手同行", 44),
            sized("共话发展", 44),
            sized("——座谈侧记", 44),
            sized("2024年5月6日", 44),
            paragraph(long_text()),
        )
    )
    assert source.title == "携手同行 共话发展"
    assert [block.text for block in source.blocks[:2]] == ["——座谈侧记", "2024年5月6日"]


def test_centred_lines_above_a_subtitle_are_one_title():
    lines = [paragraph(words, align="center") for words in ("携手同行", "共话发展", "——侧记")]
    assert read_manuscript(docx(*lines, paragraph(long_text()))).title == "携手同行 共话发展"


def test_control_a_smaller_centred_line_is_text():
    source = read_manuscript(
        docx(sized("携手同行", 44), sized("某某商会", 28), paragraph(long_text()))
    )
    assert source.title == "携手同行"


def test_a_column_on_its_own_centred_line_takes_the_title_with_it():
    source = read_manuscript(
        docx(
            paragraph("【常商风采】", align="center"),
            paragraph("匠心筑梦", align="center"),
            paragraph(long_text()),
        )
    )
    assert source.title == "【常商风采】 匠心筑梦"


def test_first_line_without_sign_of_a_title_is_text():
    source = read_manuscript(docx(paragraph("只是普通的一行"), paragraph(long_text())))
    assert source.title == ""
    assert source.blocks[0].text == "只是普通的一行"


def test_single_first_heading_above_others_is_the_title():
    manuscript = docx(
        paragraph("全文的标题", style="1"),
        paragraph("第一节", style="2"),
        paragraph(long_text()),
        paragraph("第二节", style="2"),
    )
    source = read_manuscript(manuscript)
    assert source.title == "全文的标题"
    assert [b.text for b in of_kind(source, "h2")] == ["第一节", "第二节"]


def test_bold_signature_and_bold_sentences_are_no_headings():
    source = read_manuscript(
        docx(
            paragraph(text("这是一整句加粗的话。", bold=True)),
            paragraph(long_text()),
            paragraph(text("某某商会", bold=True)),
            paragraph(text("2024年1月", bold=True)),
        )
    )
    assert {block.kind for block in source.blocks} == {"p"}


def test_second_rank_of_bold_headings():
    source = read_manuscript(
        docx(
            paragraph(text("一、总体情况", bold=True)),
            paragraph(text("（一）会员", bold=True)),
            paragraph(long_text()),
        )
    )
    assert [block.kind for block in source.blocks] == ["h2", "h3", "p"]


def test_text_that_the_converter_alone_would_lose():
    box = paragraph("文本框里的话")
    lost = paragraph(
        f'<w:fldSimple w:instr="DATE">{text("二〇二四年")}</w:fldSimple>',
        "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>",
        f"<w:r><w:ruby><w:rt>{text('cháng')}</w:rt><w:rubyBase>{text('常')}</w:rubyBase></w:ruby></w:r>",
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
    )
    manuscript = docx(lost)
    bare = mammoth.convert_to_html(io.BytesIO(manuscript)).value
    assert all(words not in bare for words in ("二〇二四年", "a+b=c", "常", "文本框里的话"))
    words = "\n".join(block.text for block in read_manuscript(manuscript).blocks)
    assert words == "二〇二四年a+b=c常\n文本框里的话"


def test_picture_without_its_relation_does_not_stop_the_text():
    manuscript = docx(paragraph(picture("rGone", alt="丢了")), paragraph(long_text()))
    with pytest.raises(KeyError):
        mammoth.convert_to_html(io.BytesIO(manuscript))
    assert [block.text for block in read_manuscript(manuscript).blocks] == [long_text()]


def test_main_part_under_another_name():
    members = parts(paragraph(long_text()))
    members["word/document2.xml"] = members.pop("word/document.xml")
    members["word/_rels/document2.xml.rels"] = members.pop("word/_rels/document.xml.rels")
    members["_rels/.rels"] = members["_rels/.rels"].replace(
        b"word/document.xml", b"/word/document2.xml"
    )
    assert read_manuscript(pack(members)).blocks[0].text == long_text()


def test_table_caption_above_the_table():
    source = read_manuscript(
        docx(
            paragraph("表1 场次", style="a5"),
            table([cell("甲"), cell("乙")]),
            paragraph(long_text()),
        )
    )
    assert source.blocks[0].html.startswith("<table><caption>表1 场次</caption>")


@pytest.mark.parametrize("size", [0, 44])
def test_an_official_title_in_centred_lines_is_joined_without_blanks(size):
    lines = ("示例市工商业联合会关于开展", "会员走访工作的通知")
    written = [sized(line, size) if size else paragraph(line, align="center") for line in lines]
    source = read_manuscript(docx(*written, paragraph(long_text())))
    assert source.title == "示例市工商业联合会关于开展会员走访工作的通知"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("IMG_2034", ""), ("微信图片_20250312101530", ""), ("descript", ""), ("车间里", "车间里")],
)
def test_a_machines_description_is_no_alternative_text(written, kept):
    source = read_manuscript(
        docx(
            paragraph(long_text()),
            paragraph(picture("rPng", alt=written)),
            relations=RELATIONS,
            extra=MEDIA,
        )
    )
    assert source.images[0].alt == kept
    assert f'alt="{kept}"' in body(source)


def test_who_speaks_is_no_part_of_a_finished_title():
    lines = ("在会员走访启动仪式上的讲话", "示例市工商联主席　王某山")
    source = read_manuscript(
        docx(*(paragraph(line, align="center") for line in lines), paragraph(long_text()))
    )
    assert source.title == lines[0]
    assert source.blocks[0].text == lines[1]


def test_a_smaller_line_above_the_title_is_the_kicker():
    source = read_manuscript(
        docx(sized("两个健康进车间", 28), sized("会员走进工厂", 44), paragraph("会员办事。"))
    )
    assert (source.kicker, source.title) == ("两个健康进车间", "会员走进工厂")


def test_an_organization_above_the_title_issued_the_text():
    source = read_manuscript(
        docx(sized("示例市工商联", 28), sized("会员走进工厂", 44), paragraph("会员办事。"))
    )
    assert (source.kicker, source.title, source.source) == ("", "会员走进工厂", "示例市工商联")


@pytest.mark.parametrize("sizes", [(44, 44), (44, 28)])
def test_control_lines_of_one_size_or_a_smaller_one_below_are_no_kicker(sizes):
    lines = [sized(*pair) for pair in zip(("会员走进工厂", "听意见办实事"), sizes, strict=True)]
    source = read_manuscript(docx(*lines, paragraph("来源：示例日报"), paragraph("会员办事。")))
    assert source.kicker == ""
    assert source.title.startswith("会员走进工厂")


def test_letters_of_a_cover_are_one_line():
    lines = [sized(letter, 44) for letter in "策划书"]
    source = read_manuscript(docx(*lines, sized("会员走进工厂", 44), paragraph("会员办事。")))
    assert source.title == "策划书 会员走进工厂"
