"""How SQLite reads the desk's lists: by an index and in its order, however many texts there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.progress.calendar import days_between
from series.actions.progress.stage_filters import holders, in_stage
from series.actions.progress.stages import for_desk
from series.models import Entry, Visibility
from tests.helpers import making

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plans are SQLite's"),
]
SORTS = "TEMP B-TREE FOR ORDER BY"


def plan(rows):
    return rows.order_by("-newest_id")[:50].explain()


def test_public_ones_are_walked_in_the_order_of_saving():
    assert SORTS not in plan(in_stage(for_desk(Entry.objects.all()), "public"))


def test_control_by_equality_all_of_them_are_sorted():
    rows = for_desk(Entry.objects.filter(visibility=Visibility.PUBLIC))
    assert SORTS in plan(rows)


@pytest.mark.parametrize("name", ["draft", "returned"])
def test_work_in_hand_is_read_from_its_own_index(name):
    rows = in_stage(Entry.objects.all(), name)
    assert "entry_pending" in plan(rows)
    assert "entry_pending" in str(rows.order_by().values("pk").explain())


def test_a_week_of_the_calendar_reads_no_whole_table(chief):
    today = timezone.localdate()
    with CaptureQueriesContext(connection) as asked:
        days_between(today, today + timedelta(days=6), user=chief)
    plans = {sql: explained(sql) for sql in (query["sql"] for query in asked) if "entry" in sql}
    assert [sql for sql, steps in plans.items() if steps[0] == "SCAN series_entry"] == []
    (ends,) = [steps for sql, steps in plans.items() if 'WHERE ("series_entry"."expires_at"' in sql]
    assert "entry_ends" in ends[0]
    (meetings,) = [steps for sql, steps in plans.items() if "series_event" in sql]
    assert "series_event" in meetings[0]


def explained(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall()]


def test_public_is_what_readers_see():
    rows = {state: making.article(state) for state in ("draft", "public", "withdrawn", "expired")}
    assert list(in_stage(Entry.objects.all(), "public").values_list("pk", flat=True)) == [
        rows["public"].pk
    ]


def test_the_filter_of_holders_reads_open_tasks_alone():
    with CaptureQueriesContext(connection) as asked:
        assert holders() == []
    assert "INDEX task_" in explained(asked[0]["sql"])[0]
