"""The next reader sees each publication, whichever worker answers."""

import pytest

from tests.loads.publishing import load

pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="a minute: the real server on a new demonstration site"),
]


def test_no_reader_gets_a_page_of_before_the_publication():
    answers, former = load(30)
    assert (answers, former) == (360, 0)


def test_control_without_the_numbers_readers_do():
    assert load(3, control=True)[1] > 0
