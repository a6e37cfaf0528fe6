"""Every list shows an event under its own day with its place and state, never under the day of
its announcement."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.models import Kind, Place, Placement
from series.search.indexing import index
from tests.helpers import making
from tests.helpers.module_pages import column
from tests.helpers.reading import archived, flat, read, words

__all__ = ["column"]
pytestmark = pytest.mark.django_db
ANNOUNCED, TODAY = "2026-11-02", "2026-11-28T09:00:00+08:00"


def event(headline, day, *, last="", **content):
    times = {"starts_at": f"{day}T14:00:00+08:00", "ends_at": f"{last or day}T17:00:00+08:00"}
    return archived(Kind.EVENT, dateline=ANNOUNCED, headline=headline, **times, **content)


@pytest.fixture
def shown(column):
    series = making.series("常商论坛", kind="forum")
    given = {"tags": ["智能制造"], "series": series.pk, "number": 1, "venue": "龙城厅"}
    row = event("人工智能进车间的账怎么算", "2026-11-30", **given)
    article = archived(headline="智能制造座谈", dateline="2026-11-03", tags=["智能制造"])
    Placement.objects.create(
        place=Place.TOP, entry_id=row.pk, starts_at="2026-11-01T00:00:00+08:00"
    )
    for entry in (row, article):
        index(entry)
    return {"event": row, "article": article, "series": series}


LISTS = {
    "column": "/columns/{column}/",
    "series": "/series/{series}/",
    "tag": "/tags/智能制造/",
    "search": "/search/?q=人工智能进车间",
    "month": "/archive/2026/11/",
    "related": "/articles/{article}/",
    "home": "/",
    "events": "/events/",
}


def piece_about(page, headline):
    """The list item that says most of the event, without what stands around it."""
    items = re.findall(r"<li[^>]*>(?:(?!</?li).)*?</li>", page, re.S)
    return max((words(item) for item in items if headline in words(item)), key=len)


@pytest.mark.parametrize("name", LISTS)
@time_machine.travel(TODAY, tick=False)
def test_a_list_shows_the_event_s_own_day(client, shown, name):
    rows = {**{key: row.pk for key, row in shown.items()}, "column": shown["event"].column_id}
    said = piece_about(read(client, LISTS[name].format(**rows)), "人工智能进车间的账怎么算")
    assert "11-30" in said
    assert "周一" in said
    before_announcement = said.split("发布")[0]
    assert "11-02" not in before_announcement
    if name not in ("related", "home"):
        assert "龙城厅" in said
        assert "即将举行" in said
        assert "还有2天" in said


def test_an_article_stands_under_its_publication_still(client, shown):
    said = piece_about(read(client, "/tags/智能制造/"), "智能制造座谈")
    assert "11-03" in said
    assert "周" not in said


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(
    ("day", "words_for_it"),
    [("2026-11-28", "今天"), ("2026-11-29", "明天"), ("2026-12-10", "还有12天")],
)
def test_coming_events_say_how_far_off_they_are(client, column, day, words_for_it):
    event("对接会", day)
    assert words_for_it in piece_about(read(client, "/events/"), "对接会")


@time_machine.travel(TODAY, tick=False)
def test_coming_events_stand_before_the_month(client, column):
    event("已经办过的", "2026-11-05")
    event("后天的", "2026-11-30")
    event("远一些的", "2027-01-15")
    page = words(read(client, "/events/"))
    assert page.index("近期活动") < page.index("后天的") < page.index("远一些的")
    assert page.index("远一些的") < page.index("11月已办")
    assert page.count("后天的") == 2  # in the list and in the grid


@time_machine.travel(TODAY, tick=False)
def test_the_grid_is_whole_and_marks_today(client, column):
    event("下月初的培训", "2026-12-02", last="2026-12-04")
    grid = flat(read(client, "/events/"))
    squares = re.findall(r"<td[^>]*>.*?</td>", grid, re.S)
    assert sum("下月初的培训" in square for square in squares) == 3  # 2, 3 and 4 December
    (today,) = [square for square in squares if 'aria-current="date"' in square]
    assert words(today).startswith("28今天")
    other = flat(read(client, "/events/?m=2026-10"))
    assert 'aria-current="date"' not in other


@pytest.mark.parametrize(
    ("state", "note", "told", "status"),
    [
        ("planned", "", "即将举行", "EventScheduled"),
        ("postponed", "原定11月12日", "改期，原定11月12日", "EventRescheduled"),
        ("postponed", "时间另行通知", "改期，时间另行通知", "EventPostponed"),
        ("cancelled", "", "已取消", "EventCancelled"),
    ],
)
@time_machine.travel(TODAY, tick=False)
def test_every_place_tells_the_state(client, column, state, note, told, status):
    row = event("产业对接会", "2026-12-10", state=state, state_note=note)
    page = read(client, row.get_absolute_url())
    assert f"schema.org/{status}" in page
    assert ('"previousStartDate":"2026-11-12"' in page) == (note == "原定11月12日")
    assert told in piece_about(read(client, "/events/"), "产业对接会")
    assert told in piece_about(read(client, "/archive/2026/11/"), "产业对接会")
    prefix = "" if state == "planned" else f"{told.split('，')[0]}："
    assert f"<title>{prefix}产业对接会</title>" in client.get("/feeds/all.atom").text
    assert f'property="og:title" content="{prefix}产业对接会"' in flat(page)


@time_machine.travel("2027-01-05T09:00:00+08:00", tick=False)
@pytest.mark.parametrize(
    ("state", "note", "told"),
    [
        ("planned", "", "已结束"),
        ("postponed", "原定11月12日", "已结束"),
        ("postponed", "时间另行通知", "改期"),
        ("cancelled", "", "已取消"),
    ],
)
def test_what_is_over_was_held_unless_it_was_put_off(client, column, state, note, told):
    row = event("产业对接会", "2026-12-10", state=state, state_note=note)
    assert f"状态 {told}" in words(read(client, row.get_absolute_url()))
    assert "还有" not in piece_about(read(client, "/archive/2026/11/"), "产业对接会")


def test_a_cancelled_event_stays_published(client, column):
    row = making.event("published")
    making.republish(row, state="cancelled")
    page = words(read(client, row.get_absolute_url()))
    assert "已取消" in page
    assert client.get(f"/events/{row.pk}.ics").text.count("STATUS:CANCELLED") == 1


def test_lists_ask_as_much_for_three_events_as_for_one(client, column, django_assert_num_queries):
    event("第一场", "2026-12-01")
    with CaptureQueriesContext(connection) as one:
        client.get("/archive/2026/11/")
    event("第二场", "2026-12-02")
    event("第三场", "2026-12-03")
    with django_assert_num_queries(len(one)):
        client.get("/archive/2026/11/")
