"""The steps of the container file, run in a folder with what it copies: no engine is needed for that.

What stays untested here is the engine's own part: the base, the installation and the volumes.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.sites import container_file
from tests.loads.places import free_port

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.slow(
        reason="80 s of processor: a site and its dictionaries made from nothing by a copy of the program"
    ),
]
WITHOUT_RIGHTS = ["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
UNPRIVILEGED = WITHOUT_RIGHTS if os.geteuid() == 0 else []


@pytest.fixture
def program(tmp_path):
    """Yield what the image holds; nothing in it can be written."""
    if UNPRIVILEGED and not shutil.which("setpriv"):
        pytest.skip("没有 setpriv（util-linux）")
    folder = tmp_path / "srv"
    folder.mkdir()
    container_file.copy_into(folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def own(tmp_path):
    """The environment that the file sets and nothing else, its folders and its address of our own."""
    given = container_file.environment(
        container_file.instructions(container_file.FILE.read_text(encoding="utf-8"))
    )
    moved = {
        name: str(tmp_path / Path(value).relative_to("/"))
        for name, value in given.items()
        if value.startswith("/")
    }
    for folder in moved.values():
        Path(folder).mkdir(parents=True, mode=0o700)
    local = {"CHAMBER_ADDRESS": "127.0.0.1", "PORT": str(free_port())}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**given, **moved, **local, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def run(words, program, own):
    return subprocess.run(
        [*UNPRIVILEGED, *words], cwd=program, env=own, capture_output=True
    ).returncode


def test_its_command_serves_from_a_folder_that_cannot_be_written(program, own, tmp_path):
    found = container_file.instructions(container_file.FILE.read_text(encoding="utf-8"))
    health = container_file.health_command(found)
    assert run(["touch", "written"], program, own) != 0
    assert run(health, program, own) != 0  # control: nothing answers yet
    log = tmp_path / "log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [*UNPRIVILEGED, *container_file.start_command(found)],
            **{"cwd": program, "env": own, "stdout": written, "stderr": written},
            start_new_session=True,
        )
    try:
        until = time.monotonic() + 500
        while run(health, program, own) != 0:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(1)
        data = Path(own["CHAMBER_DATA"])
        assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
        assert list((data / "static").rglob("*.css.br"))
        server.terminate()  # as the engine does: the shell has become the server
        assert server.wait(60) in (0, -signal.SIGTERM)
        assert run(health, program, own) != 0
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
