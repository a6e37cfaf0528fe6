"""Connections to a real streaming replica: how far it has come, and whose it is (decision 159)."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import InternalError, connections
from environ import Env

from chamber.backends.postgresql.base import POSITION
from chamber.backends.replica.base import DatabaseWrapper, NoReplicaError
from chamber.backends.replica.reading import CLUSTER
from tests.helpers.postgres import NoServerError
from tests.helpers.sites.replicated import replicated_databases

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.slow(reason="some three seconds: PostgreSQL and its streaming replica"),
]
FAR = 2**60  # no log is as long


@pytest.fixture(scope="module")
def servers():
    try:
        with replicated_databases() as (primary, replica):
            yield primary, replica
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture
def replica(servers, django_db_blocker):
    with django_db_blocker.unblock():  # it is not the tests' own database
        yield servers[1]
    servers[1].go_on()


@pytest.fixture
def ask(servers):
    """Ask the primary."""
    with psycopg.connect(servers[0].url, autocommit=True) as link:
        yield lambda question: link.execute(question).fetchone()[0]


@pytest.fixture
def cluster(ask):
    return ask(CLUSTER)


@contextmanager
def connection_to(url):
    given = connections["default"].settings_dict | Env.db_url_config(url) | {"OPTIONS": {}}
    link = DatabaseWrapper(given | {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": False})
    yield link
    link.close()


@pytest.mark.parametrize("flushed", ["on", "off"])
def test_it_is_believed_once_it_has_replayed_a_commit_and_not_before(
    replica, ask, cluster, flushed
):
    replica.pause()
    ask(f"SELECT set_config('synchronous_commit', '{flushed}', false)")
    before = int(ask(POSITION))
    ask("SELECT pg_logical_emit_message(true, 'test', 'a commit')")
    position = int(ask(POSITION))
    assert position > before
    with connection_to(replica.url) as link:
        assert not link.has_reached(position, cluster)
        replica.go_on()
        replica.catch_up()
        assert link.has_reached(position, cluster)


def test_it_is_not_asked_again_once_it_has_come_so_far(replica, cluster):
    with connection_to(replica.url) as link:
        assert link.has_reached(1, cluster)
        assert link.reached > 1
        link.reached = FAR
        assert link.has_reached(FAR, cluster)


def test_a_new_connection_knows_nothing_of_a_former_one(replica, cluster):
    with connection_to(replica.url) as link:
        link.ensure_connection()
        link.reached = FAR
        link.close()
        assert not link.has_reached(FAR, cluster)


def test_a_server_that_follows_nobody_or_another_is_not_believed(servers, replica, cluster):
    with connection_to(servers[0].url) as link, pytest.raises(NoReplicaError):
        link.has_reached(1, cluster)
    with connection_to(replica.url) as link, pytest.raises(NoReplicaError):
        link.has_reached(1, cluster + 1)


def test_nothing_is_written_there(replica):
    refused = pytest.raises(InternalError, match="read-only transaction")
    with connection_to(replica.url) as link, link.cursor() as cursor, refused:
        cursor.execute("CREATE TABLE written_at_the_wrong_place (id int)")
