import shutil

import pytest

from tests import npm, postgres
from tests.javascript import run as javascript
from tests.outcomes import FAILED, NOT_RUN, PASSED
from tests.suite import conclusion


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


def machine_with_node(monkeypatch, tmp_path, script):
    """A machine on which `node` is this script of the shell and there is no other program."""
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\n{script}\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_without_node_the_scripts_are_not_run_and_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert javascript.run() == (NOT_RUN, "没有 node：请安装 nodejs 和 npm")


def test_a_node_that_is_too_old_is_named(monkeypatch, tmp_path):
    machine_with_node(monkeypatch, tmp_path, "echo v16.20.1")
    assert javascript.run() == (NOT_RUN, "Node.js 16.20 太旧，至少要 18.16")


@pytest.mark.skipif(shutil.which("node") is None, reason="未安装 nodejs")
@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ('import test from "node:test"; test("a", () => {});', (PASSED, "1 项")),
        (
            'import test from "node:test"; test("a", () => { throw new Error("x"); });',
            (FAILED, "见上"),
        ),
        ("throw new Error('x');", (FAILED, "见上")),
        (None, (NOT_RUN, "没有收集到测试")),
    ],
)
def test_the_scripts_pass_fail_or_have_no_test(tmp_path, text, outcome):
    (tmp_path / "node_modules").mkdir()
    for copy in ("package-lock.json", "node_modules/installed.json"):
        (tmp_path / copy).write_text("{}")
    shutil.copy(javascript.HERE / "together.mjs", tmp_path)
    if text:
        (tmp_path / "one.test.mjs").write_text(text)
    assert javascript.run(folder=tmp_path) == outcome


def test_packages_are_installed_once_for_each_lock(monkeypatch, tmp_path):
    """npm's own work is done by a program that counts its calls."""
    folder, programs = tmp_path / "a", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    (programs / "npm").write_text("#!/bin/sh\necho x >> calls\n[ -d node_modules ] || exit 1\n")
    (programs / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    (folder / "package-lock.json").write_text("1")
    with pytest.raises(npm.ToolError, match="npm ci 没有成功"):
        npm.install(folder)
    (folder / "node_modules").mkdir()
    npm.install(folder)
    npm.install(folder)
    assert (folder / "calls").read_text() == "x\n" * 2
    (folder / "package-lock.json").write_text("2")
    assert not npm.installed(folder)
    npm.install(folder)
    assert npm.installed(folder)
    assert (folder / "calls").read_text() == "x\n" * 3
