"""The rows that a list of entries prints itself are those of the stock tag."""

import pytest
from django.contrib.admin.templatetags.admin_list import items_for_result
from django.test import Client

from series.admin.lists.rows import printed_rows
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
TITLE = '桥边<b>“三家”</b>&c "四家"'


def rows_of(client, address):
    """Return [(cells by the stock tag, cells as printed)] of a list's page."""
    changelist = client.get(address).context["cl"]
    stock = ["".join(items_for_result(changelist, row, None)) for row in changelist.result_list]
    return list(zip(stock, map("".join, printed_rows(changelist)), strict=True))


@pytest.fixture(scope="module")
def client(module_transaction):
    making.article("submitted", headline=TITLE)
    making.article("public", headline=TITLE)
    making.event(headline=TITLE)
    client = Client()
    client.force_login(people.chief())
    return client


@pytest.mark.parametrize("address", ["entry/", "entry/?q=三家", "article/", "event/"])
def test_cells_are_those_of_the_stock_tag(client, address):
    pairs = rows_of(client, f"/desk/series/{address}")
    assert pairs
    assert [printed for _, printed in pairs] == [stock for stock, _ in pairs]


def test_control_another_headline_is_another_cell(client):
    ((stock, printed), *_) = rows_of(client, "/desk/series/event/")
    assert stock.replace("三家", "五家") != printed
    assert "<b>" not in printed


def test_the_page_shows_what_was_printed(client):
    page = client.get("/desk/series/article/")
    for cells in printed_rows(page.context["cl"]):
        assert "".join(cells) in page.content.decode()
