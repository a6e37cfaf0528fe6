"""Two processes that prepare one data folder at the same moment: one waits for the other (decision 149)."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError

from chamber.setup_lock import NAME, lock_setup
from tests.loads.places import free_port

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "另一个 prepare 或 serve 正在准备"
pytestmark = pytest.mark.any_database
WORK = """
import contextlib, pathlib, sys, time
from chamber.setup_lock import lock_setup
folder, alone = pathlib.Path(sys.argv[1]), {alone}
print("ready", flush=True)
sys.stdin.readline()
with alone(folder, tell=lambda sentence: None):
    (folder / "at work").touch(exist_ok=False)
    time.sleep({seconds})
    (folder / "at work").unlink()
"""
NO_LOCK = "lambda folder, tell: contextlib.nullcontext()"


def begin(*words, **more):
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, env=own, text=True, **pipes)


def worker(folder, *, alone="lock_setup", seconds=0.3):
    """Begin a process that stands before its work."""
    one = begin("-c", WORK.format(alone=alone, seconds=seconds), folder)
    assert one.stdout.readline() == "ready\n"
    return one


def codes(workers):
    """Let them all work at once. Returns their exit codes."""
    for one in workers:
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in workers:
        one.communicate(timeout=60)
    return [one.returncode for one in workers]


@contextmanager
def held(folder):
    with (folder / NAME).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_three_processes_work_one_after_the_other(tmp_path):
    assert codes([worker(tmp_path) for _ in range(3)]) == [0, 0, 0]


def test_control_without_the_lock_they_meet(tmp_path):
    met = codes([worker(tmp_path, alone=NO_LOCK, seconds=5) for _ in range(3)])
    assert sorted(met) == [0, 1, 1]


def test_a_process_that_was_killed_holds_nothing(tmp_path):
    killed = worker(tmp_path, seconds=600)
    killed.stdin.write("go\n")
    killed.stdin.flush()
    end = time.monotonic() + 60
    while not (tmp_path / "at work").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    told = []
    with pytest.raises(CommandError), lock_setup(tmp_path, tell=told.append, patience=0):
        pass  # control: alive, it holds the lock
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    with lock_setup(tmp_path, tell=told.append, patience=0):
        assert len(told) == 1


def test_whoever_waits_says_so_once_and_not_for_ever(tmp_path):
    told = []
    with (
        held(tmp_path),
        pytest.raises(CommandError, match="等它做完或结束它之后再运行"),
        lock_setup(tmp_path, tell=told.append, patience=0.5),
    ):
        raise AssertionError("it went on beside the other")
    assert len(told) == 1
    assert SENTENCE in told[0]


def test_a_folder_that_takes_no_file_stops_nobody(tmp_path):
    """On a full disk a site begins with the files that are there (decision 105)."""
    told = []
    with lock_setup(tmp_path / "gone", tell=told.append):
        told.append("went on")
    assert told == ["went on"]


@pytest.mark.parametrize("command", ["prepare", "serve"])
def test_both_commands_wait(tmp_path, command):
    with held(tmp_path):
        waiting = begin(
            *("manage.py", command),
            **{"CHAMBER_DATA": str(tmp_path), "CHAMBER_SECRET_KEY": "x" * 60},
            PORT=str(free_port()),
        )
        try:
            assert SENTENCE in waiting.stdout.readline()
        finally:
            waiting.kill()
            waiting.communicate()
    made = {path.name for path in tmp_path.iterdir()}
    assert made <= {NAME, "media", "cache"}  # no database, no styles
