"""Transactions and kept pages whose numbers are in Redis: nothing former is answered, nothing lost."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection, transaction

from chamber.outages import PAGE_NUMBERS, outage_of
from chamber.page_cache import redis_versions, writes
from chamber.page_cache.redis_versions import RedisVersions
from chamber.page_cache.versions import slots_of
from series.models import Notice, Tag
from series.page_keys import keys_of_write
from tests.chamber.page_cache.test_wsgi import Application, layer, number
from tests.helpers.sites.kept_site import ask
from tests.helpers.sites.redis_server import needs_redis, redis_server

pytestmark = needs_redis


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setattr(redis_versions, "PATIENCE", 0.1)
    monkeypatch.setattr(redis_versions, "PAUSE", 0.0)
    with redis_server(tmp_path) as running:
        yield running


@pytest.fixture
def shared(server, transactional_db):
    """The site's numbers are on the server."""
    writes.configure(settings.PAGE_VERSIONS, keys_of_write, redis=server.url)
    yield server
    writes.configure(settings.PAGE_VERSIONS, keys_of_write)


def put_up():
    return Notice.objects.create(
        text="今晚维护", starts_at="2026-01-01T00:00Z", ends_at="2026-01-02T00:00Z"
    )


def everything():
    return writes.versions().numbers(slots_of(["everything"]))


def test_a_commit_raises_the_numbers_of_all_hosts(shared):
    other = RedisVersions(shared.url)
    before = other.numbers(slots_of(["everything"]))
    put_up()
    assert other.numbers(slots_of(["everything"])) != before
    assert other.is_settled(other.state())


@pytest.mark.parametrize("is_atomic", [True, False])
def test_without_the_server_nothing_is_committed_that_stands_on_a_page(shared, is_atomic):
    shared.stop()
    act = transaction.atomic(put_up) if is_atomic else put_up
    with pytest.raises(writes.NumbersAwayError) as refused:
        act()
    assert outage_of(refused.value) is PAGE_NUMBERS
    assert not connection.in_atomic_block
    assert Notice.objects.count() == 0
    shared.start()
    put_up()
    assert Notice.objects.count() == 1


def test_without_the_server_the_desk_goes_on(shared, django_user_model):
    shared.stop()
    django_user_model.objects.create(username="chang")
    with transaction.atomic():
        Tag.objects.create(name="稳就业", slug="wjy")
    assert Tag.objects.count() == 1
    shared.start()


def test_while_the_server_is_away_every_page_is_made(server):
    application = Application()
    cache = layer(application, RedisVersions(server.url))
    assert [number(ask(cache, "/")) for _ in range(2)] == [1, 1]
    server.stop()
    assert [number(ask(cache, "/")) for _ in range(2)] == [2, 3]
    server.start()
    assert [number(ask(cache, "/")) for _ in range(2)] == [4, 4]


def test_a_change_of_another_host_is_seen_at_once(server):
    cache = layer(Application(), RedisVersions(server.url))
    other = RedisVersions(server.url)
    assert [number(ask(cache, "/")) for _ in range(2)] == [1, 1]
    other.touch(["entry:9"])
    assert number(ask(cache, "/")) == 1
    other.touch(["lists"])
    assert [number(ask(cache, "/")) for _ in range(2)] == [2, 2]


def test_while_another_host_commits_its_pages_are_made_and_not_kept(server):
    cache = layer(Application(), RedisVersions(server.url))
    other = RedisVersions(server.url)
    ask(cache, "/")
    with other.writing(["lists"]):
        assert [number(ask(cache, "/")) for _ in range(2)] == [2, 3]
    assert [number(ask(cache, "/")) for _ in range(2)] == [4, 4]


def test_a_page_that_another_host_does_not_touch_stays_while_it_commits(server):
    cache = layer(Application(), RedisVersions(server.url))
    other = RedisVersions(server.url)
    ask(cache, "/")
    with other.writing(["entry:9"]):
        assert number(ask(cache, "/")) == 1


def test_a_server_that_goes_away_while_a_page_is_made_keeps_nothing(server):
    application = Application()
    cache = layer(application, RedisVersions(server.url))
    application.meanwhile = server.stop
    assert number(ask(cache, "/")) == 1
    application.meanwhile = lambda: None
    server.start()
    assert [number(ask(cache, "/")) for _ in range(2)] == [2, 2]


def test_without_the_address_the_library_is_not_loaded(tmp_path):
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path)}
    own |= {"DJANGO_SETTINGS_MODULE": "chamber.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    line = "import sys, django; django.setup(); from chamber.page_cache import writes;"
    line += "writes.versions(); print('redis' in sys.modules)"
    seen = []
    for more in ({}, {"CHAMBER_REDIS": "unix:///nowhere"}):
        done = subprocess.run(
            [sys.executable, "-c", line],
            **{"env": own | more, "cwd": settings.BASE_DIR},
            **{"capture_output": True, "text": True, "check": True},
        )
        seen.append(done.stdout.strip())
    assert seen == ["False", "True"]
