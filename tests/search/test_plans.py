"""PostgreSQL goes through the index whatever it believes about the table.

It guesses what a plan costs from the last count of the rows, and autovacuum counts none while the
texts of an import are not committed.
"""

import pytest
from django.db import connection

from series.search.guessing import guess
from series.search.narrowing import EVERYTHING
from series.search.postgres import TOKENS
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers.corpus import publish, texts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="只用于 postgresql"),
]
COUNT = 100
LINES = ("商会", "商", "钟楼区商会围绕", "商会 企业家", "商会 -区")
LETTERS = ("shanghui", "jtqsh")


@pytest.fixture
def counted_as_empty():
    """A cursor that counts vectors, on texts of which the planner believes that there are none."""
    publish(texts(COUNT))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("DELETE FROM series_search_a")  # what tests that commit have left
            cursor.execute("VACUUM ANALYZE series_search_a")
    finally:
        other.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'series_search_a'")
        assert cursor.fetchone() == (0,)
        cursor.execute("SET LOCAL track_functions = 'pl'")
        yield cursor


def vectors(cursor):
    """How many vectors of texts were made since this began to be counted."""
    cursor.execute(f"SELECT pg_stat_get_xact_function_calls('{TOKENS}'::regproc)")
    return cursor.fetchone()[0] or 0


def test_no_question_makes_a_vector(counted_as_empty):
    for line in LINES:
        assert search_entries(read_query(line)).count, line
        assert vectors(counted_as_empty) == 0, line
    for line in LETTERS:
        assert guess(read_query(line), EVERYTHING), line
        assert vectors(counted_as_empty) == 0, line


def test_other_questions_keep_all_their_plans(counted_as_empty):
    search_entries(read_query("商会"))
    counted_as_empty.execute("SHOW enable_seqscan")
    assert counted_as_empty.fetchone() == ("on",)


def test_control_left_to_the_planner_it_makes_one_of_every_text(counted_as_empty, monkeypatch):
    monkeypatch.setattr("series.search.postgres.INDEX_ALONE", "RESET enable_seqscan")
    assert search_entries(read_query("商会 企业家")).count
    assert vectors(counted_as_empty) >= COUNT
