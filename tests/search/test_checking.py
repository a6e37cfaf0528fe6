"""The check of the search promise has a witness of its own: it does not squeeze what it counts."""

import re
from random import Random

import pytest

from series.search.checking import IndexCheck, count_letters, sample_runs
from series.search.query import read_query
from series.search.searching import search_entries
from series.text.language import index_form
from tests.helpers import making

RARE = "\U0003158e"  # Ext H
ONLY_OLD_LETTERS = re.compile(f"[^\\w{index_form.POINT}]+")


@pytest.fixture
def named(column):
    body = f"<p>副会长陈{RARE}到会，二O二五年再来。</p>"
    return making.article("public", headline="会员名单公布", body=body, tags=[])


@pytest.mark.django_db
def test_what_is_whole_breaks_no_promise(named):
    assert list(IndexCheck().misses()) == []


@pytest.mark.django_db
def test_a_letter_that_falls_out_of_index_and_question_alike_is_seen(column, monkeypatch):
    monkeypatch.setattr(index_form, "_LEFT_OUT", ONLY_OLD_LETTERS)
    body = f"<p>副会长陈{RARE}到会。</p>"
    row = making.article("public", headline="会员名单公布", body=body, tags=[])
    assert {miss.entry.pk for miss in IndexCheck().misses()} == {row.pk}
    assert "有字被丢掉" in str(next(IndexCheck().misses()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (f"陈{RARE}", True),
        ("陈\U0003158f", False),
        ("陈\ue000", False),
        ("二○二五年", True),
        ("二零二五", True),
        ("二O", True),
        ("二〇二六", False),
    ],
)
def test_a_name_with_a_rare_character_finds_its_entry_alone(named, asked, found):
    assert bool(search_entries(read_query(asked)).candidates) is found


def test_letters_are_counted_by_unicode_and_not_by_the_index():
    assert count_letters(f"陈{RARE}，2.5 亿（\ue863）○") == 6


def test_the_neighbourhood_of_every_rare_character_is_looked_for():
    runs = sample_runs([f"{'会员单位' * 40}陈{RARE}到会{'会员单位' * 40}"], Random(1))
    assert f"陈{RARE}到" in runs
    assert "，" not in sample_runs(["，"], Random(1))
