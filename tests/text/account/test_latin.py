"""Numbers and Latin words that reached nothing are told; labels, addresses, furniture are not."""

from dataclasses import replace

import pytest

from series.text.account import placed_latin
from series.text.account.html import html_witness
from series.text.account.latin import lost_latin
from series.text.account.witness import Segment, Witness, plain_witness

LINE = "会员企业118家，引进DeepSeek模型，增长3.5%，投资ＡＢＢ设备2,400台。"


def lost(source, words, *, html="", said=()):
    witness = source if isinstance(source, Witness) else plain_witness(source)
    return [word for _, word in lost_latin(witness, html=html, words=words, said=said)]


def test_what_stands_in_the_body_is_not_lost_whatever_its_width():
    assert lost(LINE, LINE.replace("ＡＢＢ", "ABB").replace("118", "１１８")) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("118", "", ["118"]),
        ("118", "181", ["118"]),
        ("118", "1180", ["118"]),
        ("DeepSeek", "", ["DeepSeek"]),
        ("DeepSeek", "Deepseek", ["DeepSeek"]),
        ("ＡＢＢ", "", ["ABB"]),
        ("2,400", "2,4", ["400"]),
        ("3.5%", "35%", []),
    ],
)
def test_what_is_lost_or_changed_is_told_as_a_whole(before, after, words):
    assert lost(LINE, LINE.replace(before, after)) == words


def test_a_lost_repetition_is_told_with_its_place():
    witness = plain_witness("今年118家。\n去年118家。")
    found = lost_latin(witness, html="", words="今年118家。\n去年家。")
    assert found == [("第 2 行", "118")]


def test_fields_and_dropped_words_explain_each_word_once():
    source = "发布日期：2024-03-18\n阅读 2024 次\n正文。"
    assert lost(source, "正文。", said=["2024-03-18", "阅读 2024 次"]) == []
    assert lost(source, "正文。", said=["2024-03-18"]) == ["2024"]


@pytest.mark.parametrize("label", ["1.", "2、", "（3）", "4)", "⑸", "6．", "a)", "- 7.", "12."])
def test_the_label_of_a_list_is_no_loss_and_a_figure_behind_it_is(label):
    listed = "<ol><li>走访9家</li></ol>"
    assert lost(f"{label} 走访9家", "走访9家", html=listed) == []
    assert lost(f"{label} 走访9家", "走访家", html=listed) == ["9"]
    assert len(lost(f"{label} 走访9家", "走访9家", html="<p>走访9家</p>")) == 1


def test_addresses_may_stand_in_attributes_alone():
    assert (
        lost("见 https://example.org/a1 。", "见。", html='<a href="https://example.org/a1">') == []
    )


def test_a_word_cut_by_a_line_end_or_a_change_of_font_is_one():
    assert lost("共20\n24家Deep\nSeek", "共2024家DeepSeek") == []
    assert lost("共2024家", "共20 24家") == []
    assert lost("共20\n24家", "共2025家") == ["20", "24"]


def test_words_of_a_kind_are_neither_lost_nor_explain_a_loss():
    witness = Witness((Segment("走访118家"), Segment("118", "隐藏文字")))
    assert lost(witness, "走访118家") == []
    assert lost(witness, "走访家") == ["118"]


def test_the_number_of_a_record_may_stand_in_its_title_too():
    witness = Witness((Segment("5", "编号"), Segment("第5家企业"), Segment("第5站走访")))
    assert lost(witness, "第5站走访", said=["第5家企业"]) == []
    assert lost(witness, "第站走访", said=["第5家企业"]) == ["5"]


PAGE = (
    "<p>A A+ 2024-03-18 10:20</p><p>会员企业走进两家工厂118次。</p>{}<p>大家提了三条意见。</p>"
    "<p>浏览 4711</p><p>ICP 12345678</p>"
)
BODY = "会员企业走进两家工厂118次。\n大家提了三条意见。"


@pytest.mark.parametrize(
    ("inner", "body", "words"),
    [
        ("", BODY, []),
        ("", BODY.replace("118", ""), ["118"]),
        ("<p>Made in China 2025</p>", BODY, ["Made", "in", "China", "2025"]),
    ],
)
def test_what_stands_around_the_body_of_a_page_is_furniture(inner, body, words):
    page = replace(html_witness(PAGE.format(inner)), is_page=True)
    assert lost(page, body) == words


def test_control_outside_a_page_every_stretch_counts():
    assert "4711" in lost(html_witness(PAGE.format("")), BODY)


TWO = "去年走访企业收集问题118个。\n今年走访商会收集问题235个。"


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        ("去年走访企业收集问题235个。\n今年走访商会收集问题118个。", ["118", "235"]),
        ("去年走访企业收集问题个。\n今年走访商会收集问题235个，118个。", ["118"]),
        ("去年走访企业收集问题235个。\n今年走访商会收集问题118个。\n118和235", ["118", "235"]),
        ("去年走访企业收集问题118个。\n今年走访商会收集问题235个。", []),
        ("今年走访商会收集问题235个。\n去年走访企业收集问题118个。", []),  # moved as they are
    ],
)
def test_a_number_must_stand_in_its_own_line(after, lost):
    found = lost_latin(plain_witness(TWO), html="", words=after)
    assert [word for _, word in found] == lost
    assert [place for place, _ in found] == ["第 1 行", "第 2 行"][: len(lost)]


def test_cells_of_one_row_are_lines_of_their_own():
    row = "| render 12 | 去年走访企业收集问题118个。 | 7 from |"
    words = "render 12\n去年走访企业收集问题118个。\n7 from"
    assert lost_latin(plain_witness(row), html="", words=words) == []
    moved = "render 12\n去年走访企业收集问题个。\n7 from 118"
    assert [word for _, word in lost_latin(plain_witness(row), html="", words=moved)] == ["118"]


def test_control_where_words_stand_twice_no_line_is_asked():
    same = "收集会员企业问题118个。\n收集会员企业问题235个。"
    swapped = "收集会员企业问题235个。\n收集会员企业问题118个。"
    assert lost_latin(plain_witness(same), html="", words=swapped) == []


def test_a_text_that_is_too_long_is_counted_as_a_whole(monkeypatch):
    monkeypatch.setattr(placed_latin, "_MOST", 10)
    swapped = TWO.replace("118", "x").replace("235", "118").replace("x", "235")
    assert lost_latin(plain_witness(TWO), html="", words=swapped) == []


def test_dropped_pieces_that_a_reader_joined_explain_their_words():
    witness = Witness((Segment("20:15"), Segment("0"), Segment("会员企业收集问题118个")))
    assert lost(witness, "会员企业收集问题118个", said=["20:150"]) == []
    assert lost(witness, "会员企业收集问题118个", said=["20:151"]) == ["15", "0"]  # control
