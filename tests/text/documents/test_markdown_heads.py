"""What the head of a Markdown file says, and pictures that the file names and does not hold."""

from datetime import date, time

import pytest

from series.actions.imports.readings import read_source, reading_of

ONE = "会员走进两家工厂，看新装的生产线，听车间主任讲用工上的难处。"
TWO = "商会把问题一一记下，答应两周内给每家企业回话。"


def read(head, body=f"{ONE}\n\n{TWO}\n"):
    source, witness = read_source(".md", f"---\n{head}\n---\n{body}".encode())
    reading = reading_of(source, file="a.md", witness=witness)
    assert (reading.receipt.left, reading.receipt.extra) == ((), ())
    return reading


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("date: 2024-09-12 19:00", time(19)),
        ("date: '2024/09/12 19:05:30'", time(19, 5)),
        ("date: 2024-09-12T19:00:00+08:00", time(19)),
        ("date: 2024-09-12T11:00:00Z", time(19)),
        ("日期：2024年9月12日 19时30分", time(19, 30)),
        ("pubDate: Thu, 12 Sep 2024 19:00:00 +0800", time(19)),
        ("date: 2024-09-12", None),
        ("date: 20240912", None),
        ("published: true\ndate: 2024-09-12", None),
    ],
)
def test_a_head_gives_day_and_time(line, clock):
    text = read(f"title: 走进工厂\n{line}").text
    assert (text.headline, text.published_on, text.published_time) == (
        *("走进工厂", date(2024, 9, 12), clock),
    )


@pytest.mark.parametrize("line", ["date: 待定", "published: true", "date: 2024-13-45", "date:"])
def test_control_other_words_are_no_day(line):
    assert read(f"title: 走进工厂\n{line}").text.published_on is None


@pytest.mark.parametrize(
    "lines",
    [
        "author: 冯遥, 邵青",
        "authors: [冯遥, 邵青]",
        "作者：冯遥、邵青",
        'author:\n  - 冯遥\n  - "邵青"',
        'authors: ["冯遥", "邵青"]',
    ],
)
def test_several_authors_of_a_head(lines):
    text = read(f"title: 走进工厂\n{lines}\neditor: 石磊").text
    assert (text.author, text.editor) == ("冯遥、邵青", "石磊")


def test_a_subtitle_of_a_head():
    text = read("title: 走进工厂\nsubtitle: 看新装的生产线\nsource: 示例日报").text
    assert (text.headline, text.subtitle, text.source) == ("走进工厂", "看新装的生产线", "示例日报")


def test_control_a_list_of_other_things_is_named():
    reading = read("title: 走进工厂\ntags:\n  - 走访\n  - 用工")
    assert reading.text.author == ""
    assert [line for line in reading.text.skipped if "走访" in line or "用工" in line] != []


@pytest.mark.parametrize(
    ("picture", "named"),
    [
        ("![](现场图.jpg)", ""),
        ("![合影](img/合影(1).png)", "：合影"),
        ("![合影](<a b.webp>)", "：合影"),
        ('![IMG_2034](b.jpg "会员合影")', "：会员合影"),
        ("[![合影](small.jpg)](large.jpg)", "：合影"),
        ("![[照片.jpg]]", ""),
        ("![合影][p]\n\n[p]: c.jpg", "：合影"),
    ],
)
def test_the_file_name_of_a_missing_picture_is_no_lost_word(picture, named):
    reading = read("title: 走进工厂", f"{ONE}\n\n{picture}\n\n{TWO}\n")
    assert reading.text.skipped == (f"未随文保存的网络图片 1 幅{named}",)
    assert reading.body.replace("\n", "") == f"<p>{ONE}</p><p>{TWO}</p>"


def test_control_words_beside_a_picture_and_of_links_stay():
    body = f"{ONE}\n\n![](a.jpg)图为合影\n\n见[会员名册](https://www.example.cn/b.jpg)，{TWO}\n"
    shown = read("title: 走进工厂", body).body
    assert "图为合影" in shown
    assert "会员名册" in shown
