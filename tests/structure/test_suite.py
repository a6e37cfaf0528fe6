import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tests.helpers import postgres
from tests.suite import FAILED, NOT_RUN, PASSED, QUICK, REST, conclusion

ROOT = Path(__file__).resolve().parents[2]
MARKS = ("browser", "slow", "both", "any_database")
# A test has at most one of the last two.
COMBINATIONS = [each for each in product([False, True], repeat=4) if not (each[2] and each[3])]
# Waits in the middle of a run for the other one's end, then looks for its own folder.
FIRST_RUN = """
import pathlib, time
def test_waits(tmp_path):
    pathlib.Path({started!r}).touch()
    while not pathlib.Path({ended!r}).exists():
        time.sleep(0.05)
    assert tmp_path.exists()
def test_begins_after_the_other_run(tmp_path):
    assert tmp_path.exists()
"""
SECOND_RUN = """
def test_quick(tmp_path):
    assert tmp_path.exists()
"""


@pytest.mark.parametrize(
    ("outcome", "on_a_desk", "under_ci"), [(PASSED, 0, 0), (NOT_RUN, 0, 1), (FAILED, 1, 1)]
)
def test_a_part_that_did_not_run_is_named_and_fails_under_ci(outcome, on_a_desk, under_ci):
    results = [("SQLite", PASSED, ""), ("PostgreSQL", outcome, "原因")]
    lines, code = conclusion(results, ci=False)
    assert lines == ["SQLite：通过", f"PostgreSQL：{outcome}，原因"]
    assert code == on_a_desk
    assert conclusion(results, ci=True)[1] == under_ci


def test_a_machine_without_any_server_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "machine_binaries", lambda: None)
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(postgres.NoServerError, match="请安装 postgresql"), postgres.server():
        pytest.fail("没有程序也启动了服务器")


@pytest.mark.parametrize("marks", COMBINATIONS)
def test_every_test_runs_once_on_each_database_that_it_asks(marks):
    has = dict(zip(MARKS, marks, strict=True))
    runs = {
        part: sum(Expression.compile(each[part]).evaluate(has.get) for each in (QUICK, REST))
        for part in QUICK
    }
    assert runs == {
        "SQLite": int(not has["browser"]),
        "PostgreSQL": int(not has["browser"] and not has["any_database"]),
        "浏览器": int(has["browser"]),
    }


def end_beside_each_other(folder, policy):
    """Exit code of a run during which another one starts and ends on the same machine."""
    started, ended = folder / "started", folder / "ended"
    files = {"first": FIRST_RUN, "second": SECOND_RUN}
    for name, text in files.items():
        (folder / name).mkdir()
        (folder / name / "test_it.py").write_text(
            text.format(started=str(started), ended=str(ended))
        )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django"]
    command += ["-o", f"tmp_path_retention_policy={policy}", "--rootdir", str(folder)]
    environment = {"PYTEST_DEBUG_TEMPROOT": str(folder), "PATH": "/usr/bin:/bin"}
    first = subprocess.Popen([*command, str(folder / "first")], env=environment, cwd=folder)
    while not started.exists():
        assert first.poll() is None
    # Twice: the sweep of a run's end takes what the one before it left.
    for _ in range(4):
        subprocess.run([*command, str(folder / "second")], env=environment, cwd=folder, check=True)
    ended.touch()
    return first.wait(60)


def test_two_runs_on_one_machine_leave_each_other_alone(tmp_path):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    policy = settings["tool"]["pytest"]["ini_options"]["tmp_path_retention_policy"]
    assert end_beside_each_other(tmp_path, policy) == 0


def test_control_a_run_that_keeps_nothing_is_swept_away_by_another(tmp_path):
    assert end_beside_each_other(tmp_path, "none") == 1
