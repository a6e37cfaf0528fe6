"""浏览次数 are counted in memory, written together, and never lost to a database that is away."""

import sys
from datetime import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.utils import timezone

from series.actions.counters import views
from series.models import DailyViews
from tests.helpers import making
from tests.helpers.deeds.threads import run_together

SHANGHAI = timezone.get_default_timezone()


@pytest.mark.django_db
def test_views_wait_and_are_written_by_the_day_in_shanghai():
    row = making.article("public")
    with time_machine.travel(datetime(2026, 11, 27, 23, 59, tzinfo=SHANGHAI), tick=False):
        assert [views.count_view(row.pk) for _ in range(3)] == [1, 2, 3]
    with time_machine.travel(datetime(2026, 11, 28, 0, 1, tzinfo=SHANGHAI), tick=False):
        assert views.count_view(row.pk) == 4
    assert not DailyViews.objects.exists()
    assert views.write_views() == 4
    views.count_view(row.pk)
    assert views.write_views() == 1
    days = DailyViews.objects.filter(entry=row.pk).values_list("count", flat=True).order_by("day")
    assert sum(days) == 5
    assert days[0] == 3
    assert views.write_views() == 0


@pytest.mark.django_db
def test_looking_without_counting_adds_nothing():
    row = making.article("public")
    assert views.count_view(row.pk, step=0) == 0
    assert views.write_views() == 0


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_written_is_written_the_next_time():
    row = making.article("public")
    views.count_view(row.pk)
    table, hidden = DailyViews._meta.db_table, "views_that_are_away"
    with connection.schema_editor() as editor:
        editor.alter_db_table(DailyViews, table, hidden)
    try:
        with pytest.raises(DatabaseError):
            views.write_views()
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(DailyViews, hidden, table)
    assert views.write_views() == 1
    assert DailyViews.objects.get().count == 1


@pytest.mark.django_db(transaction=True)
def test_eight_threads_lose_no_view():
    row = making.article("public")

    def read_and_write():
        for _ in range(25):
            views.count_view(row.pk)
        views.write_views()

    _, errors = run_together(*[read_and_write] * 8)
    assert errors == []
    views.write_views()
    assert sum(DailyViews.objects.values_list("count", flat=True)) == 200


def steps_of(deed):
    """How many lines of Python a deed runs through, in whatever it calls."""
    lines = 0

    def trace(frame, event, arg):
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        deed()
    finally:
        sys.settrace(before)
    return lines


def test_a_view_costs_the_same_however_many_entries_wait():
    views.count_view(1)
    few = steps_of(lambda: views.count_view(1))
    for pk in range(2, 2_002):
        views.count_view(pk)
    assert steps_of(lambda: views.count_view(1)) == few
    assert views.count_view(1, step=0) == 3


@pytest.mark.django_db
def test_a_view_of_a_kept_page_is_written_although_others_were_noted_at_the_same_moment(
    monkeypatch,
):
    text = making.article("public")
    monkeypatch.setattr(views.write_behind, "_on", True)
    views._noted.append(text.pk)  # another thread's, between its noting and its timer
    views.note_view(text.pk)
    timer = views.write_behind._timer
    assert timer is not None
    timer.cancel()
    views.write_behind._timer = None
    assert views.write_views() == 2
    assert DailyViews.objects.get(entry=text.pk).count == 2
