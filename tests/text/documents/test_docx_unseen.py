"""What a reader of the Word document did not see or nobody filled in: left out, and named."""

from html import escape

import pytest

from series.text.documents.docx import read_manuscript
from tests.helpers.samples.docx_builder import cell, docx, paragraph, table, text
from tests.helpers.samples.docx_numbering import style, styles

ONE, TWO = "秘书处把意见汇总成三张清单。", "工作组在四月底之前逐条答复。"
SECRET = "（内部提示：此段不外发）"
VANISH = "<w:vanish/>"


def read(*body, style_parts=(), defaults="", **more):
    extra = more.pop("extra", {})
    if style_parts or defaults:
        extra = {**extra, "word/styles.xml": styles(*style_parts, defaults=defaults)}
    return read_manuscript(docx(*body, extra=extra, **more))


def words(source):
    return "\n".join(block.text for block in source.blocks)


def run_style(words, key):
    return text(words, extra=f'<w:rStyle w:val="{key}"/>')


@pytest.mark.parametrize(
    "switch",
    [
        "<w:vanish/>",
        '<w:vanish w:val="1"/>',
        '<w:vanish w:val="true"/>',
        "<w:webHidden/>",
        "<w:vanish/><w:specVanish/>",
    ],
)
def test_a_hidden_run(switch):
    source = read(paragraph(ONE, text(SECRET, extra=switch), TWO))
    assert words(source) == ONE + TWO
    assert source.skipped == (f"隐藏文字 1 处：{SECRET}",)


@pytest.mark.parametrize("switch", ['<w:vanish w:val="0"/>', '<w:vanish w:val="false"/>', "<w:b/>"])
def test_control_a_run_that_is_not_hidden(switch):
    source = read(paragraph(ONE, text(SECRET, extra=switch)))
    assert SECRET in words(source)
    assert source.skipped == ()


HIDES = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(SECRET, style="h"),
        paragraph(SECRET, style="h2"),
        paragraph(run_style(SECRET, "c")),
    ],
)
def test_text_hidden_by_a_style(hidden):
    source = read(
        paragraph(ONE),
        hidden,
        style_parts=(
            style("h", "内部", HIDES),
            style("h2", "内部二", based="h"),
            style("c", "内部字", HIDES, kind="character"),
        ),
    )
    assert words(source) == ONE
    assert source.skipped == (f"隐藏文字 1 处：{SECRET}",)


def test_two_styles_that_hide_show_the_text_and_a_run_switches_it_on():
    source = read(
        paragraph(run_style(ONE, "c"), style="h"),
        paragraph(text(TWO, extra='<w:vanish w:val="0"/>'), style="h"),
        style_parts=(style("h", "内部", HIDES), style("c", "内部字", HIDES, kind="character")),
    )
    assert words(source) == f"{ONE}\n{TWO}"


def test_text_hidden_by_the_defaults_of_the_document():
    shown = text(ONE, extra='<w:vanish w:val="0"/>')
    source = read(paragraph(shown), paragraph(SECRET), defaults=VANISH)
    assert words(source) == ONE
    assert f"隐藏文字 1 处：{SECRET}" in source.skipped


def test_a_hidden_paragraph_mark_hides_no_words():
    marked = paragraph(ONE).replace("</w:pPr>", f"<w:rPr>{VANISH}</w:rPr></w:pPr>")
    assert words(read(marked, paragraph(TWO))) == f"{ONE}\n{TWO}"


def test_hidden_text_in_a_table_a_note_and_a_link():
    row = table([cell("甲"), cell("乙")], [cell("丙"), cell("丁")])
    row = row.replace("<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:t xml:space=\"preserve\">丙",
        "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:t xml:space=\"preserve\">丙")  # fmt: skip
    linked = f'<w:hyperlink w:anchor="x">{text(SECRET, extra=VANISH)}</w:hyperlink>'
    note = f'<w:footnote w:id="2">{paragraph("注", text("暗", extra=VANISH))}</w:footnote>'
    source = read(
        paragraph(ONE, linked, '<w:r><w:footnoteReference w:id="2"/></w:r>'), row, footnotes=note
    )
    assert SECRET not in words(source)
    assert "丙" not in words(source)
    assert source.blocks[-1].text == "[1] 注"
    assert source.skipped == (f"隐藏文字 3 处：丙 丁、{SECRET}、暗",)


def test_neighbouring_hidden_runs_are_named_as_one():
    pieces = (text("内部", extra=VANISH), text("提示", extra=VANISH))
    assert read(paragraph(ONE, *pieces)).skipped == ("隐藏文字 1 处：内部提示",)


def test_a_hidden_picture():
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        f'style="position:absolute; visibility: hidden"><v:textbox><w:txbxContent>{paragraph(SECRET)}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    source = read(paragraph(ONE, shape))
    assert words(source) == ONE
    assert source.skipped == (f"隐藏文字 1 处：{SECRET}",)


def mark(kind, inside=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def complex_field(instruction, result="", *, inside=""):
    shown = mark("separate") + result if result else ""
    return (
        f"{mark('begin', inside)}<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        f"{shown}{mark('end')}"
    )


def simple_field(instruction, result):
    return f'<w:fldSimple w:instr=" {escape(instruction)} ">{result}</w:fldSimple>'


def toc_line(words, page, style=""):
    inner = text(words) + "<w:r><w:tab/></w:r>" + complex_field("PAGEREF _Toc1", text(page))
    return f'<w:hyperlink w:anchor="_Toc1">{inner}</w:hyperlink>'


BODY = (
    paragraph("一、范围", style="1"),
    paragraph(ONE),
    paragraph("二、要求", style="1"),
    paragraph(TWO),
)
CONTENTS = ("目录 1 处：一、范围 1／二、要求 2",)


def field_contents():
    begin = mark("begin") + '<w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
    return (
        paragraph(begin + mark("separate") + toc_line("一、范围", "1"), style="t1"),
        paragraph(toc_line("二、要求", "2"), style="t1"),
        paragraph(mark("end")),
    )


@pytest.mark.parametrize(
    "contents",
    [
        field_contents(),
        (paragraph(text("目　录")), *field_contents()),
        (simple_field('TOC \\o "1-3"', paragraph("一、范围 1") + paragraph("二、要求 2")),),
        (paragraph("一、范围\t1", style="t1"), paragraph("二、要求\t2", style="t1")),
        (paragraph("目录", style="th"), paragraph(toc_line("一、范围", "1"), style="t1")),
        (paragraph("目 录"), paragraph("一、范围…………1"), paragraph("二、要求…………2")),
        (paragraph("目录"), paragraph("一、范围......（1）"), paragraph("二、要求......（2）")),
    ],
)  # fmt: skip
def test_tables_of_contents(contents):
    source = read(
        *contents,
        *BODY,
        style_parts=(
            style("1", "heading 1"),
            style("t1", "toc 1"),
            style("th", "TOC Heading"),
        ),
    )
    assert [b.text for b in source.blocks] == ["一、范围", ONE, "二、要求", TWO]
    (phrase,) = source.skipped
    assert phrase.startswith("目录 1 处：") or phrase.startswith("目录 2 处：")
    assert "一、范围" in phrase


def test_control_a_line_called_contents_without_one_stays():
    source = read(paragraph("目录"), paragraph(ONE), paragraph("共 3 页"))
    assert words(source) == f"目录\n{ONE}\n共 3 页"


def placeholder(words, *, inside="", around=""):
    return (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr{around}/></w:sdtPr><w:sdtContent>{words}{inside}"
        "</w:sdtContent></w:sdt>"
    )


def test_placeholders_in_a_line_a_block_and_a_cell():
    in_cell = "<w:tbl><w:tr>" + cell("时间")
    in_cell += placeholder(cell("单击此处输入日期。")) + "</w:tr></w:tbl>"
    source = read(
        paragraph("会议时间：", placeholder(text("单击此处输入日期。"))),
        placeholder(paragraph("单击或点击此处输入文字。")),
        in_cell,
        paragraph(ONE),
    )
    assert words(source) == f"会议时间：\n时间\n{ONE}"
    assert "单击或点击此处输入文字。" in source.skipped[0]
    assert source.skipped[0].startswith("未填的占位文字 3 处：")


def test_control_a_filled_control_stays():
    filled = placeholder(text("三月十日"), around=' w:val="0"')
    assert words(read(paragraph("时间：", filled))) == "时间：三月十日"


def test_a_button_that_waits_for_a_name():
    source = read(paragraph("收件人：", complex_field("MACROBUTTON NoMacro [单击此处键入姓名]")))
    assert words(source) == "收件人："
    assert source.skipped == ("未填的占位文字 1 处：[单击此处键入姓名]",)


@pytest.mark.parametrize(
    "merge",
    [
        complex_field("MERGEFIELD 姓名", text("«姓名»")),
        complex_field('MERGEFIELD "姓名" \\* MERGEFORMAT', text("«") + text("姓名") + text("»")),
        simple_field("MERGEFIELD 姓名", text("«姓名»")),
    ],
)
def test_unfilled_merge_fields(merge):
    source = read(paragraph("尊敬的", merge, "会员："))
    assert words(source) == "尊敬的会员："
    assert source.skipped == ("未填的合并域 1 处：«姓名»",)


def test_control_filled_fields_stay():
    source = read(
        paragraph(
            "尊敬的",
            complex_field("MERGEFIELD 姓名", text("王某")),
            "会员：见",
            complex_field("REF a", text("第三条")),
        )
    )
    assert words(source) == "尊敬的王某会员：见第三条"
    assert source.skipped == ()


def test_a_reference_that_leads_nowhere():
    source = read(paragraph("见", complex_field("REF a", text("错误!未找到引用源。")), "。"))
    assert words(source) == "见。"
    assert source.skipped == ("失效的引用 1 处：错误!未找到引用源。",)


def test_the_chosen_line_of_a_drop_down_field_is_text():
    lines = '<w:listEntry w:val="出席"/><w:listEntry w:val="请假"/>'
    choice = complex_field(
        "FORMDROPDOWN",
        inside=f'<w:ffData><w:ddList><w:result w:val="1"/>{lines}</w:ddList></w:ffData>',
    )
    assert words(read(paragraph("回执：", choice))) == "回执：请假"


def test_fields_inside_each_other_without_end_are_read_in_little_time():
    begun = mark("begin") + mark("separate")
    for fields in (begun * 300, begun * 300 + mark("end") * 300):
        assert words(read(paragraph(fields, text(ONE)), paragraph(TWO))) == f"{ONE}\n{TWO}"


@pytest.mark.parametrize("prompt", ["请输入会议地点", "选择一项。", "Click or tap to enter text."])
def test_a_prompt_in_the_style_of_prompts(prompt):
    source = read(paragraph("地点：", run_style(prompt, "PlaceholderText")))
    assert words(source) == "地点："
    assert source.skipped == (f"未填的占位文字 1 处：{prompt}",)


def test_control_filled_words_in_the_style_of_prompts_stay():
    assert (
        words(read(paragraph("地点：", run_style("工商联三楼", "PlaceholderText"))))
        == "地点：工商联三楼"
    )


WHITE, TINY = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
SHADED = '<w:shd w:val="clear" w:fill="C00000"/>'


@pytest.mark.parametrize("look", [WHITE, TINY, WHITE + TINY])
def test_words_that_nobody_can_read_are_hidden(look):
    source = read(paragraph(ONE, text(SECRET, extra=look), TWO))
    assert words(source) == ONE + TWO
    assert source.skipped == (f"隐藏文字 1 处：{SECRET}",)


@pytest.mark.parametrize(
    "body",
    [
        paragraph(ONE, text(SECRET, extra=WHITE + SHADED)),
        paragraph(ONE, text(SECRET, extra=WHITE + '<w:highlight w:val="black"/>')),
        table([cell(ONE), cell("")]).replace("<w:p/>", paragraph(text(SECRET, extra=WHITE))),
        paragraph(ONE, text(SECRET, extra='<w:color w:val="C00000"/>')),
        paragraph(ONE, text(SECRET, extra='<w:sz w:val="12"/>')),
    ],
)
def test_control_white_words_on_a_coloured_ground_stay(body):
    assert SECRET in words(read(body))


def test_invisible_characters_are_counted():
    source = read(paragraph(ONE, "软\u00ad连\u200b字\ufffc。"))
    assert words(source) == f"{ONE}软连字。"
    assert source.skipped == ("看不见的字符 3 个",)


def test_control_joiners_between_emoji_are_no_invisible_characters():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    source = read(paragraph(ONE, "\U0001f468", "\u200d", "\U0001f469\u200d\U0001f467"))
    assert (words(source), source.skipped) == (ONE + family, ())
