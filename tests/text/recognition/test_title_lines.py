"""Titles over several lines, and what stands around a text in small print."""

from datetime import date

import pytest

from series.text.markup import stored_html
from series.text.markup.blocks import Block, Source
from series.text.recognition.published import read_text, recognise

PARAGRAPH = "商会秘书处逐户走访会员企业，把问题记在同一张表上，月底前逐项答复，办结情况向会员公开。"
DAY = "2023年11月17日 星期五"


def read(*lines):
    found = read_text("\n".join(lines))
    assert found.han_equal
    return found


@pytest.mark.parametrize(
    ("lines", "column", "headline", "subtitle"),
    [
        (["商会走进企业", "问需问计问策", DAY], "", "商会走进企业 问需问计问策", ""),
        (["商会走进企业", "问需问计问策", "——走访侧记", DAY], "", "商会走进企业 问需问计问策", "走访侧记"),
        (["【龙城民企】", "老字号新活力", DAY], "龙城民企", "老字号新活力", ""),
        (["【龙城民企】", "老字号新活力"], "龙城民企", "老字号新活力", ""),
        (["【龙城民企】", "老字号", "焕发新活力", "——走访侧记", DAY], "龙城民企", "老字号 焕发新活力", "走访侧记"),
    ],
)  # fmt: skip
def test_title_over_several_lines(lines, column, headline, subtitle):
    found = read(*lines, PARAGRAPH)
    assert (found.column, found.headline, found.subtitle) == (column, headline, subtitle)
    assert stored_html.visible_text(found.body) == PARAGRAPH


@pytest.mark.parametrize("second", ["各直属商会：", "会议今天召开。"])
def test_control_a_line_that_is_no_title_stays_in_the_text(second):
    found = read("关于换届的通知", second, DAY, PARAGRAPH)
    assert found.headline == "关于换届的通知"
    assert stored_html.visible_text(found.body).startswith(second)


def test_control_without_small_print_the_second_line_is_text():
    found = read("商会走进企业", "问需问计问策", PARAGRAPH)
    assert (found.headline, found.headings) == ("商会走进企业", ("问需问计问策",))


def test_a_text_that_begins_with_a_paragraph_has_no_headline():
    found = read(PARAGRAPH, PARAGRAPH)
    assert found.headline == ""
    assert found.paragraphs == 2


def test_a_number_with_its_word_in_brackets():
    found = read("走在前 ——工作巡礼（之五）", DAY, PARAGRAPH)
    assert (found.series, found.number) == ("工作巡礼", 5)


@pytest.mark.parametrize(
    "tail",
    ["（供稿：宣教处）", "（作者：王小明 摄影：李华 编辑：张三）", "上一篇：商会换届", "阅读原文", "责任编辑：张三"],
)  # fmt: skip
def test_small_print_under_the_text_is_dropped(tail):
    found = read("商会换届", "来源：市工商联 作者：李四", PARAGRAPH, tail)
    assert stored_html.visible_text(found.body) == PARAGRAPH
    assert (found.source, found.author) == ("市工商联", "李四")


def test_small_print_under_the_text_tells_what_the_top_does_not():
    found = read("商会换届", PARAGRAPH, "文字：王小明", "来源：市工商联", "发布日期：2023-10-12")
    assert (found.author, found.source) == ("王小明", "市工商联")
    assert found.published_on == date(2023, 10, 12)
    assert stored_html.visible_text(found.body) == PARAGRAPH


def test_the_last_answer_of_an_interview_is_text():
    question, answer = "记者：还有什么打算？", "记者：谢谢。"
    found = read("专访", DAY, question, PARAGRAPH, answer)
    assert stored_html.visible_text(found.body) == f"{question}\n{PARAGRAPH}\n{answer}"


@pytest.mark.parametrize(
    "signed", ["2022年9月26日", "二〇二二年九月二十六日", "2022 年 9 月 26 日"]
)
def test_a_signature_s_day_dates_the_text_and_stays(signed):
    found = read("倡议书", PARAGRAPH, "市工商联", signed)
    assert found.published_on == date(2022, 9, 26)
    assert stored_html.visible_text(found.body).endswith(signed)


def test_control_a_date_in_the_small_print_outweighs_the_signature():
    found = read("倡议书", "发布日期：2022-10-01", PARAGRAPH, "市工商联", "2022年9月26日")
    assert found.published_on == date(2022, 10, 1)


def test_two_sources_above_the_text_do_not_refuse_it():
    found = read("商会换届", "来源：市工商联", "来源：常州日报", PARAGRAPH)
    assert found.source == "市工商联"
    assert "常州日报" in found.dropped


def test_a_page_whose_title_is_only_a_column_has_no_headline():
    found = recognise(Source((Block("p", PARAGRAPH, f"<p>{PARAGRAPH}</p>"),), title="【龙城民企】"))
    assert (found.column, found.headline) == ("龙城民企", "")
    assert found.han_equal


def test_what_a_page_s_head_says_outweighs_the_names_under_its_text():
    blocks = [Block("p", x, f"<p>{x}</p>") for x in (PARAGRAPH, "供稿：宣教处")]
    found = recognise(Source(tuple(blocks), title="商会换届", source="市工商联"))
    assert (found.source, found.han_equal) == ("市工商联", True)
    assert "宣教处" in "".join(found.dropped)


BYLINES = ["云州日报记者 卓然", "本报记者 卓然", "云州晚报·云州网记者　卓然", "特约记者 卓然"]


@pytest.mark.parametrize("byline", BYLINES)
def test_a_reporter_s_line_ends_the_title(byline):
    found = read("商会走进企业", "问需问计问策", byline, PARAGRAPH)
    assert (found.headline, found.subtitle) == ("商会走进企业 问需问计问策", "")
    assert found.author == "卓然"
    assert stored_html.visible_text(found.body) == PARAGRAPH


@pytest.mark.parametrize("byline", BYLINES)
@pytest.mark.parametrize(
    "subtitle", ["示例商会送课进厂记", "——示例商会送课进厂", "示例市村企共建见闻"]
)
def test_a_plain_subtitle_above_a_reporter_s_line(subtitle, byline):
    found = read("车间里的夜校", subtitle, byline, PARAGRAPH)
    assert (found.headline, found.subtitle) == ("车间里的夜校", subtitle.lstrip("—"))
    assert found.author == "卓然"
    assert stored_html.visible_text(found.body) == PARAGRAPH


def test_control_a_longer_line_may_be_the_title_below_a_kicker():
    found = read("走进企业", "会员企业走进横山桥学车间管理", BYLINES[0], PARAGRAPH)
    assert (found.headline, found.subtitle) == ("走进企业 会员企业走进横山桥学车间管理", "")


@pytest.mark.parametrize("second", ["记者节里说记者 说说而已", "三月走访侧记"])
def test_control_without_a_reporter_s_line_the_second_line_is_no_subtitle(second):
    found = read("商会走进企业", second, PARAGRAPH)
    assert (found.headline, found.subtitle) == ("商会走进企业", "")
