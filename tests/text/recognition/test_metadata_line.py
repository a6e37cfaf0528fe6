from datetime import date, time

import pytest

from series.text.markup import stored_html
from series.text.recognition.metadata_block import merge_metadata
from series.text.recognition.metadata_line import (
    is_metadata_line,
    names_change,
    read_metadata_line,
)
from series.text.recognition.published import read_text

PARAGRAPH = "商会秘书处逐户走访会员企业，把问题记在同一张表上，月底前逐项答复。"


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("（来源：常州日报 记者 张三）",
         [("dropped", "来源："), ("source", "常州日报"), ("dropped", "记者"), ("author", "张三")]),
        ("文字：张三 图片：李四",
         [("dropped", "文字："), ("author", "张三"), ("dropped", "图片："), ("dropped", "李四")]),
        ("发布日期：2023年11月17日 星期五",
         [("dropped", "发布日期："), ("date", "2023年11月17日"), ("dropped", "星期五")]),
        ("来源：新华社 2023-11-17",
         [("dropped", "来源："), ("source", "新华社"), ("date", "2023-11-17")]),
        ("2023-11-17 10:00 市工商联", [("date", "2023-11-17 10:00"), ("source", "市工商联")]),
        ("来源：常州日报（记者张三）", [("dropped", "来源："), ("source", "常州日报（记者张三）")]),
        ("2023年11月17日 星期五 来源：市工商联",
         [("date", "2023年11月17日"), ("dropped", "星期五"), ("dropped", "来源："), ("source", "市工商联")]),
        ("发布日期：２０２２－０８－２６", [("dropped", "发布日期："), ("date", "２０２２－０８－２６")]),
        ("本报记者 王芳 通讯员 李强",
         [("dropped", "本报记者"), ("author", "王芳"), ("dropped", "通讯员"), ("author", "李强")]),
        ("您当前的位置：首页 > 动态", [("dropped", "您当前的位置："), ("dropped", "首页 > 动态")]),
        ("发布日期：2023-13-45", [("dropped", "发布日期："), ("dropped", "2023-13-45")]),
    ],
)  # fmt: skip
def test_every_stretch_of_small_print_has_one_role(line, pieces):
    assert is_metadata_line(line)
    assert list(read_metadata_line(line).pieces) == pieces


def test_date_time_source_and_author_are_read():
    read = read_metadata_line("来源：市工商联 作者：李四 发布时间：2024/3/5 09:07:10 点击：23")
    assert (read.published_on, read.published_time) == (date(2024, 3, 5), time(9, 7))
    assert (read.source, read.author) == ("市工商联", "李四")


@pytest.mark.parametrize(
    "line",
    [
        "时间：5月1日",
        "时间：2024年5月1日 地点：常州会议中心",
        "时间：2024年5月1日上午",
        "阅读：一种生活方式",
        "时间都去哪儿了",
        "2023年11月17日市工商联召开会议",
        "来源广泛",
        "记者：新的一年有什么打算？",
        "记者 走进车间，看到的是另一番景象",
        "",
    ],
)
def test_words_of_the_text_are_no_small_print(line):
    assert not is_metadata_line(line)


@pytest.mark.parametrize(
    "line",
    ["时间：2024-05-01", "日期：2024年5月1日 09:30", "时间：", "阅读：1,024次", "浏览次数："],
)
def test_control_the_same_labels_are_small_print_with_a_fitting_value(line):
    assert is_metadata_line(line)


def test_the_time_and_place_of_an_event_stay_in_the_text():
    line = "时间：2024年5月1日 地点：常州会议中心"
    read = read_text(f"商会开放日\n{line}\n{PARAGRAPH}")
    assert stored_html.visible_text(read.body) == f"{line}\n{PARAGRAPH}"
    assert read.published_on is None
    assert read.dropped == ()


@pytest.mark.parametrize(
    "line", ["来源：示例日报　作者：李某山　2025-03-12", "责任编辑：李某山 2025年3月12日"]
)
def test_a_day_behind_a_name_is_no_part_of_it(line):
    found = read_metadata_line(line)
    assert found.published_on == date(2025, 3, 12)
    assert "李某山" in (found.author, found.editor)


def test_who_checked_the_text_is_no_part_of_it():
    found = read_metadata_line("初审：李某山　复审：王某　终审：赵某")
    assert {role for role, _ in found.pieces} == {"dropped"}


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2025年03月12日 星期三 09:10 示例日报", "示例日报"),
        ("2025年3月12日 09:10 示例市工商联", "示例市工商联"),
        ("2025年3月12日 09:10 江苏", ""),
        ("2025年3月12日（周三）09:10", ""),
    ],
)
def test_a_moment_with_weekday_source_or_region(line, source):
    assert is_metadata_line(line)
    found = read_metadata_line(line)
    assert (found.published_on, found.published_time) == (date(2025, 3, 12), time(9, 10))
    assert found.source == source


@pytest.mark.parametrize(
    "line",
    [
        "2025年3月12日 14:00 开幕式",
        "2025年3月12日 14:00 市民中心三楼",
        "2025年3月12日 全市商会大会",
    ],
)
def test_control_a_line_of_a_programme_is_none(line):
    assert not is_metadata_line(line)


CHANGED = [
    "更新时间：2025-03-15 发布时间：2025-03-12",
    "发布于 2025-03-12　编辑于 2025-03-15 10:20",
    "修改于2025-03-15 10:20 发布于2025-03-12",
    "最近更新 2025-03-15 · 首发于 2025-03-12",
]


@pytest.mark.parametrize("line", CHANGED)
def test_the_day_of_a_change_yields_to_that_of_publication(line):
    assert is_metadata_line(line)
    assert str(read_metadata_line(line).published_on) == "2025-03-12"
    assert names_change(line)


@pytest.mark.parametrize(
    "line", ["编辑于 2025-03-12 10:20", "最后更新：2025-03-12", "最后修改时间：2025-03-12"]
)
def test_a_change_alone_gives_the_day_and_yields_to_another_line(line):
    known = read_metadata_line(line)
    assert (str(known.published_on), known.updated) == ("2025-03-12", True)
    published = read_metadata_line("发布时间：2025-03-10")
    assert str(merge_metadata(known, published).published_on) == "2025-03-10"
    assert str(merge_metadata(published, known).published_on) == "2025-03-10"


@pytest.mark.parametrize(
    "line",
    [
        "编辑于是改了三遍",
        "发布于2025年的政策还有效",
        "更新设备2025台",
        "修改于 2025-03-12 的章程全文",
    ],
)
def test_control_sentences_that_begin_so_are_none(line):
    assert not is_metadata_line(line)
    assert not names_change(line)


@pytest.mark.parametrize(
    "line",
    [
        "作 者：王芳",
        "来　源：示例日报",
        "日 期：2025-03-12",
        "编 辑：王芳",
        "责 任 编 辑：王芳",
        "核 稿 人：王芳",
    ],
)
def test_a_label_set_wide_needs_its_colon(line):
    assert is_metadata_line(line)


@pytest.mark.parametrize(
    "line",
    ["作 者 简 介", "时 间 安 排", "编 辑 部 通知", "来 源 说 明", "审 核 流 程", "记 者 手 记"],
)
def test_control_a_heading_set_wide_is_no_metadata(line):
    assert not is_metadata_line(line)
