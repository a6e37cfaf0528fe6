"""The small site of `pages`, made once for a module in which every test may find its rows."""

import pytest

from tests.helpers import making
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
