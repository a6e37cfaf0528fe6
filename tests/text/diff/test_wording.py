"""One text against another: few characters marked, both texts given back, bounded time."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from series.text.diff.myers import matches
from series.text.diff.wording import common_runs, compare_texts
from tests.helpers.samples.edits import demo_texts

WORDS = "广泛汇集全市民营企业家力量，推动助企纾困、减税让利等政策直达快享。"


def shown(old, new):
    return "".join(p.old if p.same else f"[{p.old}|{p.new}]" for p in compare_texts(old, new))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        (
            "广泛汇集全市民营企业家力量",
            "广泛凝聚全市民营企业家力量",
            "广泛[汇集|凝聚]全市民营企业家力量",
        ),
        ("纾困、减税让利、金融服务", "纾困、减费让利、金融服务", "纾困、减[税|费]让利、金融服务"),
        ("会员总数已达32000家", "会员总数超过32000家", "会员总数[已达|超过]32000家"),
        ("发放贷款4000余亿元", "发放贷款4000多亿元", "发放贷款4000[余|多]亿元"),
        ("锻造新优势，取得显著成效。督促", "锻造新优势。督促", "锻造新优势[，取得显著成效|]。督促"),
        (
            "近60篇，在座谈会上",
            "近60篇，省领导批示5篇，在座谈会上",
            "近60篇，[|省领导批示5篇，]在座谈会上",
        ),
        (
            "走进东方润安，走进九洲投资",
            "走进东方润安，走进永安行，走进九洲投资",
            "走进东方润安，[|走进永安行，]走进九洲投资",
        ),
        ("推动发展", "推动高质量发展", "推动[|高质量]发展"),
        ("", "新增", "[|新增]"),
        ("相同", "相同", "相同"),
        ("", "", ""),
    ],
)
def test_what_is_marked(old, new, marked):
    assert shown(old, new) == marked


def test_a_rewritten_passage_is_not_marked_in_crumbs():
    old, new = "市工商联大力弘扬的企业家精神", "全体会员认真贯彻的党代会决议"
    assert shown(old, new) == f"[{old}|{new}]"


def test_control_lone_characters_between_small_changes_stay_common_ground():
    assert shown("减税让利", "减费让力") == "减[税|费]让[利|力]"


ARTICLES = ["".join(text.split()) for text in demo_texts().values()]
ONE, OTHER = "".join(ARTICLES[:6]), "".join(ARTICLES[6:12])


def test_two_long_texts_with_nothing_in_common_are_read_as_replaced():
    found = compare_texts(ONE, OTHER)
    assert sum(len(p.old) for p in found if p.same) < len(ONE) * 0.01
    assert all(len(p.old) > 3 for p in found if p.same)


def test_control_the_longest_common_subsequence_alone_shares_an_eighth_of_them():
    assert sum(match.length for match in matches(ONE, OTHER)) > len(ONE) / 8


def test_control_a_sentence_that_stayed_in_a_rewritten_text_is_common_ground():
    stayed = ONE[3_000:3_040]
    found = common_runs(ONE, OTHER[:2_500] + stayed + OTHER[2_500:])
    assert max(match.length for match in found) >= len(stayed)


texts = st.text(st.sampled_from("常州市民企，。发展的了12 "), max_size=60)


@given(texts, texts)
@settings(max_examples=400, deadline=None)
def test_the_pieces_give_back_both_texts(old, new):
    found = compare_texts(old, new)
    assert ("".join(p.old for p in found), "".join(p.new for p in found)) == (old, new)
    assert all(p.old or p.new for p in found)
    assert all(one.same != other.same for one, other in pairwise(found))


def longest_common(old, new):
    """The length of the longest common subsequence by the textbook's table."""
    row = [0] * (len(new) + 1)
    for sign in old:
        before = row[:]
        for at, other in enumerate(new, start=1):
            row[at] = before[at - 1] + 1 if sign == other else max(before[at], row[at - 1])
    return row[-1]


edits = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.text("汇凝集聚税费余多", max_size=2)),
    min_size=1,
    max_size=4,
)


@given(edits)
@settings(max_examples=300, deadline=None)
def test_no_more_is_marked_than_must_be(changes):
    """Against the longest common subsequence: small edits mark the least that any diff could."""
    text = "".join(chr(0x4E00 + at) for at in range(40))
    new = text
    for place, length, words in reversed(changes):
        at = place * 10 + 3
        new = new[:at] + words + new[at + length :]
    found = compare_texts(text, new)
    marked = sum(len(p.old) + len(p.new) for p in found if not p.same)
    assert marked == len(text) + len(new) - 2 * longest_common(text, new)


def scattered(text, *, count):
    chance = random.Random(7)
    out = list(text)
    for _ in range(count):
        out[chance.randrange(len(out))] = chance.choice("汇凝集聚税费余多")
    return "".join(out)


LONG = "".join(chr(0x4E00 + at * 7919 % 4000) for at in range(50_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, scattered(LONG, count=300)),
        (LONG, LONG[::-1]),
        ("常" * 50_000, "常州" * 20_000),
        ("ab" * 25_000, "ba" * 25_000),
        (WORDS * 1_500, scattered(WORDS * 1_500, count=3_000)),
    ],
)
def test_fifty_thousand_characters_take_a_moment(old, new):
    start = time.process_time()
    found = compare_texts(old, new)
    assert time.process_time() - start < 3
    assert ("".join(p.old for p in found), "".join(p.new for p in found)) == (old, new)
