"""The timer behind what is counted in memory: once for many wakings, and again after a failure."""

import logging
import threading

import pytest

from series.actions.counters import write_behind
from series.actions.counters.write_behind import WriteBehind

SOON = 5  # seconds that a beat is waited for; it comes after a twentieth of one


@pytest.fixture(autouse=True)
def fast(monkeypatch):
    monkeypatch.setattr(write_behind, "EVERY", 0.05)


class Table:
    """Something to write to, which may be away."""

    def __init__(self):
        self.written, self.is_away, self.beat = 0, False, threading.Event()

    def write(self):
        self.beat.set()
        if self.is_away:
            raise RuntimeError("away")
        self.written += 1
        return 1

    def wait(self):
        found = self.beat.wait(SOON)
        self.beat.clear()
        return found


@pytest.mark.django_db(transaction=True)
def test_many_wakings_are_one_writing_and_the_next_sets_the_next():
    table = Table()
    tact = WriteBehind(table.write, log_message="not written")
    tact.switch_on()
    for _ in range(100):
        tact.schedule_flush()
    assert table.wait()
    assert not table.beat.wait(0.3)
    assert table.written == 1
    tact.schedule_flush()
    assert table.wait()


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_logged_and_the_next_waking_tries_again(caplog):
    table = Table()
    tact = WriteBehind(table.write, log_message="not written; kept for the next time")
    tact.switch_on()
    table.is_away = True
    with caplog.at_level(logging.ERROR):
        tact.schedule_flush()
        assert table.wait()
        table.is_away = False
        while not caplog.records:
            threading.Event().wait(0.01)
    assert caplog.messages == ["not written; kept for the next time"]
    tact.schedule_flush()
    assert table.wait()
    assert table.written == 1


def test_nothing_is_written_by_itself_before_it_is_switched_on():
    table = Table()
    WriteBehind(table.write, log_message="").schedule_flush()
    assert not table.beat.wait(0.3)
