"""Everything that `make test` and `make test-all` run, and a plain word at the end on what ran.

    python -m tests.suite           the quick suite
    python -m tests.suite --rest    what the quick suite leaves: with it, every test on every database
    python -m tests.suite --measure the quick suite with its dear cases; writes tests/dear_cases.txt anew
    python -m tests.suite --loads   few rounds of the long loads (tests/loads/long), on both databases

Parts: the suite on SQLite (structure included), on PostgreSQL, in the browser, and the unit tests
of the scripts under node, which are all quick. The quick suite
asks of PostgreSQL what can differ there (mark `both`) and leaves the dearest cases (mark `slow`,
each with its reason, or measured: tests/measuring.py). A part that cannot run here is named as not run; under CI that is a failure.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.chromium import chromium_path
from tests.helpers.postgres import NoServerError, server
from tests.javascript import run as javascript
from tests.measuring import MOST, dear_of, read_costs, write_dear
from tests.outcomes import FAILED, NOT_RUN, PASSED
from tests.places import BOTH, BROWSER, LONG, NO_DATABASE

PYTEST = [sys.executable, "-m", "pytest", "--dist", "worksteal"]
PYTEST += ["--durations=12", "--durations-min=5"]
# On two cores. SQLite's part waits for servers, disks and locks of its own; the others' servers and
# browsers take what is left of both (decision 183).
PROCESSES = {"SQLite": 3, "PostgreSQL": 2, "浏览器": 2}
QUICK = {
    "SQLite": "not browser and not slow",
    "PostgreSQL": "both and not browser and not slow",
    "浏览器": "browser and not slow",
}
REST = {
    "SQLite": "slow and not browser",
    "PostgreSQL": "not any_database and not browser and (slow or not both)",
    "浏览器": "browser and slow",
}
# What a part collects: to read all tests costs each of its processes 9 s.
COLLECTED = {
    "SQLite": [f"--ignore=tests/{place}" for place in ("browser", LONG)],
    "PostgreSQL": [f"--ignore=tests/{place}" for place in ("browser", LONG, *NO_DATABASE)],
    "浏览器": [f"tests/{place}" for place in BROWSER],
}
COLLECTED_QUICK = {**COLLECTED, "PostgreSQL": [f"tests/{place}" for place in BOTH]}


LOADS = {"SQLite": "slow", "PostgreSQL": "slow and not any_database"}


def main():
    if "--loads" in sys.argv[1:]:
        chosen = {part: ["-m", marks, f"tests/{LONG}"] for part, marks in LOADS.items()}
        results = [
            ("SQLite", *on_sqlite(chosen["SQLite"])),
            ("PostgreSQL", *on_postgres(chosen["PostgreSQL"])),
        ]
        finish(results)
    if "--measure" in sys.argv[1:]:
        finish(measure())
    rest = "--rest" in sys.argv[1:]
    marks, collected = (REST, COLLECTED) if rest else (QUICK, COLLECTED_QUICK)
    deeds = {"SQLite": on_sqlite, "PostgreSQL": on_postgres, "浏览器": in_browser}
    results = [(part, *deed(["-m", marks[part], *collected[part]])) for part, deed in deeds.items()]
    if not rest:
        results.append(("脚本", *under_node()))
    finish(results)


def measure():
    """Run the quick suite on SQLite and in the browser and write which cases are dear."""
    results, dear = [], {}
    with tempfile.TemporaryDirectory(prefix="chamber-measured-") as folder:
        for part, deed in (("SQLite", on_sqlite), ("浏览器", in_browser)):
            costs = Path(folder, part)
            chosen = ["-m", QUICK[part], "--measure", str(costs), *COLLECTED_QUICK[part]]
            results.append((part, *deed(chosen)))
            dear |= dear_of(read_costs(costs), most=MOST[part])
    if all(outcome == PASSED for _, outcome, _ in results):
        write_dear(dear)
    return results


def finish(results):
    """Print one line a part and end with the code of the whole."""
    lines, code = conclusion(results, ci=bool(os.environ.get("CI")))
    print("\n".join(["", "=" * 60, *lines, "=" * 60]), flush=True)
    sys.exit(code)


def conclusion(results, *, ci):
    """(one line a part, exit code) of [(part, outcome, reason)]."""
    lines = [f"{part}：{outcome}{'，' + why if why else ''}" for part, outcome, why in results]
    bad = {FAILED, NOT_RUN} if ci else {FAILED}
    return lines, int(any(outcome in bad for _, outcome, _ in results))


def on_sqlite(chosen):
    return pytest("SQLite", chosen, environment=without_database())


def on_postgres(chosen):
    try:
        with server() as url:
            return pytest("PostgreSQL", chosen, environment={**os.environ, "DATABASE_URL": url})
    except NoServerError as error:
        return NOT_RUN, str(error)


def in_browser(chosen):
    if chromium_path() is None:
        return NOT_RUN, "请安装 chromium 和 fonts-noto-cjk"
    return pytest("浏览器", chosen, environment=without_database())


def under_node():
    print("\n── 脚本 ──", flush=True)
    return javascript.run()


def without_database():
    return {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}


def pytest(title, chosen, *, environment):
    print(f"\n── {title} ──", flush=True)
    command = [*PYTEST, "-n", str(PROCESSES[title]), *chosen]
    code = subprocess.run(command, env=environment, check=False).returncode
    if code == 5:
        return NOT_RUN, "没有收集到测试"
    return (PASSED, "") if code == 0 else (FAILED, f"pytest 退出码 {code}")


if __name__ == "__main__":
    main()
