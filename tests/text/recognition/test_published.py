from dataclasses import replace
from datetime import date, time

import pytest

from series.text.language.han import han
from series.text.markup import stored_html
from series.text.markup.blocks import Block, Source
from series.text.recognition.published import read_text, recognise, same_han
from tests.helpers.samples.seed import seed_text

PARAGRAPH = (
    "围绕企业关心的融资、用工和市场问题，各方面对面交流，当场能办的当场答复，需要协调的列入清单。"
)
CLOSING = "新的一年，从解决一个具体问题开始。"


def text(*lines):
    return "\n".join(lines)


def test_the_seed_is_recognised_in_every_part():
    read = read_text(seed_text())
    assert read.column == "新时代 新常商 新力量"
    assert read.headline == "履职尽责展新姿 担当作为赴新程"
    assert read.subtitle == read.series == "常州市工商联深化“两个健康”先行区建设工作展示"
    assert read.number == 2
    assert (read.published_on, read.published_time) == (date(2023, 11, 17), None)
    assert read.source == "市委统战部"
    assert [heading[:4] for heading in read.headings] == [
        "笃然前行",
        "履职尽责",
        "搭建平台",
        "聚力聚焦",
    ]
    assert read.paragraphs == 2 + 4 + 1
    assert read.marks_restored == 99
    assert read.summary.endswith("。")
    assert read.han_equal
    assert "".join(read.dropped).replace(" ", "") == "发布日期：来源：浏览次数：字号：【大中小】"


def test_the_seed_keeps_its_shape_in_the_body():
    kinds = [block.kind for block in stored_html.blocks(read_text(seed_text()).body)]
    assert kinds == ["p", "p", *["h2", "p"] * 4, "hr", "p"]


@pytest.mark.parametrize(
    ("first_lines", "expected"),
    [
        (["【龙城商讯】商会换届"], {"column": "龙城商讯", "headline": "商会换届"}),
        (["商会换届"], {"column": "", "headline": "商会换届"}),
        (["同心 同行——商会换届纪实"], {"headline": "同心 同行", "subtitle": "商会换届纪实"}),
        (["同心同行 ——商会换届纪实（3）"],
         {"subtitle": "商会换届纪实", "series": "商会换届纪实", "number": 3}),
        (["同心同行", "——商会换届纪实（十二）"],
         {"headline": "同心同行", "subtitle": "商会换届纪实", "number": 12}),
        (["走进标杆企业(三)"],
         {"headline": "走进标杆企业", "series": "走进标杆企业", "number": 3, "subtitle": ""}),
        (["民企故事 第5期"], {"headline": "民企故事", "series": "民企故事", "number": 5}),
        (["民企故事之二"], {"headline": "民企故事", "series": "民企故事", "number": 2}),
        (["AI+制造—一场对话"], {"headline": "AI+制造—一场对话", "subtitle": ""}),
        (["关于2023年工作的通知（试行）"], {"headline": "关于2023年工作的通知（试行）", "number": None}),
    ],
)  # fmt: skip
def test_titles_of_many_forms(first_lines, expected):
    read = read_text(text(*first_lines, "发布日期：2024-05-06", PARAGRAPH))
    assert {key: getattr(read, key) for key in expected} == expected
    assert read.published_on == date(2024, 5, 6)
    assert read.han_equal


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["发布日期:2024-05-06 09:30 来源:市工商联"],
         {"published_on": date(2024, 5, 6), "published_time": time(9, 30), "source": "市工商联"}),
        (["发布时间：2024年5月6日", "信息来源：市委统战部", "作者：通讯组"],
         {"published_on": date(2024, 5, 6), "source": "市委统战部", "author": "通讯组"}),
        (["来源：市工商联 发布日期：2024/5/6 10:05:33 阅读：1024次 【打印】 【关闭】"],
         {"published_on": date(2024, 5, 6), "published_time": time(10, 5), "source": "市工商联"}),
        (["2024-05-06"], {"published_on": date(2024, 5, 6), "source": ""}),
        (["2024-05-06 来源：市工商联"], {"published_on": date(2024, 5, 6), "source": "市工商联"}),
        (["日期：2024.05.06　字号：【大 中 小】"], {"published_on": date(2024, 5, 6)}),
        (["发布日期：2024-13-45 来源：市工商联"], {"published_on": None, "source": "市工商联"}),
        ([], {"published_on": None, "source": ""}),
    ],
)  # fmt: skip
def test_small_print_of_many_forms(lines, expected):
    read = read_text(text("商会换届", *lines, PARAGRAPH, PARAGRAPH))
    assert {key: getattr(read, key) for key in expected} == expected
    assert read.paragraphs == 2
    assert stored_html.visible_text(read.body) == text(PARAGRAPH, PARAGRAPH)
    assert read.han_equal


def test_a_sentence_that_begins_like_a_label_stays_text():
    line = "时间就是效益，日期一天天临近，阅读材料的人却越来越多，现场的讨论也越来越热烈。"
    read = read_text(text("商会换届", line, PARAGRAPH))
    assert stored_html.visible_text(read.body).startswith(line)


def test_buttons_under_the_text_are_dropped():
    read = read_text(text("商会换届", PARAGRAPH, "【打印】【关闭】"))
    assert stored_html.visible_text(read.body) == PARAGRAPH
    assert read.dropped == ("【打印】【关闭】",)
    assert read.han_equal


def test_a_letter_has_no_headings_and_keeps_its_signature():
    read = read_text(
        text(
            "致企业家的倡议书", "全市广大企业家：", PARAGRAPH, "常州市工商业联合会", "2023年9月8日"
        )
    )
    assert read.headings == ()
    assert stored_html.visible_text(read.body).endswith("常州市工商业联合会\n2023年9月8日")


def test_a_closing_paragraph_is_set_apart():
    body = read_text(text("题目", "搭台", PARAGRAPH, "唱戏", PARAGRAPH, CLOSING)).body
    assert [block.kind for block in stored_html.blocks(body)] == ["h2", "p", "h2", "p", "hr", "p"]


def test_control_sections_of_uneven_length_have_no_closing_paragraph():
    body = read_text(text("题目", "搭台", PARAGRAPH, CLOSING, "唱戏", PARAGRAPH, CLOSING)).body
    assert "<hr>" not in body


def test_markup_in_a_plain_text_is_text():
    read = read_text(text("题目", f"<script>alert(1)</script>{PARAGRAPH}"))
    assert "&lt;script&gt;" in read.body
    assert "<script" not in read.body


def test_full_width_indents_and_empty_lines_go():
    read = read_text(text("题目", "", "　　" + PARAGRAPH, " ", PARAGRAPH + "\t"))
    assert stored_html.visible_text(read.body) == text(PARAGRAPH, PARAGRAPH)


def test_headings_that_a_file_marks_are_taken_as_they_are():
    blocks = (
        Block("p", "题目", "<p>题目</p>"),
        Block("h2", "目标:一年见效", "<h2>目标:一年见效</h2>"),
        Block("p", "短句,也是正文", "<p>短句,也是<strong>正文</strong></p>"),
        Block("table", "甲\n乙", "<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>"),
    )
    read = recognise(Source(blocks))
    assert read.headings == ("目标：一年见效",)
    assert read.body.startswith(
        "<h2>目标：一年见效</h2><p>短句，也是<strong>正文</strong></p><table>"
    )
    assert read.paragraphs == 2
    assert read.marks_restored == 2


def test_a_title_from_the_pages_head_is_not_repeated_in_the_body():
    blocks = tuple(
        Block("p", line, f"<p>{line}</p>") for line in ("商会换届", "来源：市工商联", PARAGRAPH)
    )
    read = recognise(Source(blocks, title="商会换届"))
    assert read.headline == "商会换届"
    assert stored_html.visible_text(read.body) == PARAGRAPH
    assert read.han_equal


def test_a_page_title_with_the_sites_name_gives_way_to_the_line_in_the_text():
    lines = ("商会换届 ——一次选举", "发布日期：2024-05-06 来源：市工商联", PARAGRAPH)
    blocks = tuple(Block("p", line, f"<p>{line}</p>") for line in lines)
    read = recognise(Source(blocks, title="商会换届"))
    assert (read.headline, read.subtitle) == ("商会换届", "一次选举")
    assert (read.published_on, read.source) == (date(2024, 5, 6), "市工商联")
    assert stored_html.visible_text(read.body) == PARAGRAPH
    assert read.han_equal
    assert "商会换届" in read.skipped[-1]


def test_control_an_unrelated_line_does_not_replace_the_pages_title():
    lines = ("图为换届现场", "发布日期：2024-05-06", PARAGRAPH)
    blocks = tuple(Block("p", line, f"<p>{line}</p>") for line in lines)
    read = recognise(Source(blocks, title="商会换届"))
    assert read.headline == "商会换届"
    assert read.headings == ()
    assert stored_html.visible_text(read.body).startswith("图为换届现场")


def test_what_the_file_itself_says_fills_what_the_text_leaves_open():
    source = Source(
        (Block("p", PARAGRAPH, f"<p>{PARAGRAPH}</p>"),),
        title="商会换届",
        column="龙城商讯",
        published_on=date(2024, 5, 6),
        published_time=time(8, 0),
        source="市工商联",
    )
    read = recognise(source)
    assert (read.column, read.source) == ("龙城商讯", "市工商联")
    assert (read.published_on, read.published_time) == (date(2024, 5, 6), time(8, 0))
    assert read.han_equal


@pytest.mark.parametrize("field", ["headline", "subtitle", "column", "source", "body"])
def test_a_field_that_lost_a_character_is_noticed(field):
    lines = text("【龙城商讯】商会换届 ——一次选举", "来源：市工商联", PARAGRAPH)
    source = Source(tuple(Block("p", x, f"<p>{x}</p>") for x in lines.split("\n")))
    whole = recognise(source)
    assert same_han(whole, source)
    value = getattr(whole, field)
    last = han(value)[-1]
    damaged = replace(whole, **{field: last.join(value.split(last)[:-1])})
    assert not same_han(damaged, source)


def test_a_wrong_number_is_noticed():
    source = Source((Block("p", "走进标杆企业（三）", "<p>走进标杆企业（三）</p>"),))
    whole = recognise(source)
    assert same_han(whole, source)
    assert not same_han(replace(whole, number=4), source)


@pytest.mark.parametrize(
    "hostile",
    ["题目", "，" * 5000, "(" * 5000, "【" * 3000, "——" * 3000, "来源：" * 3000, "题目\n" + "字" * 100_000,
     "1、" * 2000, "题目\n" + "一、短\n" * 3000, "发布日期：" * 30 + "\n" + "正文"],
)  # fmt: skip
def test_odd_texts_are_read_without_losing_a_character(hostile):
    assert read_text(hostile).han_equal


@pytest.mark.parametrize(
    "hostile",
    ["题" + " " * 400_000 + "目", "题" + "— " * 200_000, "题目（" + "一" * 400_000, "，" * 400_000,
     "题目\n" + f"小标题\n{PARAGRAPH}\n" * 4000, "题目\n" + "“" * 400_000],
    ids=["blanks", "dashes", "numerals", "commas", "headings", "quotes"],
)  # fmt: skip
def test_long_texts_are_read_in_one_pass(hostile):
    assert read_text(hostile).han_equal


def test_an_empty_text_gives_an_empty_result():
    read = read_text(" \n　\n")
    assert (read.headline, read.body, read.paragraphs) == ("", "", 0)


@pytest.mark.parametrize("above", [("来源：示例日报",), ("来源：示例日报", "2025年3月12日"), ()])
@pytest.mark.parametrize(
    "first",
    [
        "会员走进两家工厂，看新装的生产线。三月十日，三十多位会员到了横山桥镇。",
        "三月十日，天宁区商会会员走进两家工厂，逐条记下用工和融资上的难处；",
    ],
)
def test_a_paragraph_that_repeats_the_title_does_not_take_its_place(above, first):
    lines = (*above, first, PARAGRAPH)
    blocks = tuple(Block("p", line, stored_html.paragraph(line)) for line in lines)
    read = recognise(Source(blocks, title="会员走进两家工厂"))
    assert read.headline == "会员走进两家工厂"
    assert first in stored_html.visible_text(read.body)
    assert read.han_equal


def test_control_a_better_title_in_the_text_still_takes_its_place():
    lines = ("会员走进两家工厂 看新生产线", "来源：示例日报", PARAGRAPH, CLOSING)
    blocks = tuple(Block("p", line, stored_html.paragraph(line)) for line in lines)
    assert recognise(Source(blocks, title="会员走进两家工厂")).headline == lines[0]


def test_a_table_of_contents_leaves_the_text_and_its_sections_stay():
    long = "商会秘书处逐户走访会员企业，把问题记在同一张表上，月底前逐项答复，办结情况向会员公开。"
    text = read_text(
        f"走访会员\n目录\n一、范围……1\n二、要求……3\n一、范围\n{long}\n二、要求\n{long}"
    )
    assert text.headings == ("一、范围", "二、要求")
    assert text.dropped == ("目录", "一、范围……1", "二、要求……3")
    assert "……" not in text.body


@pytest.mark.parametrize(
    ("kind", "words", "html"),
    [
        ("figure", "", '<figure><img src="picture:1" alt="联络员在车间"></figure>'),
        ("table", "点赞 12", "<table><tr><td>点赞</td><td>12</td></tr></table>"),
    ],
)
def test_what_is_no_paragraph_stays_at_the_end(kind, words, html):
    lines = ("座谈会在常州召开", "企业家说，办事快了，心里就有底。")
    blocks = [Block("p", line, f"<p>{line}</p>") for line in lines]
    text = recognise(Source((*blocks, Block(kind, words, html))), columns=())
    assert text.body.endswith(html)
    ended = recognise(Source((*blocks, Block("p", "点赞 12", "<p>点赞 12</p>"))), columns=())
    assert "点赞" not in ended.body  # the control: as a paragraph the same words go


@pytest.mark.parametrize("line", ["地点：商会三楼会议室", "主 持：王某山", "出席人员：王某、李某"])
def test_a_labelled_line_of_a_meeting_is_no_heading(line):
    long = "会议听取了会员服务和秘书处建设的汇报，研究了下半年的重点工作，作出了分工。"
    read = read_text(f"理事会会议情况\n{long}\n{line}\n{long}")
    assert read.headings == ()


def test_control_a_short_line_among_paragraphs_is_one():
    long = "会议听取了会员服务和秘书处建设的汇报，研究了下半年的重点工作，作出了分工。"
    read = read_text(f"理事会会议情况\n{long}\n换届筹备\n{long}")
    assert read.headings == ("换届筹备",)
