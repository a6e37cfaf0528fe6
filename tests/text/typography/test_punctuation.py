from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.language.han import han
from series.text.typography.punctuation import restore_punctuation
from tests.helpers.samples.seed import seed_text


def restored(text):
    return restore_punctuation(text).text


def test_the_seed_gets_its_99_marks_back_and_keeps_its_18_spaces():
    text = seed_text()
    result = restore_punctuation(text)
    assert Counter(mark.half for mark in result.marks) == {
        ",": 91, ":": 4, ";": 1, "!": 1, "(": 1, ")": 1,
    }  # fmt: skip
    assert [at for at, c in enumerate(text) if c == " "] == [
        at for at, c in enumerate(result.text) if c == " "
    ]
    assert result.text.count(" ") == 18
    assert han(result.text) == han(text)
    assert not set(",;!()") & set(result.text)


@pytest.mark.parametrize(
    ("flat", "full"),
    [
        ("聚焦发展,服务企业;真抓实干!", "聚焦发展，服务企业；真抓实干！"),
        ("目前,会员32000家,入库3万条", "目前，会员32000家，入库3万条"),
        ("2023,常州再出发", "2023，常州再出发"),
        ("工作展示(二)", "工作展示（二）"),
        ("倡议(含(一)(二)两项)", "倡议（含（一）（二）两项）"),
        ("人工智能(AI)应用", "人工智能（AI）应用"),
        ("AI(人工智能)", "AI（人工智能）"),
        ("“双碳”,“532”", "“双碳”，“532”"),
        ("时间:10:30,地点:龙城厅", "时间：10:30，地点：龙城厅"),
        ("怎么办?怎么看?", "怎么办？怎么看？"),
        ("(1)总则", "（1）总则"),
        ("(a)和(b)两项", "（a）和（b）两项"),
        ("12:00,散会", "12:00，散会"),
        ("写信到office@example.org,或来电", "写信到office@example.org，或来电"),
        ("COVID-19,防控", "COVID-19，防控"),
        ("Q&A:你问我答", "Q&A：你问我答"),
        ("加快AI+,推进转型", "加快AI+，推进转型"),
        ("见http://example.org/a,b?c=1,详情请阅", "见http://example.org/a,b?c=1，详情请阅"),
    ],
)
def test_marks_beside_chinese_become_full_width(flat, full):
    assert restored(flat) == full


@pytest.mark.parametrize(
    "text",
    [
        "1,234,567.89",
        "10:30:00",
        "COVID-19, AI, IT",
        "Q&A: yes!",
        "f(x); g(2)",
        "F(x)的值",
        "(AI)",
        "a:b;c!",
        "office@example.org",
        "https://example.org/a;b?c=(d)",
        "比例3:2",
        "7.65亿元",
    ],
)
def test_marks_inside_numbers_latin_times_and_addresses_stay(text):
    assert restored(text) == text


def test_full_stops_come_back_only_where_all_were_flattened():
    assert restored("会议召开.大家发言.") == "会议召开。大家发言。"
    assert restored("会议召开.大家发言。") == "会议召开.大家发言。"
    assert restored("一.总体要求\n7.65亿元.") == "一.总体要求\n7.65亿元。"


def test_a_full_stop_at_the_end_of_a_line_comes_back_among_full_ones():
    assert restored("会议召开。大家发言.") == "会议召开。大家发言。"


@pytest.mark.parametrize(
    ("flat", "full"),
    [
        ('以"两个健康"为主题', "以“两个健康”为主题"),
        ('"532"发展战略', "“532”发展战略"),
        ("走进'标杆企业'", "走进‘标杆企业’"),
        ("开展\"走进'标杆企业'\"活动", "开展“走进‘标杆企业’”活动"),
        ('他说:"来得及时!"会后', "他说：“来得及时！”会后"),
        ('包括"AI","5G","6G"等', "包括“AI”，“5G”，“6G”等"),
        ('上线"人才贷""常商贷"', "上线“人才贷”“常商贷”"),
        ('CEO说:"It\'s on."', "CEO说：“It's on.”"),
    ],
)
def test_straight_quotes_around_chinese_become_curly(flat, full):
    assert restored(flat) == full


@pytest.mark.parametrize(
    "text",
    ['"Go global" is a plan', '15"和17"屏幕', "It's a deal", '少了一半"的引号', '孤立的" "空白', '第一行"\n第二行"'],
)  # fmt: skip
def test_control_quotes_that_are_no_chinese_pair_stay(text):
    assert restored(text) == text


def test_brackets_that_do_not_close_in_their_line_stay():
    assert restored("1)首先\n(其次") == "1)首先\n(其次"


@given(st.text(alphabet="常州论坛aZ19 ,;:!?().，。“”《》\n：/@http-\"'", max_size=80))
def test_nothing_but_marks_ever_changes_and_twice_is_once(text):
    result = restore_punctuation(text)
    assert len(result.text) == len(text)
    changed = {
        at for at, pair in enumerate(zip(text, result.text, strict=True)) if pair[0] != pair[1]
    }
    assert changed == {mark.start for mark in result.marks}
    assert all(text[at] in ",;:!?().\"'" for at in changed)
    assert restore_punctuation(result.text).text == result.text


def test_a_hostile_line_is_read_once_and_done():
    assert len(restored("(" * 200_000 + "常" + ")" * 200_000)) == 400_001
    assert restored("," * 100_000) == "," * 100_000


@pytest.mark.parametrize(
    "piece", ['"', "'", "a'", "a.", "a@", "1", "1,", "a-", "http://", "www.", "%+-"]
)
def test_runs_that_nearly_are_addresses_or_numbers_are_read_once(piece):
    """Half a million characters: a pattern that starts anew inside a run would take hours."""
    run = piece * (500_000 // len(piece))
    assert restored(f"{run} 常州,") == f"{run} 常州，"
