"""Every typed word is kept, whatever happens (decision 116).

A few random sequences run with the suite; an operator runs 300 and more:
pytest tests/browser/test_nothing_lost.py --sequences=300 --first=0
"""

import random

import pytest

from tests.helpers import making
from tests.helpers.writing.server import RestartingServer
from tests.helpers.writing.writer import Writer, new_context

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STEPS = 8


def pytest_generate_tests(metafunc):
    if "seed" in metafunc.fixturenames:
        first, count = (metafunc.config.getoption(f"--{name}") for name in ("first", "sequences"))
        metafunc.parametrize("seed", range(first, first + count))


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    running = RestartingServer()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def context(browser, server):
    made = new_context(browser, server)
    yield made
    made.close()


@pytest.fixture
def writer(context, server):
    """Begin with somebody who writes; the browser is emptied when the test is over."""
    opened = []

    def begin(seed=0, **how):
        opened.append(Writer(context, server, random.Random(seed), **how))
        return opened[-1]

    yield begin
    for one in opened:
        one.close()


@pytest.fixture
def unprotected_writer(browser, server):
    context = new_context(browser, server, protected=False)
    yield lambda **how: Writer(context, server, random.Random(0), **how)
    context.close()


def test_every_typed_word_is_kept(writer, seed):
    making.column()
    one = writer(seed, entry=making.article() if seed % 2 else None)
    for _ in range(STEPS):
        one.step()
    one.come_home()
    assert one.lost() == [], one.done
    assert one.errors == []


def write_without_network(one):
    """Words that only the browser can have: typed and saved without network, the window shut."""
    one.type_word()
    one.lose_network()
    one.type_word()
    one.save()
    one.page.close()
    one.come_home()


def test_words_that_only_the_browser_had_are_offered_again(writer):
    one = writer(entry=making.article())
    write_without_network(one)
    one.page.wait_for_selector(".recovered a:has-text('打开这一份')")
    one.page.click(".recovered a")
    one.page.wait_for_selector(".resumed")
    typed = one.page.content()
    assert all(word in typed for word in one.typed)
    assert one.stored() == "[]"


def test_without_the_protection_words_are_lost(unprotected_writer):
    """The control: the same without the browser's store, and the search finds that they are gone."""
    one = unprotected_writer(entry=making.article())
    write_without_network(one)
    assert one.typed[1] in one.lost()
