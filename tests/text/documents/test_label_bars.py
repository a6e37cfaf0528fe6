"""Bars that end labels, and lines of facts in one paragraph of Markdown."""

import pytest

from tests.helpers.samples.text_heads import ONE, read_head

H = "一份迟到的借条"


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    "head",
    [
        ("作者｜皮小灯", "来源｜榕江里", "2026-04-09 21:00"),
        ("作者丨皮小灯 来源丨榕江里", "2026-04-09 21:00"),
        ("来源 | 榕江里 作者 | 皮小灯 发布时间 | 2026-04-09 21:00"),
        ("2026-04-09 21:00", "来源｜《榕江里》", "作者｜皮小灯"),
        ("文｜皮小灯", "来源｜榕江里", "发布时间｜2026-04-09 21:00"),
    ],
)
def test_a_bar_ends_a_label(ending, head):
    head = (head,) if isinstance(head, str) else head
    reading = read_head(H, *head, ending=ending)
    read = reading.receipt
    wanted = (H, "皮小灯", "榕江里", "2026-04-09T21:00")
    assert (read.headline, read.author, read.source, read.date) == wanted
    assert reading.first == ONE


@pytest.mark.parametrize("end", ["  \n", "\n", "\\\n", "<br>\n"])
def test_lines_of_facts_in_one_paragraph(end):
    head = end.join(["作者｜皮小灯", "来源｜榕江里", "2026-04-09 21:00"])
    reading = read_head(H, head, ending=".md")
    read = reading.receipt
    assert (read.author, read.source, read.date) == ("皮小灯", "榕江里", "2026-04-09T21:00")
    assert reading.first == ONE


def test_the_text_begins_in_the_paragraph_of_the_facts():
    reading = read_head(H, f"来源：榕江里\n作者：皮小灯\n{ONE}", ending=".md")
    assert (reading.receipt.author, reading.receipt.source) == ("皮小灯", "榕江里")
    assert reading.lines[:2] == [ONE, ONE]


@pytest.mark.parametrize(
    "title", ["来源｜一粒米的旅行", "阅读｜商会里的读书会", "文字｜刻在碑上的名字", "来源｜星星"]
)
def test_control_a_title_may_hold_a_bar(title):
    reading = read_head(title)
    assert (reading.receipt.headline, reading.receipt.source) == (title, "")


@pytest.mark.parametrize(
    "line", ["来源｜一条河怎么干净起来", "作者｜他们在车间里写诗", "出处｜这句话是谁说的"]
)
def test_control_a_heading_with_a_bar_stays(line):
    reading = read_head(H, line)
    assert (reading.receipt.source, reading.receipt.author, reading.first) == ("", "", line)


def test_control_broken_lines_of_markdown_are_one_paragraph():
    reading = read_head(H, "会员们走进车间，看新装的生产线，\n听老厂长讲当年的难处。", ending=".md")
    assert reading.first == "会员们走进车间，看新装的生产线，听老厂长讲当年的难处。"
