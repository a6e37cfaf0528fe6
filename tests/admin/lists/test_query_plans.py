"""How SQLite reads the desk's lists: by an index and in its order, however many texts there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.progress.calendar import days_between
from series.actions.progress.stage_filters import held_tasks, in_stage, written_by
from series.actions.progress.stages import drafts_of, for_desk, waiting_for
from series.actions.relations.similar_pairs import similar_to
from series.models import Entry, Event, Notification, Visibility
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
    (dated,) = [steps for sql, steps in plans.items() if '"expires_at" >=' in sql]
    assert {step for step in dated if "SCAN" in step} == {"SCAN U0 USING INDEX task_open"}
    assert any("entry_ends" in step for step in dated)


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
        assert list(held_tasks()) == []
    assert "INDEX task_" in explained(asked[0]["sql"])[0]


@pytest.mark.parametrize("filters", [{}, {"kind": "article"}, {"column": 1}])
def test_a_list_is_counted_without_reading_a_row(filters):
    steps = Entry.objects.at_work().filter(**filters).order_by().values("pk").explain()
    assert "COVERING INDEX" in steps
    assert "at_desk" in steps


@pytest.mark.parametrize("filters", [{}, {"column": 1}])
def test_a_page_of_a_list_is_walked_in_the_order_of_saving(filters):
    """With `-pk`, which the admin adds; a filter is decided in the index, before a row is read."""
    rows = for_desk(Entry.objects.at_work().filter(**filters)).order_by("-newest_id", "-pk")
    steps = rows[:50].explain()
    assert "at_desk" in steps
    assert SORTS not in steps


def test_a_year_is_a_range_of_an_index_of_its_own():
    """Its keys are sorted, which are fewer than all entries; no row is read for its count or order."""
    rows = Entry.objects.at_work().filter(published_at__year=2026)
    counted = rows.order_by().values("pk").explain()
    page = rows.order_by("-newest_id", "-pk").values("pk")[:50].explain()
    for steps in (counted, page):
        assert "COVERING INDEX entry_published_at_desk (published_at>? AND published_at<?)" in steps


def test_control_without_its_condition_a_year_has_no_such_index():
    rows = Entry.objects.filter(published_at__year=2026).order_by().values("pk")
    assert "entry_published_at_desk" not in rows.explain()


def test_the_list_of_a_kind_is_counted_without_the_table_of_the_kind(client, chief):
    """Articles are listed as entries; events show fields of their own and are joined."""
    client.force_login(chief)
    counts = {name: counting(client, f"/desk/series/{name}/") for name in ("article", "event")}
    assert "COVERING INDEX" in str(explained(counts["article"]))
    assert '"series_article"' not in counts["article"]
    assert '"series_event"' in counts["event"]


def counting(client, address):
    """Return the statement that counts the rows of a list."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    (sql,) = [query["sql"] for query in asked if "COUNT(*)" in query["sql"]]
    return sql


def test_failed_mails_are_read_from_their_own_index():
    failed = Notification.objects.filter(mailed_at=None, mail_failures__gt=0).order_by("-pk")
    assert "notification_mail_failed" in failed[:50].values("pk").explain()


def test_control_rows_outside_the_desk_are_read_for_a_count():
    steps = Entry.objects.filter(time_known=True).order_by().values("pk").explain()
    assert "COVERING" not in steps


def test_what_somebody_wrote_is_found_by_the_writer(editor):
    steps = written_by(Entry.objects.at_work(), editor).order_by().values("pk").explain()
    assert "COVERING INDEX revision_by_writer" in steps


@pytest.mark.parametrize("name", ["first", "second", "final", "ready"])
def test_a_step_is_read_from_the_open_tasks(name):
    steps = in_stage(Entry.objects.all(), name).order_by().values("pk").explain()
    assert "SEARCH series_entry USING" in steps
    assert "SCAN series_entry" not in steps


def test_what_waits_is_read_from_the_open_tasks(chief):
    assert "task_one_open_an_entry" in waiting_for(chief).explain()


def test_own_drafts_are_read_from_the_work_in_hand(editor):
    """Also where the first of them are keys of another question, as on the start page."""
    drafts = drafts_of(editor).prefetch_related(None)
    steps = Entry.objects.filter(pk__in=drafts[:13].values("pk")).explain()
    assert "SEARCH V0 USING INDEX entry_pending" in steps
    assert "COVERING INDEX series_entry_handed_to" in steps  # a few keys, asked for once
    own = steps.index("COVERING INDEX revision_by_writer")
    assert own < steps.index("SEARCH V2 USING INTEGER PRIMARY KEY")


def test_control_a_comparison_with_null_reads_every_entry():
    rows = Entry.objects.filter(handed_to=None, newest__created_by=1).exclude(newest=F("live"))
    assert "handed_to" in rows.order_by("-newest_id")[:13].explain()


def test_public_events_are_read_and_no_other_entries():
    assert "entry_kind_newest (visibility=? AND kind=?)" in Event.objects.published().explain()


def test_similar_texts_are_read_by_their_pairs(chief):
    with CaptureQueriesContext(connection) as asked:
        similar_to(making.article(), user=chief)
    steps = explained(asked[-1]["sql"])
    assert [step for step in steps if "IN-OPERATOR" in step or "SCAN" in step] == []


def test_a_late_page_reads_only_its_own_rows(client, chief):
    for number in range(3):
        making.article(headline=f"第{number}篇")
    client.force_login(chief)
    with CaptureQueriesContext(connection) as asked:
        client.get("/desk/series/entry/")
    (rows,) = [query["sql"] for query in asked if "series_dailyviews" in query["sql"]]
    assert any("SCAN U0 USING COVERING INDEX" in step for step in explained(rows))
