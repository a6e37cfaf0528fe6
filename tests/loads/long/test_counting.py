"""No view of a kept page is lost or counted twice, whichever worker answers."""

import pytest

from tests.loads.counting import count_until_killed, count_views

pytestmark = [
    pytest.mark.django_db,  # it asks the database of the run, so that it runs on each
    pytest.mark.slow(reason="a minute: the real server with four workers on a new site"),
]


def test_every_view_of_four_workers_is_written_once():
    told = count_views(400, others=60)
    assert (len(told.answered), told.stored) == (400, 400)


def test_a_killed_server_loses_ten_seconds_at_most():
    told = count_until_killed(400)
    assert told.early >= 400
    assert told.early <= told.stored <= len(told.answered)


def test_control_a_server_that_is_killed_at_once_loses_views():
    told = count_until_killed(100, seconds=0)
    assert told.stored < len(told.answered)
