from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from series.models import Entry, Event, Tally
from tests.helpers import making

pytestmark = pytest.mark.django_db
SHANGHAI = timezone.get_default_timezone()


def dated(*days):
    return [making.article("public", dateline=day, headline=day) for day in days]


def headlines(rows):
    return [row.headline for row in rows]


def test_newest_first_breaks_ties_by_the_later_row():
    dated("2024-01-01", "2024-03-01", "2024-03-01")
    rows = list(Entry.objects.published().newest_first())
    assert [row.headline for row in rows] == ["2024-03-01", "2024-03-01", "2024-01-01"]
    assert rows[0].pk > rows[1].pk


def test_before_and_after_walk_the_list_without_gap_or_double():
    dated("2024-01-01", "2024-02-01", "2024-02-01", "2024-02-01", "2024-03-01")
    rows = list(Entry.objects.published().newest_first())
    for place, row in enumerate(rows):
        published = Entry.objects.published().newest_first()
        assert list(published.before(row.published_at, row.pk)) == rows[place + 1 :]
        assert list(published.after(row.published_at, row.pk)) == rows[:place]


@pytest.mark.parametrize("many", [1, 3])
def test_a_card_list_is_one_query_however_long(many, django_assert_num_queries):
    forum, house = making.series(), making.organization()
    for number in range(1, many + 1):
        content = {"series": forum, "number": number, "source": house}
        making.article("public", headline=f"第{number}篇", **content)
    with django_assert_num_queries(1):
        rows = list(Entry.objects.published().for_cards())
        shown = [(row.headline, str(row.column), str(row.series), str(row.source)) for row in rows]
    assert len(shown) == many


def test_cards_do_not_load_the_body(django_assert_num_queries):
    making.article("public")
    row = Entry.objects.for_cards().get()
    assert row.get_deferred_fields() == {"body", "plain_text", "draft_text"}


def test_upcoming_events_come_soonest_first_and_past_ones_latest_first():
    for day in (1, 9, 20):
        making.event(
            headline=f"{day}日",
            starts_at=f"2026-12-{day:02}T14:00:00+08:00",
            ends_at=f"2026-12-{day:02}T17:00:00+08:00",
        )
    now = datetime(2026, 12, 9, 15, tzinfo=SHANGHAI)
    assert headlines(Event.objects.upcoming(now)) == ["9日", "20日"]
    assert headlines(Event.objects.past(now)) == ["1日"]
    assert headlines(Event.objects.past(now + timedelta(days=20))) == ["20日", "9日", "1日"]


def test_a_span_is_half_open_and_catches_events_that_reach_into_it():
    making.event(starts_at="2026-11-30T09:00:00+08:00", ends_at="2026-12-02T17:00:00+08:00")
    start, end = (datetime(2026, month, 1, tzinfo=SHANGHAI) for month in (11, 12))
    assert Event.objects.between(start, end).count() == 1
    assert Event.objects.between(end, end + timedelta(days=1)).count() == 1
    assert Event.objects.between(end - timedelta(days=60), start).count() == 0


def test_the_instalment_shows_its_number_in_chinese():
    forum = making.series("深化先行区建设工作展示")
    row = making.article(series=forum, number=2, subtitle="深化先行区建设工作展示")
    assert row.numbered_subtitle == "深化先行区建设工作展示（二）"
    other = making.article(series=forum, number=3, subtitle="自己的副题")
    assert other.numbered_subtitle == "自己的副题"


def test_tallies_tell_the_years_newest_first():
    dated("2023-01-01", "2024-01-01", "2024-06-01")
    assert Tally.objects.by_year() == [(2024, 2), (2023, 1)]
    assert Tally.objects.by_month() == {2024: {1: 1, 6: 1}, 2023: {1: 1}}
    assert Tally.objects.total() == 3
    assert Tally.objects.none().total() == 0
