"""Days with a time of day in words below a title, in every way a text comes in."""

import pytest

from tests.helpers.samples.text_heads import ONE, read_head

H = "老厂长当起顾问"
DAY = "2026-10-08"


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("2026年10月8日下午3时05分", "T15:05"),
        ("2026年10月8日15时05分", "T15:05"),
        ("2026年10月8日上午十时许", "T10:00"),
        ("2026-10-08 下午3:05", "T15:05"),
        ("2026年10月8日（星期四）下午三时半", "T15:30"),
        ("2026年10月8日 晚上8点", "T20:00"),
        ("二〇二六年十月八日上午九时", "T09:00"),
        ("发布时间：2026年10月8日下午3时05分", "T15:05"),
        ("2026年10月8日", ""),
    ],
)
def test_a_time_in_words_is_read(ending, line, clock):
    reading = read_head(H, line, ending=ending)
    assert (reading.receipt.headline, reading.receipt.date) == (H, DAY + clock)
    assert reading.first == ONE


@pytest.mark.parametrize(
    "head",
    [
        ("榕江湾发布", "2026年10月8日下午3时05分"),
        ("2026年10月8日下午3时05分", "榕江湾发布"),
        ("榕江湾发布　2026年10月8日下午3时05分",),
        ("2026年10月8日下午3时05分 榕江湾发布",),
        ("来源：榕江湾发布 2026年10月8日15时05分",),
        ("来源｜榕江湾发布　2026年10月8日15时05分",),
        ("来源丨榕江湾发布", "2026年10月8日15点05分"),
    ],
)
def test_the_source_stands_beside_a_time_in_words(head):
    reading = read_head(H, *head)
    read = reading.receipt
    assert (read.headline, read.date, read.source) == (H, f"{DAY}T15:05", "榕江湾发布")
    assert reading.first == ONE


@pytest.mark.parametrize(
    "head",
    [
        ("2026年10月8日三点建议",),
        ("时间：2026年10月8日下午3时", "地点：商会三楼会议室"),
        ("2026年10月8日下午3时", "商会三楼会议室"),
        ("2026年10月8日下午3时，大家到商会开会",),
        ("2026年10月8日下午3时 市民中心二楼",),
    ],
)
def test_control_when_something_takes_place_stays(head):
    reading = read_head("邀请函", *head)
    assert (reading.receipt.date, reading.receipt.source) == ("", "")
    assert reading.first == head[0]


@pytest.mark.parametrize("time", ["上午9时 ", "上午九时许 ", " "])
def test_control_a_chronicle_with_times_stays(time):
    lines = (f"2026年3月1日{time}商会成立", f"2026年3月5日{time}首次理事会")
    reading = read_head("大事记", *lines)
    assert (reading.receipt.headline, reading.receipt.source) == ("大事记", "")
    assert tuple(reading.lines[:2]) == lines
