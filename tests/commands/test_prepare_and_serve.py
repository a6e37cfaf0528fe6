"""The two commands behind `make run`, each in a process of its own on an empty folder."""

import os
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


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared") / "data"
    assert manage(folder, "prepare")[0] == 0
    return folder


@PREPARED
def test_prepare_makes_a_private_folder_and_a_long_key(prepared):
    key = prepared / "secret_key"
    assert prepared.stat().st_mode & 0o777 == 0o700
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) >= 50
    assert (prepared / "first_run").exists()


@PREPARED
def test_the_database_is_private_in_a_folder_that_others_may_read(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "control").touch()
    assert manage(tmp_path, "prepare")[0] == 0
    assert (tmp_path / "chamber.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "control").stat().st_mode & 0o077


@PREPARED
def test_a_second_time_changes_nothing(prepared):
    key, database = (prepared / "secret_key").read_text(), prepared / "chamber.sqlite3"
    (prepared / "first_run").unlink()
    size = database.stat().st_size
    assert manage(prepared, "prepare")[0] == 0
    assert ((prepared / "secret_key").read_text(), database.stat().st_size) == (key, size)
    assert not (prepared / "first_run").exists()


@PREPARED
def test_two_folders_have_two_keys(prepared, tmp_path):
    manage(tmp_path / "other", "prepare")
    assert (tmp_path / "other" / "secret_key").read_text() != (prepared / "secret_key").read_text()


@PREPARED
def test_an_empty_key_file_is_filled_and_a_short_one_refused(tmp_path):
    key = tmp_path / "secret_key"
    key.touch()
    assert manage(tmp_path, "prepare")[0] == 0
    assert len(key.read_text()) >= 50
    key.write_text("short")
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
