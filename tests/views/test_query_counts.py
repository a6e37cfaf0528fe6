"""A page asks the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from series.actions.media.pictures import store_picture
from series.models import Kind
from tests.helpers.module_pages import column, work
from tests.helpers.reading import archived
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db
__all__ = ["column", "work"]
KINDS = (Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT)


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def fill(work, *, start):
    for number, kind in enumerate(KINDS, start=start):
        archived(kind, series=work.pk, number=number, tags=["两个健康"], headline=f"新{number}")


LISTS = [
    *("/", "/articles/", "/initiatives/", "/events/", "/events/?m=2026-12", "/feeds/"),
    *("/tags/两个健康/", "/search/?q=新", "/feeds/all.atom", "/feeds/all.rss"),
    *("/archive/", "/archive/2023/11/", "/sitemap/"),
    *(
        "/api/entries/",
        "/api/entries/?tag=两个健康",
        "/api/events/",
        "/api/series/",
        "/api/tags/",
    ),
    *("/api/entries/?series={}", "/api/columns/"),
    *("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-0.xml", "/series/{}/", "/columns/{}/"),
    *("/calendar.ics", "/series/{}.ics", "/feeds/series/{}.atom", "/feeds/tags/两个健康.rss"),
]


@pytest.fixture(scope="module")
def counted(work):
    """{path: (queries with few rows, with three times as many)}."""
    places = {path: path.format(work.pk if "series" in path else work.column_id) for path in LISTS}
    fill(work, start=6)
    few = {path: queries(Client(), place) for path, place in places.items()}
    fill(work, start=9)
    fill(work, start=12)
    return {path: (few[path], queries(Client(), place)) for path, place in places.items()}


@pytest.mark.parametrize("path", LISTS)
def test_lists_do_not_ask_again_for_each_row(counted, path):
    few, many = counted[path]
    assert few == many


@pytest.mark.parametrize(
    ("kind", "most"), [(Kind.ARTICLE, 4), (Kind.INITIATIVE, 5), (Kind.EVENT, 8)]
)
def test_a_page_of_its_own_costs_four_queries(client, work, kind, most):
    """The entry with its finished text, what stands around it, the related entries, and the
    navigation; of a call its endorsements; of an event its settings of registration, its sessions,
    its editions and what was told after it."""
    tags = ["两个健康", "新能源之都", "专精特新"]
    for number in range(28, 32):
        archived(kind, series=work.pk, number=number, headline=f"第{number}篇", tags=tags)
    row = archived(kind, series=work.pk, number=27, tags=tags)
    assert queries(client, row.get_absolute_url()) <= most


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.INITIATIVE])
def test_pictures_of_a_page_cost_one_query_however_many(client, work, kind):
    def page(number, pictures):
        rows = [store_picture(saved(drawn(60 + i, 40), "PNG")) for i in range(pictures)]
        images = "".join(f'<img src="{row.get_absolute_url()}" alt="图">' for row in rows)
        row = archived(kind, series=work.pk, number=number, body=f"<p>有图。{images}</p>")
        return queries(client, row.get_absolute_url())

    bare = page(27, pictures=0)
    assert page(28, pictures=1) == bare + 1
    assert page(29, pictures=4) == bare + 1


@pytest.mark.parametrize(
    ("kind", "most"), [(Kind.ARTICLE, 5), (Kind.INITIATIVE, 5), (Kind.EVENT, 6)]
)
def test_an_entry_of_the_interface_costs_no_more_with_more_to_say(client, work, kind, most):
    row = archived(kind, series=work.pk, number=27, tags=["两个健康", "新能源之都", "专精特新"])
    assert queries(client, f"/api/entries/{row.pk}/") <= most
