"""Rows of the desk's lists cost no queries: lists of one, three and four ask the same."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.helpers import making, people

pytestmark = pytest.mark.django_db
LISTS = ["entry", "article", "initiative", "event", "tag", "series", "column", "auditline"]


def one_of_each(number):
    series = making.series(f"系列{number}", in_column=making.column(f"专栏{number}"))
    given = {"column": series.column, "series": series, "number": number, "tags": [f"话题{number}"]}
    for make in (making.article, making.initiative, making.event):
        make("signed", **{**given, "number": number * 10 + len(make.__name__)})
    making.article("public", column=series.column)


def queries(client):
    """{address: the SQL that its page asks} of all lists and of the start page."""
    asked = {}
    for url in ("/desk/", *(f"/desk/series/{name}/" for name in LISTS)):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        asked[url] = [row["sql"] for row in caught]
    return asked


@pytest.fixture(scope="module")
def asked(module_transaction):
    """{rows: [queries at each look]} for one, three and four rows in each list."""
    client = Client()
    client.force_login(people.admin())
    one_of_each(1)
    asked = {1: [queries(client)]}
    one_of_each(2)
    one_of_each(3)
    asked[3] = [queries(client), queries(client)]
    one_of_each(4)
    asked[4] = [queries(client)]
    return asked


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_three_costs_what_a_list_of_one_costs(asked, name):
    one, three, again, four = (
        len(look[f"/desk/series/{name}/"]) for rows in (1, 3, 4) for look in asked[rows]
    )
    # A filter appears with the second column and asks for its choices once.
    assert three <= one + 2
    assert four == again


def test_the_start_page_costs_the_same_for_one_and_three(asked):
    assert len(asked[3][0]["/desk/"]) == len(asked[1][0]["/desk/"])


def test_no_list_reads_a_body(asked):
    pages = [asked[1][0][url] for url in ("/desk/series/article/", "/desk/")]
    assert all(pages)
    assert not [sql for page in pages for sql in page if '"body"' in sql.split("FROM")[0]]
