"""Two application hosts on one PostgreSQL and one Redis, as docs/deploy/hosts sets them up."""

import re
import signal
import time

import pytest

from tests.helpers.postgres import NoServerError
from tests.helpers.sites.nginx_front import NGINX, nginx_before
from tests.helpers.sites.readers import readers
from tests.helpers.sites.redis_server import needs_redis
from tests.helpers.sites.two_hosts import Publisher, two_hosts

pytestmark = [
    needs_redis,
    pytest.mark.any_database,
    pytest.mark.slow(reason="five to ten minutes: two real sites, PostgreSQL and Redis"),
]
FORGIVEN = 6  # seconds: `fail_timeout` of docs/deploy/hosts/nginx.conf is 5
LISTS = ("/", "/articles/")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    try:
        with two_hosts(tmp_path_factory.mktemp("hosts")) as running:
            yield running
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture
def publisher(site):
    """A process on the first host."""
    running = Publisher(site.first)
    yield running
    running.end()


@pytest.fixture
def entry(publisher):
    """The key and address of a public article, whose pages all workers of both hosts have kept."""
    return publisher.do("create", "第0次发布")


def headlines(site, path, **many):
    """What all workers of both hosts show: statuses, and which publication."""
    found = set()
    for status, text in site.both(path, **many):
        shown = re.search(r"第(\d+)次发布", text)
        found.add((status, int(shown[1]) if shown else None))
    return found


def test_a_publication_on_one_host_is_on_the_other_with_the_next_request(site, publisher, entry):
    key, address = entry
    assert headlines(site, address) == {(200, 0)}
    for number in range(1, 6):
        assert publisher.do("publish", key, f"第{number}次发布") is None
        for path in (address, *LISTS):
            assert site.second.get(path)[1].count(f"第{number}次发布")
            assert headlines(site, path) == {(200, number)}


def test_control_pages_are_kept_on_both_hosts_without_numbers_they_are_former(
    site, publisher, entry
):
    key, address = entry
    assert any(is_kept_on_both(site, publisher, address, key, number) for number in (1, 3, 5))
    publisher.do("publish", key, "第9次发布")
    assert headlines(site, address) == {(200, 9)}


def is_kept_on_both(site, publisher, address, key, number):
    """Return whether both hosts still show what was there before a publication that raised no number.

    A host that did not hear from Redis within a quarter of a second makes its page anew, so a slow
    machine tries again."""
    publisher.do("publish", key, f"第{number}次发布")
    assert headlines(site, address, times=12) == {(200, number)}
    publisher.do("unwatched", key, f"第{number + 1}次发布")
    former = [
        [f"第{number}次发布" in host.get(address)[1] for _ in range(6)]
        for host in (site.first, site.second)
    ]
    return all(map(any, former))


def test_a_withdrawal_on_one_host_is_on_the_other_with_the_next_request(site, publisher, entry):
    key, address = entry
    assert headlines(site, address) == {(200, 0)}
    publisher.do("withdraw", key)
    assert headlines(site, address) == {(410, None)}
    assert headlines(site, "/articles/") != {(200, 0)}


@pytest.mark.parametrize(("moment", "shown"), [("before", 0), ("after", 1)])
def test_a_host_killed_while_it_publishes_leaves_the_other_right(
    site, publisher, entry, moment, shown
):
    key, address = entry
    assert headlines(site, address) == {(200, 0)}
    with readers(site.front, paths=LISTS) as seen:
        assert publisher.do("publish", key, "第1次发布", moment) == -signal.SIGKILL
        site.first.kill()
        for path in (address, "/articles/"):
            assert {site.second.get(path)[1].count(f"第{shown}次发布") > 0 for _ in range(6)} == {
                True
            }
        assert {site.front.get(address)[0] for _ in range(6)} == {200}
    assert {status for status, _ in seen} == {200}
    site.first.start()
    other = Publisher(site.second)
    other.do("publish", key, "第2次发布")
    other.end()
    assert headlines(site, address) == {(200, 2)}


def test_without_redis_the_right_pages_are_shown_and_nothing_is_published(site, publisher, entry):
    key, address = entry
    assert headlines(site, address) == {(200, 0)}
    with readers(site.first, site.second, paths=LISTS) as seen:
        site.redis.stop()
        assert "网页版本号（Redis）暂时连不上" in publisher.do("publish", key, "第1次发布")
        assert headlines(site, address) == {(200, 0)}
        site.redis.start()
        publisher.do("publish", key, "第2次发布")
        assert headlines(site, address) == {(200, 2)}
        time.sleep(1)
        publisher.do("publish", key, "第3次发布")
        assert headlines(site, address) == {(200, 3)}
    assert {status for status, _ in seen} == {200}


def test_a_rolling_restart_fails_no_request(site, entry):
    _, address = entry
    with readers(site.front, site.front, paths=LISTS) as seen:
        for host in (site.first, site.second):
            host.stop()
            time.sleep(1)
            assert site.front.get(address)[0] == 200
            host.start()
    assert len(seen) > 50
    assert {status for status, _ in seen} == {200}


@pytest.mark.skipif(NGINX is None, reason="没有 nginx")
def test_a_rolling_restart_behind_nginx_fails_no_request(site, entry, tmp_path):
    _, address = entry
    with nginx_before([site.first, site.second], tmp_path) as front:
        assert {front.get(address)[0] for _ in range(6)} == {200}
        with readers(front, front, paths=LISTS) as seen:
            for host in (site.first, site.second):
                host.stop()
                time.sleep(1)
                host.start()
                time.sleep(FORGIVEN)
    assert len(seen) > 50
    assert {status for status, _ in seen} == {200}


def test_control_without_a_second_host_a_restart_fails_requests(site):
    alone = type(site.front)([site.first])
    with readers(alone, paths=LISTS) as seen:
        site.first.stop()
        time.sleep(1)
        site.first.start()
    assert {status for status, _ in seen} == {200, 502}


def test_a_host_starts_although_redis_is_away(site, entry):
    _, address = entry
    site.redis.stop()
    site.second.stop()
    site.second.start()
    assert headlines(site, address) == {(200, 0)}
    site.redis.start()
    assert headlines(site, address) == {(200, 0)}
