"""阅读量: what was read in a period, and by what it is counted."""

from datetime import date

import pytest

from series.actions.progress.periods import Period
from series.actions.reports.editorial import Scope
from series.actions.reports.readings import readings
from series.models import DailyViews
from tests.helpers import making

pytestmark = pytest.mark.django_db
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def read(entry, *days):
    for day, count in days:
        DailyViews.objects.create(entry=entry, day=date(2026, 3, day), count=count)


def tables(period=MARCH, columns=None):
    made, listing = readings(Scope(period, columns))
    by_title = {table.title: [tuple(row) for row in table.rows] for table in made}
    return by_title, [listing.row(row) for row in listing.objects]


def test_readings_are_counted_by_time_place_topic_writer_and_text():
    one = making.article("public", headline="多读的", author="王敏", tags=["论坛", "走访"])
    two = making.article("public", headline="少读的", author="李静", tags=["走访"])
    making.article("public", headline="没人读的")
    read(one, (2, 30), (3, 12))
    read(two, (3, 5))
    DailyViews.objects.create(entry=two, day=date(2026, 4, 1), count=99)
    found, rows = tables()
    assert found["按日"] == [(date(2026, 3, 2), 30), (date(2026, 3, 3), 17)]
    assert found["按专栏"] == [(one.column.name, 47)]
    assert found["按话题"] == [("走访", 47), ("论坛", 42)]
    assert found["按作者"] == [("王敏", 42), ("李静", 5)]
    assert [(row[0], row[3]) for row in rows] == [("多读的", 42), ("少读的", 5)]


def test_a_quarter_is_told_by_weeks():
    read(making.article("public"), (2, 3), (8, 4), (9, 5))
    found, _ = tables(Period(date(2026, 1, 1), date(2026, 3, 31)))
    assert found["按周"] == [("2026-03-02", 7), ("2026-03-09", 5)]


def test_a_column_alone_tells_nothing_of_another():
    entry = making.article("public")
    read(entry, (2, 3))
    other = making.column("行业动态")
    assert tables(columns=frozenset({other.pk}))[1] == []
    assert len(tables(columns=frozenset({entry.column_id}))[1]) == 1
