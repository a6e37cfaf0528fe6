"""The way back to newer texts near the top of a narrowed list."""

import re

import pytest

from series.models import Tag
from series.views.paging import Cursor
from tests.helpers import making
from tests.helpers.reading import archived, read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows(module_transaction):
    """Forty articles of one day, the newest first."""
    making.column()
    return [
        archived(headline=f"第{number}篇", dateline="2023-11-17", tags=["会议"])
        for number in range(40)
    ][::-1]


@pytest.mark.parametrize(
    "query", ["year=2023", "month=2023-11", "tag={}", "tag={}&from=2023-01-01"]
)
@pytest.mark.parametrize(("newer", "first"), [(1, 0), (29, 0), (30, 10)])
def test_the_way_back_near_the_top_shows_the_first_page(client, rows, query, newer, first):
    """Where few of 40 articles are newer than the place: whether their number is known or not."""
    query = query.format(Tag.objects.get(name="会议").pk)
    place = Cursor(rows[newer].published_at, rows[newer].pk)
    text = read(client, f"/articles/?{query}&after={place}")
    shown = list(dict.fromkeys(re.findall(r'<a href="(/articles/\d+/)">', text)))
    assert shown == [row.get_absolute_url() for row in rows[first : first + 20]]
