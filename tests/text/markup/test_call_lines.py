"""历程, 承诺 and 结果 of a call: what is typed, what is stored, and what is said of a wrong line."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from series.text.markup.blocks import TextError
from series.text.markup.call_lines import (
    LONGEST_TEXT,
    MOST,
    CallOutcome,
    Milestone,
    Threshold,
    parse_milestones,
    parse_outcomes,
    parse_thresholds,
    split_milestone,
    split_outcome,
    split_threshold,
)


@pytest.mark.parametrize(
    ("typed", "stored", "parts"),
    [
        ("2022-11 提问：一句话", "2022-11 提问：一句话", Milestone("2022-11", "提问", "一句话")),
        ("2023年6月 立法", "2023-06 立法", Milestone("2023-06", "立法")),
        ("2024年2月17日，第一届", "2024-02-17 第一届", Milestone("2024-02-17", "第一届")),
        ("２０２４.2.17 第一届", "2024-02-17 第一届", Milestone("2024-02-17", "第一届")),
        ("2021年：起步", "2021 起步", Milestone("2021", "起步")),
        (
            "2026/2/24 第三届：见报道: 两篇 | https://example.org/articles/7",
            "2026-02-24 第三届：见报道: 两篇｜/articles/7/",
            Milestone("2026-02-24", "第三届", "见报道: 两篇", "/articles/7/"),
        ),
        ("2026 20家先行", "2026 20家先行", Milestone("2026", "20家先行")),
    ],
)
def test_a_step_is_typed_as_people_write_days(typed, stored, parts):
    assert parse_milestones(typed) == [stored]
    assert split_milestone(stored) == parts
    assert parse_milestones(stored) == [stored]


def test_steps_stand_in_the_order_of_their_days():
    typed = "2024-02-17 三\n\n2022 一\n2022-11 二"
    assert parse_milestones(typed) == ["2022 一", "2022-11 二", "2024-02-17 三"]


@pytest.mark.parametrize(
    ("typed", "stored", "parts"),
    [
        ("100 书面答复", "100 书面答复", Threshold(100, "书面答复")),
        ("200家：当面回应", "200 当面回应", Threshold(200, "当面回应")),
        ("1,000 家 上会", "1000 上会", Threshold(1000, "上会")),
        (
            "100家 书面答复：2026年11月20日，补贴并入明年政策｜/articles/3/",
            "100 书面答复：2026-11-20 补贴并入明年政策｜/articles/3/",
            Threshold(100, "书面答复", "2026-11-20", "补贴并入明年政策", "/articles/3/"),
        ),
    ],
)
def test_a_promise_begins_with_its_number(typed, stored, parts):
    assert parse_thresholds(typed) == [stored]
    assert split_threshold(stored) == parts
    assert parse_thresholds(stored) == [stored]


def test_an_outcome_is_a_line_with_or_without_a_link():
    lines = ["行动清单：41件｜/events/9/", "一件已办"]
    assert parse_outcomes("\n".join(lines)) == lines
    assert [split_outcome(line) for line in lines] == [
        CallOutcome("行动清单：41件", "/events/9/"),
        CallOutcome("一件已办"),
    ]


@pytest.mark.parametrize(
    ("parse", "typed", "said"),
    [
        (parse_milestones, "第一届", "历程第1行：请以日期开头"),
        (parse_milestones, "2024-02-17 好\n2024-13 坏", "历程第2行：没有“2024-13”这个日期"),
        (parse_milestones, "2023-02-30 坏", "没有“2023-02-30”这个日期"),
        (parse_milestones, "2023-06", "历程第1行：缺少内容"),
        (parse_milestones, "2023 甲｜https://example.org/", "请写本站稿件的地址"),
        (parse_milestones, "2023 甲｜javascript:alert(1)", "请写本站稿件的地址"),
        (parse_milestones, "2023 甲｜//evil.example/articles/1/", "请写本站稿件的地址"),
        (parse_milestones, "2023 甲｜乙｜/articles/1/", "竖线“｜”只能有一个"),
        (parse_milestones, f"2023 甲：{'长' * (LONGEST_TEXT + 1)}", "说明超过 300 字"),
        (parse_milestones, "\n".join(["2023 甲"] * (MOST + 1)), "历程最多 40 行，现有 41 行"),
        (parse_thresholds, "书面答复", "承诺第1行：请以家数开头"),
        (parse_thresholds, "0 书面答复", "请以家数开头"),
        (parse_thresholds, "99999999999 书面答复", "请以家数开头"),
        (parse_thresholds, "100 甲\n100家 乙", "承诺：100 家写了两行"),
        (parse_thresholds, "100 书面答复：已经答复", "答复请以日期开头"),
        (parse_thresholds, "100 书面答复：2026-11 已经答复", "答复请以日期开头"),
        (parse_outcomes, "长" * (LONGEST_TEXT + 1), "请写 1 到 300 字"),
        (parse_outcomes, "｜/articles/1/", "请写 1 到 300 字"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_write(parse, typed, said):
    with pytest.raises(TextError, match=r"第|最多|：") as refused:
        parse(typed)
    assert said in str(refused.value)


@given(some.text(alphabet="2023年-1月 一：:｜|/articles家,　x", max_size=40))
def test_what_is_stored_is_read_again_as_the_same(typed):
    for parse in (parse_milestones, parse_thresholds, parse_outcomes):
        try:
            stored = parse(typed)
        except TextError:
            continue
        assert parse("\n".join(stored)) == stored
