"""Pages begin where the last one ended, and page 4 costs what page 1 costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.models import Entry, Kind, Tag
from series.views import paging
from tests.helpers import making
from tests.helpers.reading import archived, read, words

NEXT = re.compile(r'href="(\?[^"]+)" rel="next"')
PREVIOUS = re.compile(r'href="(\?[^"]+)" rel="prev"')
LINK = re.compile(r'<a href="(/articles/\d+/)"><span class="half">')
WINDOW = re.compile(r"SELECT (?:(?!SELECT ).)+ DESC LIMIT 20 OFFSET 40")


@pytest.fixture(scope="module")
def column(module_transaction):
    return making.column()


@pytest.fixture(scope="module")
def many(column):
    """65 articles, most of them at the same moment."""
    rows = [archived(headline=f"第{n}篇", tags=["两个健康"]) for n in range(50)]
    rows += [
        archived(headline=f"早{n}", dateline="2023-11-16", tags=["两个健康"]) for n in range(15)
    ]
    return rows


def walk(client, path, pattern):
    """(addresses of the entries on each page, the last page's text)."""
    pages, query = [], ""
    while True:
        text = read(client, f"{path}{query}")
        pages.append(LINK.findall(text))
        found = pattern.search(text)
        if not found:
            return pages, text
        query = found[1].replace("&amp;", "&")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "sizes"),
    [
        ("/articles/", [20, 20, 20, 5]),  # by number
        ("/articles/?year=2023", [20, 20, 20, 5]),
        ("/tags/两个健康/", [25, 20, 20]),  # by place
        ("/columns/{}/", [25, 20, 20]),
        ("/columns/{}/?year=2023", [25, 20, 20]),
        ("/archive/2023/11/", [25, 20, 20]),
    ],
)
def test_every_entry_stands_on_exactly_one_page(client, column, many, path, sizes):
    path, _, query = path.format(column.pk).partition("?")
    start = f"{path}?{query}" if query else path
    pages, seen = [], set()
    text = read(client, start)
    while True:
        pages.append(LINK.findall(text))
        seen.update(pages[-1])
        found = NEXT.search(text)
        if not found:
            break
        text = read(client, path + found[1].replace("&amp;", "&"))
    assert [len(page) for page in pages] == sizes
    assert seen == {row.get_absolute_url() for row in many}


@pytest.mark.django_db
def test_the_way_back_shows_the_same_pages(client, column, many):
    forward, _ = walk(client, "/articles/", NEXT)
    text = read(client, "/articles/" + NEXT.search(read(client, "/articles/"))[1])
    text = read(client, "/articles/" + NEXT.search(text)[1])
    assert LINK.findall(text) == forward[2]
    text = read(client, "/articles/" + PREVIOUS.search(text)[1])
    assert LINK.findall(text) == forward[1]
    text = read(client, "/articles/" + PREVIOUS.search(text)[1])
    assert LINK.findall(text) == forward[0]
    assert not PREVIOUS.search(text)


def test_a_first_page_takes_what_the_full_ones_leave_over():
    sizes = [paging.size_of_first(total) for total in range(21, 400)]
    assert all((total - size) % paging.PER_PAGE == 0 for total, size in enumerate(sizes, 21))
    assert (min(sizes), max(sizes)) == (10, paging.MOST_FIRST)
    assert paging.size_of_first(0) == paging.size_of_first(20) == paging.PER_PAGE


@pytest.mark.django_db
def test_a_later_page_leads_to_the_first_one_for_what_only_that_has(client, column, many):
    for path in ("/tags/两个健康/", f"/columns/{column.pk}/"):
        first = read(client, path)
        later = read(client, path + NEXT.search(first)[1])
        assert "65" in words(first)  # how many there are
        assert "65" not in words(later)
    assert f'href="/columns/{column.pk}/">回到第一页筛选</a>' in later
    assert "回到第一页筛选" not in first


@pytest.mark.django_db
def test_the_place_is_readable_and_exact():
    place = paging.read_cursor("20231117T0000-12")
    assert str(place) == "20231117T0000-12"
    assert str(paging.read_cursor("20231117T093007.000123-5")) == "20231117T093007.000123-5"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
@pytest.mark.parametrize("path", ["/columns/{}/", "/tags/两个健康/"])
def test_deep_pages_start_inside_the_index(client, column, many, path):
    path = path.format(column.pk)
    third = NEXT.search(read(client, path))[1]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read(client, path + third)
    windows = [q["sql"] for q in queries if q["sql"].endswith("DESC LIMIT 21")]
    assert len(windows) == 1
    plan = explain(windows[0])
    assert "USING COVERING INDEX" in plan
    assert "SEARCH" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
    assert re.search(r"published_at<\?", plan), plan


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
@pytest.mark.parametrize("query", ["page=3", "tag={}&page=3", "tag={}&from=2023-11-01&page=3"])
def test_numbered_pages_skip_within_one_index(client, column, many, query):
    query = query.format(Tag.objects.get(name="两个健康").pk)
    with CaptureQueriesContext(connection) as queries:
        read(client, f"/articles/?{query}")
    (whole,) = [q["sql"] for q in queries if WINDOW.search(q["sql"])]
    assert "SCAN" not in explain(whole)
    plan = explain(
        WINDOW.search(whole)[0]
    )  # the places, also where the rows come in the same query
    assert "USING COVERING INDEX" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
def test_past_events_are_read_in_the_order_of_their_index(client, column):
    for day in range(1, 26):
        moment = f"2023-03-{day:02}T09:00:00+08:00"
        archived(Kind.EVENT, headline=f"第{day}场", starts_at=moment, ends_at=moment)
    text = read(client, "/events/?m=2024-01")
    assert [f"第{day}场" in words(text) for day in (1, 5, 6, 25)] == [False, False, True, True]
    address = "/events/" + NEXT.findall(text)[-1]
    with CaptureQueriesContext(connection) as queries:
        text = read(client, address)
    assert [f"第{day}场" in words(text) for day in (1, 5, 6, 25)] == [True, True, False, False]
    windows = [q["sql"] for q in queries if q["sql"].endswith("DESC LIMIT 21")]
    plan = explain(windows[0])
    assert "event_by_start" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/articles/", "/initiatives/", "/events/", "/tags/两个健康/", "/columns/{}/"),
        *("/series/{}/", "/articles/{}/", "/sitemap-0.xml"),
    ],
)
def test_no_page_passes_all_public_entries(client, work, path):
    """An index used for the visibility alone would: the page would grow with the archive."""
    archived(Kind.EVENT, headline="一场", tags=["两个健康"])
    archived(Kind.INITIATIVE, headline="一份")
    key = {"/columns/{}/": work.column_id, "/articles/{}/": work.entries.first().pk}
    with CaptureQueriesContext(connection) as queries:
        read(client, path.format(key.get(path, work.pk)))
    plans = {q["sql"]: explain(q["sql"]) for q in queries if "series_entry" in q["sql"]}
    assert plans
    assert [sql for sql, plan in plans.items() if "(visibility=?)" in plan] == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
def test_the_plan_reader_knows_such_an_index(column, many):
    keys = [row.pk for row in many]
    query = Entry.objects.published().filter(pk__in=keys).only("headline").query
    assert "(visibility=?)" in explain(str(query).replace("= public", "= 'public'"))


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
def test_the_plan_reader_would_see_a_scan(column, many):
    slow = Entry.objects.published().order_by("headline").values_list("pk")[:21]
    assert "TEMP B-TREE" in explain(str(slow.query).replace("= public", "= 'public'"))


def explain(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
        return "\n".join(row[3] for row in cursor.fetchall())
