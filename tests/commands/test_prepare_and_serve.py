"""The two commands behind `make run`, each in a process of its own on an empty folder."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.any_database
PREPARED = pytest.mark.slow(
    reason="8 s: a site made from nothing; tests.smoke makes one in each CI run"
)


def manage(folder, *words, **environment):
    """(exit code, output, errors) of one manage.py run."""
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(folder), **environment}
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def made_once(tmp_path_factory, name, make):
    """Return this process's own copy of the folder that `make(folder)` filled once a run."""
    own = tmp_path_factory.getbasetemp()
    run = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    made, done = run / f"{name}-made", run / f"{name}-done"
    with open(run / f"{name}-lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            done.touch()
    return shutil.copytree(made, tmp_path_factory.mktemp(name) / "own")


def prepare_two(folder):
    """One site whose folder is not there before, one in a folder that others may read, with an
    empty key: 20 s each, most of it the migrations from nothing."""
    other = folder / "other"
    other.mkdir()
    other.chmod(0o755)
    for name in ("control", "secret_key"):
        (other / name).touch()
    assert manage(folder / "data", "prepare")[0] == 0
    assert manage(other, "prepare")[0] == 0


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return made_once(tmp_path_factory, "prepared", prepare_two)


@pytest.fixture
def prepared(sites):
    return sites / "data"


@pytest.fixture
def other(sites):
    """It stood in a folder that others may read, beside an empty key."""
    return sites / "other"


@PREPARED
def test_prepare_makes_a_private_folder_and_a_long_key(prepared):
    key = prepared / "secret_key"
    assert prepared.stat().st_mode & 0o777 == 0o700
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) >= 50
    personal = prepared / "personal_key"
    assert (personal.stat().st_mode & 0o777, len(personal.read_text().split())) == (0o600, 1)
    assert (prepared / "first_run").exists()


@PREPARED
def test_the_database_is_private_in_a_folder_that_others_may_read(other):
    assert (other / "chamber.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (other / "control").stat().st_mode & 0o077


@PREPARED
def test_a_second_time_changes_nothing(prepared):
    key, database = (prepared / "secret_key").read_text(), prepared / "chamber.sqlite3"
    personal = (prepared / "personal_key").read_text()
    (prepared / "first_run").unlink()
    size = database.stat().st_size
    assert manage(prepared, "prepare")[0] == 0
    assert ((prepared / "secret_key").read_text(), database.stat().st_size) == (key, size)
    assert (prepared / "personal_key").read_text() == personal
    assert not (prepared / "first_run").exists()


@PREPARED
@pytest.mark.parametrize("name", ["secret_key", "personal_key"])
def test_two_folders_have_two_keys(prepared, other, name):
    assert (other / name).read_text() != (prepared / name).read_text()


@PREPARED
def test_an_empty_key_file_is_filled_and_a_short_one_refused(other, tmp_path):
    assert len((other / "secret_key").read_text()) >= 50
    (tmp_path / "secret_key").write_text("short")
    code, _, errors = manage(tmp_path, "prepare")
    assert (code, "密钥不足 50 个字符" in errors) == (1, True)


def test_a_place_that_cannot_hold_data_is_named(tmp_path):
    (tmp_path / "file").touch()
    code, _, errors = manage(tmp_path / "file" / "data", "prepare")
    assert code == 1
    assert "请用 CHAMBER_DATA 指定可写的文件夹" in errors
    assert "Traceback" not in errors


def test_a_database_that_does_not_answer_is_named(tmp_path):
    url = "postgres://nobody@127.0.0.1:1/none"
    code, _, errors = manage(tmp_path, "prepare", DATABASE_URL=url)
    assert code == 1
    assert "数据库无法使用" in errors
    assert "Traceback" not in errors


@PREPARED
def test_a_taken_port_is_named(prepared):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        code, _, errors = manage(prepared, "serve", PORT=port)
    assert code == 1
    assert f"端口 {port} 已被其他程序占用" in errors


@PREPARED
@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none_is_named(prepared, port):
    code, _, errors = manage(prepared, "serve", PORT=port)
    assert (code, "PORT 应为 1 到 65535 的数字" in errors) == (1, True)


def test_nothing_is_served_without_a_key(tmp_path):
    code, _, errors = manage(tmp_path, "serve")
    assert (code, "请先运行 manage.py prepare" in errors) == (1, True)
