"""How far a replica must have come, beside the numbers of pages (decision 159)."""

import os

import pytest

from chamber.page_cache import redis_versions
from chamber.page_cache.redis_versions import RedisVersions
from chamber.page_cache.versions import VersionFile
from tests.helpers.sites.redis_server import PROGRAM, redis_server


@pytest.fixture(params=["file", "redis"])
def versions(request, tmp_path):
    if request.param == "file":
        yield VersionFile(tmp_path / "page_versions")
    elif PROGRAM is None:
        pytest.skip("请安装 redis-server")
    else:
        with redis_server(tmp_path) as server:
            yield RedisVersions(server.url)


def commit(versions, position):
    with versions.writing(["lists"], lambda: position):
        pass


def learn(versions, position):
    """What a reader notes who found it unknown."""
    state, known = versions.standing()
    assert known == 0
    versions.note_position(state, position)
    assert versions.standing() == (state, position)


def test_at_the_beginning_nobody_knows_the_position(versions):
    state, position = versions.standing()
    assert (state, position) == (versions.state(), 0)


def test_the_latest_commit_decides(versions):
    learn(versions, 1000)
    commit(versions, 5_000_000_000_008)
    commit(versions, 5_000_000_000_000)  # committed before, noted after
    assert versions.standing()[1] == 5_000_000_000_008


def test_a_commit_that_cannot_tell_makes_it_unknown_until_a_reader_learns_it(versions):
    learn(versions, 1000)
    commit(versions, 0)
    assert versions.standing()[1] == 0
    commit(versions, 3000)  # it may have asked before the other one's commit
    learn(versions, 4000)


def test_what_was_asked_before_a_change_is_not_noted(versions):
    state, _ = versions.standing()
    commit(versions, 2000)
    versions.note_position(state, 1000)
    assert versions.standing()[1] == 0


def test_the_position_is_there_before_the_commit_counts_as_done(versions):
    learn(versions, 1000)
    seen = []
    writing = versions.writing(["lists"], lambda: seen.append(versions.standing()) or 2000)
    with writing:
        pass
    ((state, position),) = seen
    assert position == 1000
    assert not versions.is_settled(state)
    assert versions.is_settled(versions.standing()[0])
    assert versions.standing()[1] == 2000


def test_after_a_writer_that_was_killed_it_is_unknown(versions, monkeypatch):
    monkeypatch.setattr(redis_versions, "LIFE", -1)  # its mark ends at once
    learn(versions, 1000)
    killed = os.fork()
    if killed == 0:
        writing = versions.writing(["lists"])
        writing.__enter__()
        os._exit(0)
    os.waitpid(killed, 0)
    assert not versions.is_settled(versions.standing()[0])
    versions.settle()
    state, position = versions.standing()
    assert versions.is_settled(state)
    assert position == 0


def test_a_site_that_starts_learns_it_anew(versions):
    learn(versions, 1000)
    versions.touch(["everything"])
    assert versions.standing()[1] == 0


def test_numbers_that_are_made_anew_know_no_position(versions):
    learn(versions, 1000)
    versions.discard()
    if isinstance(versions, VersionFile):
        versions._looked_at = 0.0  # it looks once a second
    assert versions.standing()[1] == 0
