"""How rare a word is, by the newest public texts of the site."""

from math import log

import pytest

from series.actions.editorial.publication import withdraw
from series.models import SearchDocument
from series.search import rarity as module
from series.search.rarity import ENOUGH, SEEN, site_rarity
from tests.helpers import making, people
from tests.helpers.corpus import Text, publish

pytestmark = pytest.mark.django_db


def published(count, *, held=lambda number: ""):
    """So many public texts; `held(number)` stands in the text of that number, 0 the oldest."""
    return publish([Text(f"第{n}篇题目", (f"正文。{held(n)}。",)) for n in range(count)])


def test_a_small_site_says_nothing_and_one_text_more_is_enough(column):
    published(ENOUGH - 1)
    assert site_rarity() is None
    row = making.article("public")
    assert site_rarity() is not None
    withdraw(row, reason="内容有误", by=people.chief())
    assert site_rarity() is None


def test_the_rarity_is_that_of_the_texts(column):
    published(60, held=lambda n: "密封圈" if n < 14 else "轴 承" if n == 30 else "")
    rarity = site_rarity()
    assert rarity("题目") == 0.0
    assert rarity("密封圈") == pytest.approx(log(61 / 15))
    assert rarity("轴承") == pytest.approx(log(61 / 2))  # a blank parts no word
    assert rarity("齿轮") == pytest.approx(log(61))
    assert rarity("“”") == 0.0


def test_a_common_word_is_known_by_the_newest_texts_that_hold_it(column):
    published(200, held=lambda n: "密封圈" if n % 2 else "")
    rarity = site_rarity()
    assert rarity("密封圈") == pytest.approx(log(2), abs=0.05)
    assert rarity("题目") == 0.0


def test_only_the_newest_texts_are_asked(column, monkeypatch):
    monkeypatch.setattr(module, "SAMPLE", 60)
    published(100, held=lambda n: "密封圈" if n < 40 else "轴承" if n == 40 else "")
    rarity = site_rarity()
    assert rarity("密封圈") == pytest.approx(log(61))
    assert rarity("轴承") == pytest.approx(log(61 / 2))  # control: the oldest of the 60


def test_drafts_say_nothing_and_a_text_taken_back_no_longer(column):
    published(ENOUGH)
    row = making.article("public", headline="一枚密封圈")
    making.article("signed", headline="又一枚密封圈")
    assert site_rarity()("密封圈") == pytest.approx(log((ENOUGH + 2) / 2))
    withdraw(row, reason="内容有误", by=people.chief())
    assert site_rarity()("密封圈") == pytest.approx(log(ENOUGH + 1))


def test_what_is_published_meanwhile_changes_no_answer_to_nonsense(column):
    published(ENOUGH)
    rarity = site_rarity()
    published(SEEN + 1)
    SearchDocument.objects.order_by("pk").first().delete()
    assert 0.0 <= rarity("题目") < 0.05


def test_a_word_costs_one_query(column, django_assert_num_queries):
    published(ENOUGH)
    with django_assert_num_queries(2):
        rarity = site_rarity()
    for word in ("题目", "密封圈"):
        with django_assert_num_queries(1):
            rarity(word)
