"""The next reader of either host sees each publication, on whichever host it was made."""

import pytest

from tests.helpers.postgres import NoServerError
from tests.helpers.sites.redis_server import needs_redis
from tests.loads.hosts import load

pytestmark = [
    needs_redis,
    pytest.mark.any_database,
    pytest.mark.slow(reason="three minutes: two real sites, PostgreSQL and Redis"),
]


def seen(rounds, **given):
    try:
        return load(rounds, **given)
    except NoServerError as error:
        pytest.skip(str(error))


def test_no_reader_of_either_host_gets_a_page_of_before_the_publication():
    answers, former = seen(30)
    assert (answers, former) == (720, 0)


def test_control_without_the_numbers_readers_do():
    assert seen(3, control=True)[1] > 0
