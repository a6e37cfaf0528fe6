"""Programme lines: what is typed is read, what is wrong is named, what is stored comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.markup.blocks import TextError
from series.text.markup.programme import KINDS, parse_programme, render_programme


def test_a_full_line():
    assert parse_programme("09:30—10:10 主题演讲：智造之路｜张教授｜含问答") == [
        {
            "starts": "09:30",
            "ends": "10:10",
            "kind": "keynote",
            "title": "智造之路",
            "speaker": "张教授",
            "note": "含问答",
        }
    ]


@pytest.mark.parametrize(
    "line", ["9:30-10:10 签到", "09：30～10：10 签到", "09:30 至 10:10　签到", "09:30—10:10签到"]
)
def test_times_as_people_type_them(line):
    (session,) = parse_programme(line)
    assert (session["starts"], session["ends"], session["title"]) == ("09:30", "10:10", "签到")


def test_only_a_title():
    (session,) = parse_programme("  参观车间  ")
    assert (session["starts"], session["kind"], session["title"]) == ("", "other", "参观车间")


def test_an_unknown_word_before_a_colon_belongs_to_the_title():
    assert parse_programme("致辞：市领导讲话")[0]["title"] == "致辞：市领导讲话"


def test_the_ascii_bar_separates_too():
    assert parse_programme("对话|李总")[0]["speaker"] == "李总"


def test_empty_lines_are_left_out_but_counted():
    with pytest.raises(TextError, match="第3行：没有“25:10”这个时间"):
        parse_programme("签到\n\n25:10 致辞")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("09:30—10:10", "缺少内容"),
        ("主题演讲：｜张教授", "缺少内容"),
        ("题目｜主讲｜说明｜又一项", "竖线“｜”最多两个"),
        ("10:10—09:30 致辞", "结束时间 09:30 早于开始时间 10:10"),
        ("09:61 致辞", "没有“09:61”这个时间"),
        ("长" * 121, "内容超过 120 字"),
    ],
)
def test_a_wrong_line_is_named(line, sentence):
    with pytest.raises(TextError, match=sentence) as caught:
        parse_programme(line)
    assert "第1行" in str(caught.value)


CLOCK = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02}:{t[1]:02}")
WORDS = st.text("常商论坛主题演讲：致辞ABC（）“”", min_size=1, max_size=30)
SPANS = st.one_of(
    st.just(("", "")),
    CLOCK.map(lambda clock: (clock, "")),
    st.tuples(CLOCK, CLOCK).map(sorted).map(tuple),
)
SESSIONS = st.builds(
    lambda span, kind, title, speaker, note: {
        "starts": span[0],
        "ends": span[1],
        "kind": kind,
        "title": title,
        "speaker": speaker,
        "note": note,
    },
    SPANS,
    st.sampled_from(sorted(KINDS.values())),
    WORDS,
    WORDS | st.just(""),
    WORDS | st.just(""),
)


@given(st.lists(SESSIONS, max_size=5))
def test_what_is_stored_comes_back(sessions):
    assert parse_programme(render_programme(sessions)) == sessions


def test_the_kinds_are_those_of_the_model():
    from series.models import SessionKind

    assert {(kind, label) for label, kind in KINDS.items()} == set(SessionKind.choices)
