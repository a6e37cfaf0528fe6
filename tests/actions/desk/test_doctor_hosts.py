"""`manage.py doctor` on several hosts: the same keys on each, and the Redis server that they share."""

import pytest

from chamber.page_cache import redis_versions, writes
from chamber.page_cache.redis_versions import RedisVersions
from series.actions.desk.doctor.hosts import hosts
from series.page_keys import keys_of_write
from tests.helpers.sites.redis_server import needs_redis, redis_server

pytestmark = [needs_redis, pytest.mark.any_database]


@pytest.fixture
def server(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(redis_versions, "PATIENCE", 0.1)
    with redis_server(tmp_path) as running:
        settings.REDIS, settings.DATA_DIR = running.url, tmp_path
        settings.AUDIT_KEY = "0 " + "a" * 64
        writes.configure(settings.PAGE_VERSIONS, keys_of_write, redis=running.url)
        yield running
        writes.configure(settings.PAGE_VERSIONS, keys_of_write)


def told():
    return [str(line) for line in hosts()]


def as_host(name, monkeypatch):
    monkeypatch.setattr("series.actions.desk.doctor.hosts.socket.gethostname", lambda: name)


def test_one_host_alone_has_no_such_line(settings):
    settings.REDIS = ""
    assert told() == []


def test_hosts_with_the_same_keys_are_well(server, monkeypatch):
    assert told() == ["正常　几台服务器：1 台，密钥相同，Redis 正常"]
    as_host("second", monkeypatch)
    assert told() == ["正常　几台服务器：2 台，密钥相同，Redis 正常"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "AUDIT_KEY", "PERSONAL_KEY"])
def test_a_host_with_another_key_is_named(server, settings, monkeypatch, name):
    as_host("first", monkeypatch)
    told()
    as_host("second", monkeypatch)
    setattr(settings, name, getattr(settings, name) + "x")
    (line,) = told()
    assert line.startswith("错误　几台服务器：这台的密钥与 first 的不同，请把 secret_key")


def test_a_host_that_was_taken_away_is_forgotten_after_a_day(server, monkeypatch):
    RedisVersions(server.url).note_host("former", "other")
    monkeypatch.setattr(redis_versions, "DAY", 0)
    assert "密钥相同" in told()[0]


def test_a_server_that_is_away_is_an_error_with_what_to_do(server):
    server.stop()
    (line,) = told()
    assert line.startswith("错误　几台服务器：连不上 Redis")
    assert "请启动 Redis 或核对 CHAMBER_REDIS" in line
    server.start()


def test_redis_without_kept_pages_is_told(server, settings):
    writes.configure(None, keys_of_write, redis=server.url)
    assert told()[0].startswith("注意　几台服务器：CHAMBER_PAGES_MB 是 0")
