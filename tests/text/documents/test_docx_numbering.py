"""Automatic numbers of Word: what others cite is text, what a plain list says is a list."""

import pytest

from series.text.documents.docx import read_manuscript
from tests.helpers.samples.docx_builder import cell, docx, paragraph, table
from tests.helpers.samples.docx_numbering import (
    abstract,
    item,
    level,
    num,
    numbered_docx,
    style,
)

ONE, TWO, THREE = "秘书处汇总意见。", "工作组逐条答复。", "会员大会听取报告。"


def read(*body, parts, style_parts=()):
    return read_manuscript(numbered_docx(*body, parts=parts, style_parts=style_parts))


def lines(source):
    return [block.text for block in source.blocks]


def kinds(source):
    return [block.kind for block in source.blocks]


@pytest.mark.parametrize(
    ("form", "label", "first", "second"),
    [
        ("chineseCountingThousand", "第%1条", "第一条　", "第二条　"),
        ("japaneseCounting", "第%1章", "第一章　", "第二章　"),
        ("chineseCounting", "%1、", "一、", "二、"),
        ("chineseCounting", "（%1）", "（一）", "（二）"),
        ("decimal", "附件%1：", "附件1：", "附件2："),
        ("decimal", "（%1）", "（1）", "（2）"),
        ("decimal", "%1）", "1）", "2）"),
        ("decimal", "第%1期", "第1期　", "第2期　"),
        ("decimalZero", "%1", "01 ", "02 "),
        ("decimalEnclosedCircleChinese", "%1", "① ", "② "),
        ("upperRoman", "%1.", "I. ", "II. "),
        ("lowerLetter", "%1)", "a)", "b)"),
        ("upperLetter", "%1.", "A. ", "B. "),
        ("ideographTraditional", "%1、", "甲、", "乙、"),
        ("ideographZodiac", "%1.", "子. ", "丑. "),
        ("chineseLegalSimplified", "%1、", "壹、", "贰、"),
        ("none", "附：", "附：", "附："),
        ("bullet", "注：", "注：", "注："),
    ],
)
def test_labels_that_a_plain_list_cannot_say_are_text(form, label, first, second):
    source = read(item(ONE), item(TWO), parts=(abstract(level(form, label)), num()))
    assert lines(source) == [first + ONE, second + TWO]
    assert set(kinds(source)) == {"p"}
    assert (source.skipped, source.rewritten) == ((), ("自动编号改为文字 2 处",))


@pytest.mark.parametrize("label", ["%1.", "%1、", "%1．", "%1", None])
def test_control_plain_numbers_from_one_stay_a_list(label):
    source = read(item(ONE), item(TWO), parts=(abstract(level("decimal", label)), num()))
    assert [block.html for block in source.blocks] == [f"<ol><li>{ONE}</li><li>{TWO}</li></ol>"]
    assert source.skipped == ()


@pytest.mark.parametrize("sign", ["\uf0b7", "●", "-", "o"])
def test_control_bullets_stay_a_list(sign):
    source = read(item(ONE), item(TWO), parts=(abstract(level("bullet", sign)), num()))
    assert kinds(source) == ["ul"]


def test_a_list_that_text_interrupts_keeps_its_numbers_as_words():
    source = read(
        item("先走访"), paragraph(ONE), item("后汇总"), parts=(abstract(level(label="%1.")), num())
    )
    assert lines(source) == ["1. 先走访", ONE, "2. 后汇总"]


def test_an_empty_line_does_not_interrupt():
    source = read(item(ONE), "<w:p/>", item(TWO), parts=(abstract(level(label="%1.")), num()))
    assert kinds(source) == ["ol"]


def test_a_table_interrupts():
    source = read(
        item(ONE),
        table([cell("甲"), cell("乙")]),
        item(TWO),
        parts=(abstract(level(label="%1.")), num()),
    )
    assert lines(source) == [f"1. {ONE}", "甲\n乙", f"2. {TWO}"]


def test_a_list_that_begins_at_five():
    source = read(item(ONE), item(TWO), parts=(abstract(level(label="%1.", start=5)), num()))
    assert lines(source) == [f"5. {ONE}", f"6. {TWO}"]


def test_a_start_that_is_overridden():
    overrides = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    source = read(
        item(ONE),
        item(TWO),
        parts=(abstract(level("chineseCounting", "%1、")), num(overrides=overrides)),
    )
    assert lines(source) == [f"三、{ONE}", f"四、{TWO}"]


def test_a_second_list_of_one_description_counts_on_and_one_with_a_start_begins_anew():
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    source = read(
        item("甲"),
        item("乙", of="2"),
        item("丙", of="3"),
        item("丁", of="3"),
        parts=(
            abstract(level("chineseCounting", "%1、")),
            num("1"),
            num("2"),
            num("3", overrides=begins),
        ),
    )
    assert lines(source) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_level_that_is_overridden():
    other = f'<w:lvlOverride w:ilvl="0">{level("chineseCounting", "（%1）")}</w:lvlOverride>'
    source = read(item(ONE), item(TWO), parts=(abstract(level(label="%1.")), num(overrides=other)))
    assert lines(source) == [f"（一）{ONE}", f"（二）{TWO}"]


MANY = (
    level("chineseCountingThousand", "第%1章", at=0),
    level("chineseCountingThousand", "第%2条", at=1, inside='<w:lvlRestart w:val="0"/>|'),
    level("chineseCountingThousand", "（%3）", at=2),
)


def test_levels_restart_below_a_higher_one_unless_they_go_on():
    source = read(
        item("总则"),
        item(ONE, at=1),
        item("甲", at=2),
        item("乙", at=2),
        item("附则"),
        item(TWO, at=1),
        item("丙", at=2),
        parts=(abstract(*MANY), num()),
    )
    assert lines(source) == [
        "第一章　总则",
        f"第一条　{ONE}",
        "（一）甲",
        "（二）乙",
        "第二章　附则",
        f"第二条　{TWO}",
        "（一）丙",
    ]


def test_labels_of_several_levels():
    source = read(
        item("范围"),
        item("对象", at=1),
        item("方式", at=1),
        item("要求"),
        item("时间", at=1),
        parts=(abstract(level(label="%1"), level(label="%1.%2", at=1)), num()),
    )
    assert lines(source) == ["1 范围", "1.1 对象", "1.2 方式", "2 要求", "2.1 时间"]


def test_legal_numbers_write_the_levels_above_in_digits():
    legal = level(label="%1.%2", at=1, inside="<w:isLgl/>|")
    source = read(
        item("范围"),
        item("对象", at=1),
        parts=(abstract(level("chineseCounting", "第%1章"), legal), num()),
    )
    assert lines(source) == ["第一章　范围", "1.1 对象"]


@pytest.mark.parametrize(
    ("suffix", "expected"), [("nothing", "第一条"), ("space", "第一条　"), ("tab", "第一条　")]
)
def test_what_stands_between_label_and_words(suffix, expected):
    spec = level("chineseCounting", "第%1条", inside=f'<w:suff w:val="{suffix}"/>|')
    assert lines(read(item(ONE), parts=(abstract(spec), num()))) == [expected + ONE]


def test_numbers_kept_in_heading_styles():
    linked = (
        level("chineseCounting", "%1、", at=0, inside='<w:pStyle w:val="1"/>|'),
        level("chineseCounting", "（%2）", at=1, inside='<w:pStyle w:val="2"/>|'),
    )
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    source = read(
        paragraph("走访的范围", style="1"),
        paragraph("对象", style="2"),
        paragraph(ONE),
        paragraph("走访的要求", style="1"),
        paragraph(TWO),
        parts=(abstract(*linked), num()),
        style_parts=(style("1", "heading 1", number), style("2", "heading 2", number)),
    )
    headings = [(b.kind, b.text) for b in source.blocks if b.kind.startswith("h")]
    assert headings == [("h2", "一、走访的范围"), ("h3", "（一）对象"), ("h2", "二、走访的要求")]


def test_a_style_based_on_a_numbered_one_and_a_paragraph_that_takes_itself_out():
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    source = read(
        paragraph(ONE, style="b"),
        item("不编号的一段", style="b", of="0"),
        paragraph(TWO, style="b"),
        parts=(abstract(level("chineseCounting", "第%1条")), num()),
        style_parts=(style("a", "条", number), style("b", "条文", based="a")),
    )
    assert lines(source) == [f"第一条　{ONE}", "不编号的一段", f"第二条　{TWO}"]


def test_numbers_through_a_style_of_lists():
    link = '<w:numStyleLink w:val="tiao"/>'
    number = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
    source = read(
        item(ONE),
        item(TWO),
        parts=(
            abstract(extra=link, key="8"),
            abstract(
                level("chineseCounting", "第%1条"), key="7", extra='<w:styleLink w:val="tiao"/>'
            ),
            num("1", of="8"),
            num("5", of="7"),
        ),
        style_parts=(style("tiao", "条", number, kind="numbering"),),
    )
    assert lines(source) == [f"第一条　{ONE}", f"第二条　{TWO}"]


def test_a_plain_heading_number_is_written_out():
    source = read(
        item("范围", style="1"),
        paragraph(ONE),
        item("要求", style="1"),
        paragraph(TWO),
        parts=(abstract(level(label="%1.")), num()),
        style_parts=(style("1", "heading 1"),),
    )
    assert [b.text for b in source.blocks if b.kind == "h2"] == ["1. 范围", "2. 要求"]


def test_a_bold_numbered_line_is_a_heading_with_its_number():
    source = read(
        item("走访的范围", bold=True),
        paragraph(ONE * 3),
        item("走访的要求", bold=True),
        paragraph(TWO * 3),
        parts=(abstract(level("japaneseCounting", "%1、")), num()),
    )
    assert [b.text for b in source.blocks if b.kind == "h2"] == ["一、走访的范围", "二、走访的要求"]


def test_bullets_below_a_plain_number_are_a_list_inside():
    source = read(
        item("走访"),
        item("看车间", at=1),
        item("问用工", at=1),
        item("汇总"),
        parts=(abstract(level(label="%1."), level("bullet", "\uf06c", at=1)), num()),
    )
    (block,) = source.blocks
    assert block.html == (
        "<ol><li>走访<ul><li>看车间</li><li>问用工</li></ul></li><li>汇总</li></ol>"
    )


def test_plain_numbers_below_a_chinese_one_stay_a_list_of_the_first_rank():
    source = read(
        item("范围"),
        item(ONE, at=1),
        item(TWO, at=1),
        item("要求"),
        item(THREE, at=1),
        parts=(
            abstract(level("chineseCounting", "%1、"), level(label="%2.", at=1)),
            num(),
        ),
    )
    assert [b.html for b in source.blocks] == [
        "<p>一、范围</p>",
        f"<ol><li>{ONE}</li><li>{TWO}</li></ol>",
        "<p>二、要求</p>",
        f"<ol><li>{THREE}</li></ol>",
    ]


def test_a_deleted_or_hidden_item_does_not_count():
    deleted = item("删去").replace(
        "</w:pPr>", '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    )
    deleted = deleted.replace("<w:r>", '<w:del w:id="2"><w:r>').replace("</w:r>", "</w:r></w:del>")
    deleted = deleted.replace("w:t ", "w:delText ").replace("w:t>", "w:delText>")
    source = read(
        item(ONE), deleted, item(TWO), parts=(abstract(level("chineseCounting", "第%1条")), num())
    )
    assert lines(source) == [f"第一条　{ONE}", f"第二条　{TWO}"]


def test_an_unknown_list_leaves_the_words():
    source = read(item(ONE, of="44"), parts=(abstract(level()), num()))
    assert lines(source) == [ONE]


def test_a_custom_format_of_newer_word():
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="编号%1"/></w:lvl>'
    )
    assert lines(read(item(ONE), parts=(abstract(custom), num()))) == [f"编号001 {ONE}"]


def test_a_manuscript_without_lists():
    assert lines(read_manuscript(docx(paragraph(ONE)))) == [ONE]


def test_a_column_of_numbers_in_a_table():
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr/>{item('')}</w:tc>{cell(name)}</w:tr>" for name in ("横山桥", "天宁")
    )
    source = read(
        f"<w:tbl>{rows}</w:tbl>",
        item(""),
        paragraph(ONE),
        parts=(abstract(level(label="%1.")), num()),
    )
    assert lines(source) == ["1.\n横山桥\n2.\n天宁", ONE]
