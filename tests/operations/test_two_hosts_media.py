"""Two application hosts whose media lie in one bucket of a local S3 server, with no folder between them."""

import pytest

from tests.helpers.postgres import NoServerError
from tests.helpers.sites.redis_server import needs_redis
from tests.helpers.sites.s3_server import KEY, SECRET, needs_s3, s3_server
from tests.helpers.sites.two_hosts import Publisher, two_hosts

pytestmark = [
    *(needs_redis, needs_s3, pytest.mark.any_database),
    pytest.mark.slow(reason="two real sites, PostgreSQL, Redis and an S3 server"),
]


@pytest.fixture(scope="module")
def store():
    with s3_server() as server:
        yield server


@pytest.fixture(scope="module")
def site(store, tmp_path_factory):
    given = {"CHAMBER_S3": store.url, "CHAMBER_S3_KEY": KEY, "CHAMBER_S3_SECRET": SECRET}
    try:
        with two_hosts(tmp_path_factory.mktemp("hosts"), **given) as running:
            yield running
    except NoServerError as error:
        pytest.skip(str(error))


def answers(site, path, times=6):
    """What all workers of both hosts answer: statuses, and how the bytes begin."""
    found = set()
    for host in (site.first, site.second):
        for _ in range(times):
            status, data = host.get_bytes(path)
            found.add((status, data[:2] if status == 200 else b""))
    return found


def test_a_picture_stored_on_one_host_is_read_on_both_and_gone_from_both(site, store):
    publisher = Publisher(site.first)
    try:
        key, original = publisher.do("picture", "第0次发布")
        small = original.replace(".jpg", "-480.webp")
        assert answers(site, original) == {(200, b"\xff\xd8")}
        assert answers(site, small) == {(200, b"RI")}
        assert [host for host in (site.first, site.second) if any(media_of(host))] == []
        publisher.do("withdraw", key)
        assert answers(site, original) | answers(site, small) == {(404, b"")}
    finally:
        publisher.end()


def media_of(host):
    return [path for path in (host.folder / "media").rglob("*") if path.is_file()]


def test_a_store_that_is_gone_leaves_the_texts_of_both_hosts(site, store):
    publisher = Publisher(site.second)
    try:
        _, original = publisher.do("picture", "第1次发布")
        assert answers(site, original) == {(200, b"\xff\xd8")}
        store.stop()
        assert answers(site, original) == {(503, b"")}
        assert {status for status, _ in answers(site, "/articles/")} == {200}
    finally:
        publisher.end()
