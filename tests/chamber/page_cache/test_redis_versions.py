"""Numbers that several hosts share, in a real Redis server."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from chamber.page_cache import redis_versions
from chamber.page_cache.redis_versions import RedisVersions
from chamber.page_cache.versions import EVERYTHING, UnreadableError, slots_of
from tests.helpers.sites.redis_server import needs_redis, redis_server

pytestmark = needs_redis
ROOT = Path(__file__).resolve().parents[3]
KILLED = "from chamber.page_cache import redis_versions; redis_versions.LIFE = 1\n"
KILLED += "writing = versions.writing(['lists']); writing.__enter__()\n"
KILLED += "os.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture
def server(tmp_path):
    with redis_server(tmp_path) as running:
        yield running


@pytest.fixture
def versions(server):
    return RedisVersions(server.url)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(redis_versions, "PATIENCE", 0.1)
    monkeypatch.setattr(redis_versions, "PAUSE", 0.0)


def numbers(versions, *keys):
    return versions.numbers(slots_of(keys))


def start_process(server, lines):
    begin = "import os, signal\nfrom chamber.page_cache.redis_versions import RedisVersions\n"
    begin += f"versions = RedisVersions({server.url!r})\n"
    return subprocess.Popen([sys.executable, "-c", begin + lines], cwd=ROOT)


def test_a_raised_key_has_another_number_and_others_do_not(versions):
    before, other = numbers(versions, "entry:1"), numbers(versions, "entry:2")
    state = versions.state()
    versions.touch(["entry:1"])
    assert numbers(versions, "entry:1") != before
    assert numbers(versions, "entry:2") == other
    assert versions.state() != state
    assert versions.is_settled(versions.state())


def test_another_process_raises_them_for_this_one(versions, server):
    before, state = numbers(versions, "lists"), versions.state()
    assert start_process(server, "versions.touch(['lists'])").wait(60) == 0
    assert numbers(versions, "lists") != before
    assert versions.state() != state


def test_numbers_are_raised_before_a_commit_and_after_it(versions):
    first, state = numbers(versions, "lists"), versions.state()
    with versions.writing(["lists"]):
        second = numbers(versions, "lists")
        assert not versions.is_settled(versions.state())
    assert len({*first, *second, *numbers(versions, "lists")}) == 3
    assert versions.is_settled(versions.state())
    assert versions.state() != state


def test_nothing_is_lost_between_processes_and_threads(versions, server):
    versions.touch(["lists"])
    before = int(numbers(versions, "lists")[0])
    line = "[versions.touch(['lists']) for _ in range(300)]"
    running = [start_process(server, line) for _ in range(2)]
    threads = [
        threading.Thread(target=lambda: [versions.touch(["lists"]) for _ in range(100)])
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.wait(60) for each in running] == [0, 0]
    assert int(numbers(versions, "lists")[0]) == before + 900


def test_a_writer_killed_at_its_commit_has_raised_its_numbers_and_later_everything(
    versions, server, monkeypatch
):
    before = numbers(versions, EVERYTHING, "lists")
    monkeypatch.setattr(redis_versions, "PAUSE", 0.0)
    assert start_process(server, KILLED).wait(60) == -signal.SIGKILL
    everything, lists = numbers(versions, EVERYTHING), numbers(versions, "lists")
    assert lists[0] not in before  # a kept page is old although nobody came back
    assert everything[0] in before
    assert not versions.is_settled(versions.state())
    for _ in range(100):
        versions.settle()
        if versions.is_settled(versions.state()):
            break
        time.sleep(0.1)
    assert versions.is_settled(versions.state())
    assert numbers(versions, EVERYTHING) != everything


def test_a_writer_that_lives_is_left_alone(versions, monkeypatch):
    monkeypatch.setattr(redis_versions, "PAUSE", 0.0)
    before = numbers(versions, EVERYTHING)
    with versions.writing(["lists"]):
        versions.settle()
        assert not versions.is_settled(versions.state())
    assert numbers(versions, EVERYTHING) == before


def test_an_emptied_server_never_has_a_former_number(versions, server):
    before, state = numbers(versions, EVERYTHING), versions.state()
    server.say("FLUSHALL")
    assert numbers(versions, EVERYTHING) != before
    assert versions.state() != state
    assert numbers(versions, EVERYTHING)[0] not in (b"", *before)


@pytest.mark.parametrize("is_written", [True, False], ids=["with its file", "without it"])
def test_a_restarted_server_never_has_a_former_number(versions, server, is_written):
    state = versions.state()
    before = numbers(versions, EVERYTHING)
    if is_written:
        server.say("SAVE")
    versions.touch(["entry:1"])  # the file does not know of it
    server.stop(signal.SIGKILL)
    server.start()
    assert versions.state() != state
    assert numbers(versions, EVERYTHING) != before
    assert RedisVersions(server.url).state() == versions.state()


def test_control_the_servers_file_alone_brings_former_numbers(versions, server, monkeypatch):
    state, before = versions.state(), numbers(versions, EVERYTHING)
    server.say("SAVE")
    versions.touch(["entry:1"])
    server.stop(signal.SIGKILL)
    server.start()
    monkeypatch.setattr(redis_versions, "BEGIN", redis_versions.STATE)  # no look at the run
    other = RedisVersions(server.url)
    assert (other.state(), numbers(other, EVERYTHING)) == (state, before)


def test_a_writer_whose_server_was_started_again_raises_its_numbers(versions, server):
    with versions.writing(["lists"]):
        server.stop(signal.SIGKILL)
        server.start()
        between = numbers(versions, "lists")
    assert numbers(versions, "lists") != between
    assert versions.is_settled(versions.state())


def test_a_server_that_is_away_is_told_and_comes_back_by_itself(versions, server, impatient):
    state = versions.state()
    server.stop()
    for ask in (versions.state, lambda: versions.touch(["lists"]), lambda: versions.numbers([1])):
        with pytest.raises(UnreadableError):
            ask()
    with pytest.raises(UnreadableError), versions.writing(["lists"]):
        pytest.fail("the block began")
    server.start()
    assert versions.state() != state


def test_a_commit_is_done_although_the_server_went_away_during_it(versions, server, impatient):
    done = []
    with versions.writing(["lists"]):
        server.stop()
        done.append(True)
    assert done
    server.start()


def test_a_server_that_does_not_answer_costs_a_quarter_of_a_second_once(versions, server):
    versions.state()
    server.pause()
    begin = time.monotonic()
    for _ in range(20):
        with pytest.raises(UnreadableError):
            versions.state()
    assert time.monotonic() - begin < 0.5
    server.go_on()
    time.sleep(redis_versions.PAUSE)
    assert versions.is_settled(versions.state())


def test_no_answer_to_a_former_question_is_taken_for_that_of_the_next(versions, server, impatient):
    slots = slots_of(["lists"])
    server.pause()
    with pytest.raises(UnreadableError):
        versions.numbers(slots)
    server.go_on()
    assert versions.is_settled(versions.state())
    assert versions.numbers(slots) == (b"",)


def test_a_fork_does_not_share_its_parents_connection(versions):
    versions.touch(["lists"])
    before = int(numbers(versions, "lists")[0])
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            for _ in range(200):
                versions.touch(["lists"])
            os._exit(0)
        children.append(child)
    for _ in range(200):
        assert versions.state()
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert int(numbers(versions, "lists")[0]) == before + 400


def test_removed_numbers_make_everything_anew(versions):
    before = numbers(versions, EVERYTHING)
    versions.discard()
    assert versions.state()
    assert numbers(versions, EVERYTHING) != before
