"""A site whose PostgreSQL is stopped says so, and goes on without a restart when it is back."""

import pytest

from tests.helpers.postgres import NoServerError
from tests.loads.stopping import cycles

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.slow(reason="a minute each: a server of its own under the real site"),
]


def seen(count, **given):
    try:
        return list(cycles(count, **given))
    except NoServerError as error:
        pytest.skip(str(error))


def test_stopped_it_is_told_and_back_all_is_as_before():
    for cycle in seen(2):
        assert (cycle.away, cycle.back, cycle.unnoticed) == ({}, {}, {})


def test_control_connections_that_nobody_looks_at_fail_afterwards():
    assert any(cycle.unnoticed for cycle in seen(2, control=True))
