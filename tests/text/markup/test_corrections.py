from datetime import date

import pytest

from series.text.markup.corrections import (
    LONGEST,
    MOST,
    CorrectionError,
    parse_corrections,
    split_correction,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("", []),
        (" \r\n \n", []),
        ("会员数应为32000家", ["2026-11-24 会员数应为32000家"]),
        ("2026-11-20 会员数应为32000家", ["2026-11-20 会员数应为32000家"]),
        ("2026-1-5：日期应为5日", ["2026-01-05 日期应为5日"]),
        ("2026-11-20　全角空格\r\n次日再改", ["2026-11-20 全角空格", "2026-11-24 次日再改"]),
        ("2026年11月20日的数字有误", ["2026-11-24 2026年11月20日的数字有误"]),
        ("2026-11-20", ["2026-11-24 2026-11-20"]),
    ],
)
def test_each_line_is_a_note_with_its_day(typed, notes):
    assert parse_corrections(typed, today=TODAY) == notes
    assert parse_corrections("\n".join(notes), today=TODAY) == notes


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-02-30 有误", "开头的日期有误"),
        ("2026-11-25 明天的事", "的日期在将来"),
        ("长" * (LONGEST + 1), f"超过 {LONGEST} 字"),
        ("一条\n" * (MOST + 1), f"最多 {MOST} 条，现有 {MOST + 1} 条"),
    ],
)
def test_a_note_that_cannot_stand_is_named(typed, why):
    with pytest.raises(CorrectionError, match=why):
        parse_corrections(typed, today=TODAY)


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("2026-11-24 会员数应为32000家", ("2026-11-24", "会员数应为32000家")),
        ("没有日期 的旧说明", ("", "没有日期 的旧说明")),
    ],
)
def test_a_stored_note_falls_into_day_and_text(note, parts):
    assert split_correction(note) == parts
