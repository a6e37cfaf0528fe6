from datetime import date, time

import pytest

from series.text.recognition.written_dates import find_clock, find_moments, parse_moment

DAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2025-03-12 07:57:40", time(7, 57)),
        ("发布于2025年3月12日 16:04", time(16, 4)),
        ("2025年03月12日07:28", time(7, 28)),
        ("2025-03-12T08:30:00+08:00", time(8, 30)),
        ("2025-03-12T00:30:00Z", time(8, 30)),
        ("2025-03-12-08:30:15", time(8, 30)),
        ("2025-03-1208:49", time(8, 49)),
        ("二〇二五年三月十二日", None),
        ("二○二五年三月十二日", None),
        ("2025.03.12", None),
        ("25-03-12 08:30", time(8, 30)),
        ("2025 03/12 08:30:15", time(8, 30)),
        ("2025年03月12日 星期三 08:30", time(8, 30)),
        ("2025-03-12（周三）08:30", time(8, 30)),
        ("2025年3月12日下午3时05分", time(15, 5)),
        ("2025年3月12日 上午8点", time(8, 0)),
        ("March 12, 2025 8:30 PM", time(20, 30)),
        ("3 月 12, 2025", None),
        ("2025 年 3 月 12 日", None),
        ("２０２５－０３－１２　０８：３０", time(8, 30)),
        ("2025-03-12 00:00:00", None),
        ("示例日报2025-03-12", None),
        ("Wed Mar 12 2025 08:30:00 GMT+0800", time(8, 30)),
        ("3/12/2025 8:30:00 AM", time(8, 30)),
        ("2025年03月12日 08时30分15秒", time(8, 30)),
    ],
)
def test_every_written_form_is_one_moment(text, clock):
    (found,) = find_moments(text)
    assert (found.day, found.clock) == (DAY, clock)


@pytest.mark.parametrize(
    "text",
    [
        "2023-2024年工作",
        "昨天",
        "2025-13-45",
        "20250312",
        "1:50:48",
        "电话0519-2025-0312",
        "3月12日",
    ],
)
def test_control_other_figures_are_no_date(text):
    assert list(find_moments(text)) == []


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("20250312", None),
        ("20250312083000", time(8, 30)),
        ("1741737600", time(8, 0)),
        ("1741737600000", time(8, 0)),
        ("Wed, 12 Mar 2025 00:30:00 GMT", time(8, 30)),
        ("Wed, 12 Mar 2025 08:30:00 +0800", time(8, 30)),
        ("Wed Mar 12 08:30:00 CST 2025", time(8, 30)),
    ],
)
def test_a_machine_writes_more_forms(text, clock):
    assert parse_moment(text) == (DAY, clock)


def test_a_time_late_in_the_west_is_the_next_day_here():
    assert parse_moment("2025-03-11T16:30:00Z") == (DAY, time(0, 30))


def test_a_time_of_day_alone_fills_its_line():
    assert find_clock("14:05:09") == time(14, 5)
    assert find_clock("14:05 开会") is None


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("Sep 09, 2026, 04:00 ET", "2026-09-09", "16:00"),
        ("Jan 09, 2026, 04:00 ET", "2026-01-09", "17:00"),
        ("September 9, 2026 at 8:30 PM EDT", "2026-09-10", "08:30"),
        ("9 September 2026 10:00 CEST", "2026-09-09", "16:00"),
        ("Sep 09, 2026, 09:15 PT", "2026-09-10", "00:15"),
        ("Sept. 9, 2026 11:00 JST", "2026-09-09", "10:00"),
        ("10:20 BST, May 06, 2024", "2024-05-06", "17:20"),
    ],
)
def test_a_zone_by_its_name_is_turned_into_beijing_time(written, day, clock):
    found = next(find_moments(written))
    assert (str(found.day), f"{found.clock:%H:%M}") == (day, clock)


@pytest.mark.parametrize(
    "written",
    [
        "2026-09-09 04:00 et al.",
        "2026-09-09 04:00 CTO",
        "2026-09-09 04:00 Etna",
        "2026-09-09 04:00 PTA",
        "2026-09-09 04:00 CT 检查",
    ],
)
def test_control_words_like_zones_change_no_time(written):
    found = next(find_moments(written))
    assert (str(found.day), f"{found.clock:%H:%M}") == ("2026-09-09", "04:00")


@pytest.mark.parametrize("zone", ["GMT", "UTC", "Z", "+00:00"])
def test_a_zone_in_the_next_line_is_read_as_well(zone):
    found = next(find_moments(f"2026-09-09 04:00\n{zone}"))
    assert (str(found.day), f"{found.clock:%H:%M}") == ("2026-09-09", "12:00")
