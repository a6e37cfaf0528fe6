"""Workers are forks of the process that loaded the site: they load nothing again (decision 149)."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.benchmarks.serving.memory import processor, tree
from tests.loads.places import free_port

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.any_database,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for processes"),
]
SERVED = """
import multiprocessing, sys
if __name__ == "__main__":
    {before}
    import django
    django.setup()
    from django.conf import settings
    from django.db import connections
    from chamber import server
    from django.utils.module_loading import import_string
    import_string(server.LOAD)()
    connections.close_all()
    server.run(port=int(sys.argv[1]), workers=2, threads=4)
"""


@contextmanager
def served(folder, *, before="pass"):
    """Run the server as `serve` does, in a folder without a database; yields (port, process)."""
    (folder / "cache").mkdir(mode=0o700)  # the dictionaries are there, as after every first start
    (folder / "cache" / "dictionaries").symlink_to(ROOT / ".pytest_cache" / "dictionaries")
    port, program = free_port(), folder / "program.py"
    program.write_text(SERVED.format(before=before))
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CHAMBER_DATA": str(folder)}
    own |= {"CHAMBER_SECRET_KEY": "x" * 60, "DJANGO_SETTINGS_MODULE": "chamber.settings"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(program), str(port)],
            **{"cwd": ROOT, "env": own, "stdout": log, "stderr": log},
        )
    try:
        until(lambda: is_alive(port))
        yield port, process
    finally:
        process.terminate()
        process.wait(60)


def until(condition, *, seconds=300):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def is_alive(port):
    with suppress(OSError, http.client.HTTPException):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        link.request("GET", "/healthz", headers={"Connection": "close"})
        return link.getresponse().status == 200
    return False


def shares(process):
    """Return the processor time of each worker as a part of what the first process took."""
    mine, *workers = map(processor, tree(process.pid))
    return [spent / mine for spent in workers]


def test_a_worker_loads_nothing_again(tmp_path):
    with served(tmp_path) as (_, process):
        time.sleep(2)  # the other worker, too
        assert len(found := shares(process)) == 2
        assert max(found) < 0.5


def test_control_a_worker_that_is_spawned_loads_everything(tmp_path):
    with served(tmp_path, before="multiprocessing.set_start_method('spawn')") as (_, process):
        assert max(shares(process)) > 0.5


def test_a_worker_that_is_killed_comes_again_and_the_end_is_one_of_all(tmp_path):
    with served(tmp_path) as (port, process):
        killed = tree(process.pid)[1]
        os.kill(killed, signal.SIGKILL)
        until(lambda: len(own := tree(process.pid)) == 3 and killed not in own)
        until(lambda: is_alive(port))
        workers = tree(process.pid)[1:]
        process.terminate()
        assert process.wait(60) == 0
        assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
    assert "Unexpected exit from worker" in (tmp_path / "log").read_text()
