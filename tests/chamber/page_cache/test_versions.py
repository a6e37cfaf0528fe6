"""Numbers that all processes of a machine share."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chamber.page_cache.versions import EVERYTHING, VersionFile, slots_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "page_versions"


def numbers(versions, *keys):
    return versions.numbers(slots_of(keys))


def in_a_process(path, lines):
    """Run lines in a process of its own, which has the numbers as `versions`. Returns its code."""
    begin = "import os, signal; from pathlib import Path\n"
    begin += "from chamber.page_cache.versions import VersionFile, EVERYTHING\n"
    begin += f"versions = VersionFile(Path({str(path)!r}))\n"
    run = subprocess.run([sys.executable, "-c", begin + lines], cwd=ROOT, check=False)
    return run.returncode


def test_a_raised_key_has_another_number_and_others_do_not(path):
    versions = VersionFile(path)
    before, other, state = (
        numbers(versions, "entry:1"),
        numbers(versions, "entry:2"),
        versions.state(),
    )
    versions.touch(["entry:1"])
    assert numbers(versions, "entry:1") != before
    assert numbers(versions, "entry:2") == other
    assert versions.state() != state
    assert versions.is_settled(versions.state())


def test_another_process_raises_them_for_this_one(path):
    versions = VersionFile(path)
    before, state = numbers(versions, "lists"), versions.state()
    assert in_a_process(path, "versions.touch(['lists'])") == 0
    assert numbers(versions, "lists") != before
    assert versions.state() != state


def test_nothing_is_lost_between_processes(path):
    versions = VersionFile(path)
    line = "[versions.touch(['lists']) for _ in range(300)]"
    begin = "from pathlib import Path; from chamber.page_cache.versions import VersionFile\n"
    begin += f"versions = VersionFile(Path({str(path)!r}))\n"
    command = [sys.executable, "-c", begin + line]
    before = int.from_bytes(numbers(versions, "lists")[0], "little")
    running = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert int.from_bytes(numbers(versions, "lists")[0], "little") == before + 900


def test_a_writer_killed_at_its_commit_raises_everything(path):
    versions = VersionFile(path)
    before = numbers(versions, EVERYTHING)
    killed = "writing = versions.writing(['lists']); writing.__enter__()\n"
    killed += "os.kill(os.getpid(), signal.SIGKILL)"
    assert in_a_process(path, killed) == -signal.SIGKILL
    assert not versions.is_settled(versions.state())
    assert numbers(versions, EVERYTHING) == before
    versions.settle()
    assert versions.is_settled(versions.state())
    assert numbers(versions, EVERYTHING) != before


def test_a_writer_that_lives_is_left_alone(path):
    versions = VersionFile(path)
    before = numbers(versions, EVERYTHING)
    with versions.writing(["lists"]):
        versions.settle()
        assert not versions.is_settled(versions.state())
    assert numbers(versions, EVERYTHING) == before


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_another_file_never_has_a_former_number(path, how):
    versions, other = VersionFile(path), VersionFile(path)
    before, state = numbers(versions, EVERYTHING), versions.state()
    path.unlink()
    if how == "replaced":
        VersionFile(path)
    other.touch(["lists"])
    versions._looked_at = 0.0  # a second passes
    assert versions.state() != state
    assert numbers(versions, EVERYTHING) != before
    assert os.stat(path).st_ino == os.fstat(versions._file).st_ino


def test_a_fork_does_not_share_its_parents_lock(path):
    versions = VersionFile(path)
    before = int.from_bytes(numbers(versions, "lists")[0], "little")
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            for _ in range(200):
                versions.touch(["lists"])
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert int.from_bytes(numbers(versions, "lists")[0], "little") == before + 400
