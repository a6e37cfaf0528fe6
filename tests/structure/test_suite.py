import ast
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise, product
from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tests import npm
from tests.helpers import postgres
from tests.javascript import run as javascript
from tests.measuring import DEAR, dear_of, read_costs
from tests.outcomes import FAILED, NOT_RUN, PASSED
from tests.places import BOTH, BROWSER, DEAREST, NO_DATABASE, misplaced, rank
from tests.suite import QUICK, REST, conclusion

ROOT = Path(__file__).resolve().parents[2]
WAITED_FOR = re.compile(r"""f?['"]\w* ?\(?\w*\)? ?=>""")
STARTS = pytest.mark.slow(reason="several starts of pytest, one after the other")
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


@pytest.mark.parametrize("place", [*BOTH, *BROWSER, *NO_DATABASE, *DEAREST])
def test_every_place_that_a_part_collects_is_there(place):
    assert (ROOT / "tests" / place).exists()


@pytest.mark.parametrize(
    ("place", "marks", "asks_database", "why"),
    [
        ("admin/entry/test_slip.py", {"browser"}, True, "浏览器测试只放在"),
        ("admin/entry/test_slip.py", {"both"}, True, "请在那里登记"),
        ("text/markup/test_figures.py", set(), True, "不用数据库"),
        ("browser/test_outputs.py", {"browser"}, True, ""),
        ("models/test_entry.py", set(), True, ""),
        ("text/markup/test_figures.py", set(), False, ""),
    ],
)
def test_a_test_that_its_part_would_pass_over_is_refused(place, marks, asks_database, why):
    told = misplaced(place, marks=marks, asks_database=asks_database)
    assert why in told if why else told == ""


def test_the_dearest_files_begin_and_all_others_keep_their_order():
    places = ["admin/entry/test_slip.py", "views/test_paging.py", *DEAREST[::-1]]
    assert sorted(places, key=rank) == [*DEAREST, *places[:2]]


def test_what_costs_much_is_dear_and_the_cheapest_of_a_file_never():
    costs = {"a.py::one": 0.2, "a.py::two": 0.9, "b.py::one[x]": 3.0, "b.py::one[y]": 2.0}
    assert dear_of(costs, most=0.5) == {"a.py::two": 0.9, "b.py::one[x]": 3.0}
    assert dear_of(costs, most=5) == {}
    rules = {"tests/structure/test_it.py::rule": 9.0, "tests/structure/test_it.py::other": 0.1}
    assert dear_of(rules, most=5) == {}


def unknown_cases(names):
    """The cases among these whose file or function is no longer there."""
    return [name for name in names if not stands(*name.split("[")[0].split("::"))]


def stands(file, *path):
    found = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).exists() else ""
    return all(re.search(rf"^ *(class|def) {name}\b", found, re.MULTILINE) for name in path)


def test_every_dear_case_is_there():
    costs = read_costs(DEAR)
    assert len(costs) > 100
    assert unknown_cases(costs) == []


def test_control_a_dear_case_that_was_renamed_is_found():
    here = "tests/structure/test_suite.py"
    names = [f"{here}::test_renamed[1]", f"{here}::unknown_cases", "tests/none.py::test_it"]
    assert unknown_cases(names) == [names[0], names[2]]


@STARTS
def test_a_dear_case_is_slow_and_measuring_takes_all(tmp_path):
    """The dearest case, chosen among the slow ones, the quick ones, and those to be measured."""
    name = next(iter(read_costs(DEAR)))
    taken = {}
    for part, options in (
        ("slow", []),
        ("not slow", []),
        ("not slow ", ["--measure", str(tmp_path / "costs")]),
    ):
        command = [sys.executable, "-m", "pytest", "-q", "--co", "-m", part, *options]
        done = subprocess.run([*command, name], cwd=ROOT, capture_output=True, text=True)
        taken[part] = name in done.stdout.splitlines()
    assert taken == {"slow": True, "not slow": False, "not slow ": True}


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


@STARTS
def test_two_runs_on_one_machine_leave_each_other_alone(tmp_path):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    policy = settings["tool"]["pytest"]["ini_options"]["tmp_path_retention_policy"]
    assert end_beside_each_other(tmp_path, policy) == 0


@STARTS
def test_control_a_run_that_keeps_nothing_is_swept_away_by_another(tmp_path):
    assert end_beside_each_other(tmp_path, "none") == 1


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


def test_a_browser_waits_for_a_function_never_for_an_expression():
    """An expression is evaluated anew at each look, which the policy of our pages forbids: it
    passes where it is true at once and fails on a slower machine."""
    waits = [
        (path.relative_to(ROOT).as_posix(), call.lineno, ast.unparse(call.args[0]))
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".wait_for_function")
    ]
    assert waits, "没有找到等待"
    assert [wait for wait in waits if not WAITED_FOR.match(wait[2])] == []


@pytest.mark.parametrize(
    ("source", "good"), [("'() => open'", True), ("'open'", False), ("f'{a} > 0'", False)]
)
def test_control_an_expression_is_not_taken_for_a_function(source, good):
    assert bool(WAITED_FOR.match(source)) == good


ACTS = {"click", "dblclick", "press", "tap", "check", "uncheck", "select_option"}
MOMENTARY = {"all_inner_texts", "all_text_contents", "content", "count", "title"}
MOMENTARY |= {"is_checked", "is_hidden", "is_visible", "url"}


def read_in_the_moment(source):
    """What is read by the statement after a click, as it stands in that moment: a page that the
    click asked for may not have come yet. `expect` and waits look again; a helper of its own that
    waits for the page (`hand.press`) is none of the browser's acts."""
    return [
        ast.unparse(after)
        for node in ast.walk(ast.parse(source))
        for body in ("body", "orelse", "finalbody")
        if isinstance(getattr(node, body, None), list)
        for before, after in pairwise(getattr(node, body))
        if acts_on_a_page(before)
        for part in ast.walk(after)
        if isinstance(part, ast.Attribute) and part.attr in MOMENTARY
        if not ast.unparse(part).endswith("live_server.url")
    ]


def acts_on_a_page(statement):
    call = getattr(statement, "value", None)
    if not (isinstance(statement, ast.Expr) and isinstance(call, ast.Call)):
        return False
    return isinstance(call.func, ast.Attribute) and call.func.attr in ACTS


def test_no_browser_test_reads_in_the_moment_of_a_click():
    sources = sorted((ROOT / "tests" / "browser").rglob("*.py"))
    assert len(sources) > 20
    found = {path.name: read_in_the_moment(path.read_text(encoding="utf-8")) for path in sources}
    assert {name: reads for name, reads in found.items() if reads} == {}


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("page.click('a')\nassert page.locator('li').all_inner_texts() == []", True),
        ("page.press('a', 'Enter')\nassert page.url == address", True),
        ("page.click('a')\nassert Entry.objects.count() == 1", True),
        ("page.click('a')\nexpect(page.locator('li')).to_have_count(1)", False),
        ("page.goto('/')\nassert page.locator('li').count() == 1", False),
    ],
)
def test_control_a_read_in_the_moment_is_found(source, reads):
    assert bool(read_in_the_moment(source)) == reads
