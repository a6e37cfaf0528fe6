"""检索词 are counted in memory, written together, bounded whatever comes, and say nothing of anybody."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from series.actions.counters import searches
from series.models import SearchTally
from series.search.query import read_query
from tests.helpers.deeds.threads import run_together

SHANGHAI = timezone.get_default_timezone()


def ask(line, *, hits=3, guessed=False, times=1):
    for _ in range(times):
        searches.count_question(read_query(line), hits=hits, guessed=guessed)


def rows():
    return list(
        SearchTally.objects.order_by("day", "question").values_list(
            "question", "times", "hits", "guessed"
        )
    )


@pytest.mark.django_db
def test_questions_wait_and_are_written_by_the_day_in_shanghai():
    with time_machine.travel(datetime(2026, 11, 27, 23, 59, tzinfo=SHANGHAI), tick=False):
        ask("储能", times=2)
    with time_machine.travel(datetime(2026, 11, 28, 0, 1, tzinfo=SHANGHAI), tick=False):
        ask("储能", hits=5)
    assert rows() == []
    assert searches.write_searches() == 2
    assert searches.write_searches() == 0
    days = SearchTally.objects.order_by("day").values_list("day", "times", "hits")
    assert list(days) == [(date(2026, 11, 27), 2, 3), (date(2026, 11, 28), 1, 5)]


@pytest.mark.django_db
def test_the_last_answer_of_the_day_is_kept():
    ask("储能", hits=0)
    searches.write_searches()
    ask("储能", hits=2, guessed=True)
    ask("储能", hits=7)
    searches.write_searches()
    assert rows() == [("储能", 3, 7, False)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("“储能”　沙龍", "储能 沙龙"),
        ("ＡＩ质检 2.5", "ai质检 2.5"),
        ("储能 -贷款 栏目：两个健康", "储能 -贷款 栏目：两个健康"),
        ("话题:储能", "话题：储能"),
        ("新" * 90, "新" * 60),
    ],
)
def test_one_question_is_kept_once_however_it_is_typed(line, kept):
    ask(line)
    searches.write_searches()
    assert rows() == [(kept, 1, 3, False)]
    again = read_query(kept)
    assert searches.question_of(again) == kept


@pytest.mark.django_db
@pytest.mark.parametrize("line", ["", "%", "“”", "-储能"])
def test_what_asks_for_nothing_is_not_counted(line):
    ask(line)
    assert searches.write_searches() == 0


@pytest.mark.django_db
def test_what_looks_personal_is_counted_and_not_kept():
    for line in (
        "王某 13812345678",
        "zhang@example.cn",
        "138\u00ad123\u00ad45678",
        "栏目：138123456",
    ):
        ask(line)
    ask("储能", hits=1)
    searches.write_searches()
    assert rows() == [("", 4, 0, False), ("储能", 1, 1, False)]


@pytest.mark.django_db
def test_a_flood_fills_neither_memory_nor_table(monkeypatch):
    monkeypatch.setattr(searches, "MOST_A_DAY", 350)
    ask("储能")
    for number in range(10_000):
        ask(f"洪水{number}")
        if number % 1_000 == 999:
            assert len(searches._waiting) <= searches.MOST_WAITING
            searches.write_searches()
    assert SearchTally.objects.count() == 350
    ask("储能")
    ask("常商论坛")
    assert searches.write_searches() == 1
    assert SearchTally.objects.get(question="储能").times == 2  # known ones are counted on
    assert not SearchTally.objects.filter(question="常商论坛").exists()


@pytest.mark.django_db
def test_where_room_is_short_the_frequent_come_first(monkeypatch):
    monkeypatch.setattr(searches, "MOST_A_DAY", 1)
    ask("甲乙")
    ask("丙丁", times=2)
    assert searches.write_searches() == 1
    assert rows() == [("丙丁", 2, 3, False)]


@pytest.mark.django_db
def test_old_rows_go_when_a_new_day_begins():
    today = timezone.localdate()
    for age in (399, 400, 401, 900):
        SearchTally.objects.create(question="旧词", day=today - timedelta(days=age))
    ask("储能")
    searches.write_searches()
    left = SearchTally.objects.filter(question="旧词").values_list("day", flat=True)
    assert sorted((today - day).days for day in left) == [399, 400]


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_written_is_written_the_next_time():
    ask("储能", hits=1)
    table, hidden = SearchTally._meta.db_table, "questions_that_are_away"
    with connection.schema_editor() as editor:
        editor.alter_db_table(SearchTally, table, hidden)
    try:
        with pytest.raises(DatabaseError):
            searches.write_searches()
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(SearchTally, hidden, table)
    ask("储能", hits=2)
    assert searches.write_searches() == 1
    assert rows() == [("储能", 2, 2, False)]


@pytest.mark.django_db(transaction=True)
def test_eight_threads_lose_no_question():
    def ask_and_write():
        for number in range(20):
            ask(f"第{number % 4}问")
        searches.write_searches()

    _, errors = run_together(*[ask_and_write] * 8)
    assert errors == []
    searches.write_searches()
    assert [times for _, times, _, _ in rows()] == [40] * 4


@pytest.mark.django_db(transaction=True)
def test_known_and_new_questions_of_many_at_once_wait_in_one_order():
    """Each process knows other questions than the next; none may hold what another waits for."""
    for turn in range(6):
        asked = [[f"第{turn + 1}轮{number}" for number in range(8)[at % 4 :: 2]] for at in range(8)]

        def write(questions):
            with transaction.atomic():
                searches._write_day(timezone.localdate(), dict.fromkeys(questions, (1, 1, False)))

        write(asked[0][1:])
        _, errors = run_together(*[lambda one=one: write(one) for one in asked])
        assert errors == []
    assert sum(times for _, times, _, _ in rows()) == 6 * (3 + sum(map(len, asked)))


def test_a_tally_has_no_place_for_a_reader():
    names = {field.name for field in SearchTally._meta.get_fields()}
    assert names == {"id", "question", "day", "times", "hits", "guessed"}
    assert SearchTally._meta.get_field("day").get_internal_type() == "DateField"
