"""Rows that are made once for a module in which every test may find them."""

import pytest

from tests.helpers import making, permission_table
from tests.helpers.pages import make_site, make_work


@pytest.fixture(scope="module")
def column(module_transaction):
    return making.column()


@pytest.fixture(scope="module")
def work(column):
    return make_work(column)


@pytest.fixture(scope="module")
def site(column, work):
    return make_site(column, work)


@pytest.fixture(scope="module")
def desk_rows(module_transaction):
    """One row of everything that the desk shows: {beginning of an address's name: pk}."""
    return permission_table.objects()
