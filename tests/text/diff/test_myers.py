"""The common runs of two sequences: true, in order, as long as can be, and bounded in effort."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from series.text.diff import myers
from series.text.diff.myers import Effort, heaviest_chain, matches

few = st.text("常州企。", max_size=40)
lists = st.lists(st.sampled_from(["<p>甲</p>", "<p>乙</p>", "<hr>", "丙"]), max_size=20)
EXACT, EDITS, ANCHORS = "exact", "edits", "anchors"


def longest_common(old, new):
    """The length of the longest common subsequence by the textbook's table."""
    row = [0] * (len(new) + 1)
    for one in old:
        before = row[:]
        for at, other in enumerate(new, start=1):
            row[at] = before[at - 1] + 1 if one == other else max(before[at], row[at - 1])
    return row[-1]


def rebuilt(old, new, found):
    """The new sequence from the common runs of the old one and what `new` has between them."""
    out, at = new[:0], 0
    for match in found:
        out += new[at : match.new] + old[match.old : match.old + match.length]
        at = match.new + match.length
    return out + new[at:]


def length(found):
    return sum(match.length for match in found)


@pytest.fixture(params=[EXACT, EDITS, ANCHORS])
def effort(request, monkeypatch):
    """What makes an Effort by which each of the three ways is taken, whatever the length."""
    if request.param == EDITS:
        monkeypatch.setattr(myers, "EXACT", 0)
    left = 0 if request.param == ANCHORS else myers.MOST
    return lambda: Effort(left)


@pytest.mark.parametrize("given_", [few, lists])
def test_the_runs_are_common_and_give_the_other_sequence(given_, effort):
    @given(given_, given_)
    @settings(max_examples=200, deadline=None)
    def holds(old, new):
        found = matches(old, new, effort=effort())
        assert rebuilt(old, new, found) == new
        assert all(match.length > 0 for match in found)
        for one, next_ in pairwise(found):
            gaps = next_.old - one.old - one.length, next_.new - one.new - one.length
            assert min(gaps) >= 0
            assert max(gaps) > 0

    holds()


@given(st.one_of(st.tuples(few, few), st.tuples(lists, lists)))
@settings(max_examples=500, deadline=None)
def test_no_more_could_be_common(pair):
    old, new = pair
    assert length(matches(old, new)) == longest_common(old, new)


def edited(text, *, changes):
    chance, out = random.Random(11), list(text)
    for _ in range(changes):
        at = chance.randrange(len(out))
        out[at : at + chance.randrange(2)] = chance.choices("汇凝集聚税费余多", k=1)
    return "".join(out)


def distinct(length):
    chance = random.Random(5)
    return "".join(chr(0x4E00 + chance.randrange(3_000)) for _ in range(length))


def test_a_long_text_with_few_edits_loses_next_to_nothing_in_each_way(effort):
    text = distinct(3_000)
    new = edited(text, changes=100)
    assert length(matches(text, new, effort=effort())) >= longest_common(text, new) - 40


def test_effort_is_spent_by_the_pairs_that_are_compared():
    effort = Effort(1_000)
    matches("甲" + "乙" * 20 + "丙", "甲" + "丁" * 30 + "丙", effort=effort)
    assert effort.left == 400
    matches("乙丁" * 20, "丁乙" * 20, effort=effort)
    assert effort.left == 400


def test_without_effort_an_insertion_between_unique_words_is_still_found():
    text = distinct(400)
    new = text[:200] + distinct(650)[450:] + text[200:]
    assert length(matches("甲" + text + "乙", "丙" + new + "丁", effort=Effort(0))) == 400


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 2, st.integers(1, 9)), max_size=8))
@settings(max_examples=200, deadline=None)
def test_the_heaviest_chain_is_the_heaviest(pairs):
    weight = {}
    for i, j, heavy in pairs:
        weight[i, j] = max(weight.get((i, j), 0), heavy)
    best = {}
    for i, j in sorted(weight):
        under = (best[at] for at in best if at[0] < i and at[1] < j)
        best[i, j] = weight[i, j] + max(under, default=0)
    chain = heaviest_chain(pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(chain))
    assert sum(weight[link] for link in chain) == max(best.values(), default=0)
