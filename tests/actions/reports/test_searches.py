"""检索词 among the reports: what was not found comes first, and goes once it is found."""

from datetime import date

import pytest

from series.actions.progress.periods import Period
from series.actions.reports.editorial import scope_of
from series.actions.reports.searches import NOT_KEPT, searches
from series.models import SearchTally
from tests.helpers import people

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def tally(question, day, *, times=1, hits=0, guessed=False):
    given = {"times": times, "hits": hits, "guessed": guessed}
    SearchTally.objects.create(question=question, day=date(2026, 11, day), **given)


def report(period=NOVEMBER):
    tables, listing = searches(scope_of(people.chief(), period))
    found = {table.title: list(table.rows) for table in tables}
    return found | {"全部": [listing.row(one) for one in listing.objects]}


def test_what_was_not_found_comes_first_the_most_frequent_on_top():
    tally("光伏", 2, times=2)
    tally("光伏", 3, times=3)
    tally("氢能", 4, times=9)
    tally("储能", 4, times=50, hits=12)
    tally("cnsl", 5, times=4, hits=3, guessed=True)
    tables, _ = searches(scope_of(people.chief(), NOVEMBER))
    assert tables[0].title == "没有找到的"
    assert list(tables[0].rows) == [
        ("氢能", date(2026, 11, 4), 9),
        ("光伏", date(2026, 11, 3), 5),
        ("cnsl", date(2026, 11, 5), 4),
    ]
    assert tables[0].link(tables[0].rows[0]) == "/search/?q=%E6%B0%A2%E8%83%BD"
    assert report()["找得最多的"][0] == ("储能", 50)


def test_what_was_found_later_is_missed_no_more():
    tally("氢能", 4)
    tally("光伏", 4)
    tally("氢能", 9, hits=1)
    tally("光伏", 9, hits=1, guessed=True)  # a guess is no answer
    tally("储能", 4, hits=1)
    tally("储能", 9)  # found once and withdrawn since
    found = [row[0] for row in report()["没有找到的"]]
    assert found == ["光伏", "储能"]


def test_every_question_with_its_last_answer():
    tally("储能", 4, times=3)
    tally("储能", 9, times=2, hits=7)
    tally("两个健康", 9, hits=1000)
    tally("cnsl", 9, hits=3, guessed=True)
    assert report()["全部"] == [
        ("储能", 5, 3, date(2026, 11, 9), "7 条"),
        ("cnsl", 1, 1, date(2026, 11, 9), "只有猜的结果"),
        ("两个健康", 1, 0, date(2026, 11, 9), "1000 条以上"),
    ]


def test_what_was_not_kept_is_counted_without_words_or_link():
    tally("", 4, times=6)
    found = report()
    assert (found["没有找到的"], found["找得最多的"]) == ([], [])
    assert found["全部"] == [(NOT_KEPT, 6, 0, date(2026, 11, 4), "")]
    _, listing = searches(scope_of(people.chief(), NOVEMBER))
    assert listing.url_of(listing.objects[0]) == ""


def test_only_the_period_counts_and_long_ones_go_by_month():
    tally("储能", 4, hits=1)
    tally("储能", 5, hits=1, times=2)
    assert report()["按日"] == [(date(2026, 11, 4), 1), (date(2026, 11, 5), 2)]
    assert report(Period(date(2026, 11, 5), date(2026, 11, 5)))["按日"] == [(date(2026, 11, 5), 2)]
    assert report(Period(date(2026, 1, 1), date(2026, 12, 31)))["按月"] == [("2026-11", 3)]
    assert report(Period(date(2025, 1, 1), date(2025, 12, 31)))["全部"] == []
