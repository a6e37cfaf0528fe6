"""The heads of manuscripts: forms as tables, names in a line of their own, who speaks."""

from series.actions.imports.readings import read_source, reading_of
from tests.helpers.samples.docx_builder import cell, docx, paragraph, table, text

HEADLINE = "会员企业走进横山桥学车间管理"
FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
LAST = "商会秘书处把大家的提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"


def read(*body):
    source, witness = read_source(
        ".docx", docx(*body, paragraph(text(FIRST)), paragraph(text(LAST)))
    )
    reading = reading_of(source, file="a.docx", witness=witness)
    assert (reading.receipt.han_equal, reading.receipt.left) == (True, ())
    return reading


def test_a_form_above_the_text_gives_its_fields():
    rows = [("标题", HEADLINE), ("作者", "吴小玲"), ("单位", "示例市工商联")]
    reading = read(table(*([cell(label), cell(words)] for label, words in rows)))
    receipt = reading.receipt
    assert (receipt.headline, receipt.author, receipt.source) == (
        HEADLINE,
        "吴小玲",
        "示例市工商联",
    )
    assert reading.body == f"<p>{FIRST}</p><p>{LAST}</p>"


def test_control_a_table_of_the_text_stays():
    reading = read(
        paragraph(text(HEADLINE)), table([cell("项目"), cell("数量")], [cell("企业"), cell("42家")])
    )
    assert "<table>" in reading.body
    assert reading.receipt.headline == HEADLINE


def test_two_names_under_the_title_are_the_authors():
    reading = read(paragraph(text(HEADLINE)), paragraph(text("吴小玲　秦小明")))
    assert reading.receipt.author == "吴小玲、秦小明"
    assert reading.receipt.headings == ()


LARGE = '<w:sz w:val="44"/>'


def test_a_smaller_line_above_a_large_title_is_the_kicker_also_without_a_size_of_its_own():
    title = paragraph(text(HEADLINE, extra=LARGE), align="center")
    receipt = read(paragraph(text("商会办实事"), align="center"), title).receipt
    assert (receipt.kicker, receipt.headline) == ("商会办实事", HEADLINE)


def test_a_title_broken_by_hand_is_one_line():
    broken = (
        f"{text('关于印发《会员企业', extra=LARGE)}<w:r><w:br/></w:r>{text('用电服务办法》的通知')}"
    )
    reading = read(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{broken}</w:p>')
    assert reading.receipt.headline == "关于印发《会员企业用电服务办法》的通知"


def test_a_letter_that_a_symbol_font_draws_is_not_said_to_be_lost():
    bullet = text("l ", extra='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    reading = read(paragraph(text(HEADLINE)), paragraph(bullet, text("查线路")))
    assert "● 查线路" in reading.body
