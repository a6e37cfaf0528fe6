"""Everything that `make test` runs, and a plain word at the end on what ran and what did not.

Four parts: the suite on SQLite (structure included), the suite on PostgreSQL, the browser
tests once, the scripts' unit tests under node. A part that cannot run here is named as not run;
under CI that is a failure.
"""

import os
import subprocess
import sys

from tests.chromium import chromium_path
from tests.javascript import run as javascript
from tests.outcomes import FAILED, NOT_RUN, PASSED
from tests.postgres import NoServerError, server

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
PYTEST += ["--durations=12", "--durations-min=5"]


def main():
    results = [
        ("SQLite", *on_sqlite()),
        ("PostgreSQL", *on_postgres()),
        ("浏览器", *in_browser()),
        ("脚本", *under_node()),
    ]
    lines, code = conclusion(results, ci=bool(os.environ.get("CI")))
    print("\n".join(["", "=" * 60, *lines, "=" * 60]), flush=True)
    sys.exit(code)


def conclusion(results, *, ci):
    """(one line a part, exit code) of [(part, outcome, reason)]."""
    lines = [f"{part}：{outcome}{'，' + why if why else ''}" for part, outcome, why in results]
    bad = {FAILED, NOT_RUN} if ci else {FAILED}
    return lines, int(any(outcome in bad for _, outcome, _ in results))


def on_sqlite():
    without = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return pytest("SQLite", "-m", "not browser", environment=without)


def on_postgres():
    try:
        with server() as url:
            return pytest(
                "PostgreSQL",
                *("-m", "not browser and not any_database"),
                environment={**os.environ, "DATABASE_URL": url},
            )
    except NoServerError as error:
        return NOT_RUN, str(error)


def in_browser():
    if chromium_path() is None:
        return NOT_RUN, "请安装 chromium 和 fonts-noto-cjk"
    without = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return pytest("浏览器", "-m", "browser", environment=without)


def under_node():
    print("\n── 脚本 ──", flush=True)
    return javascript.run()


def pytest(title, *arguments, environment):
    print(f"\n── {title} ──", flush=True)
    code = subprocess.run([*PYTEST, *arguments], env=environment, check=False).returncode
    if code == 5:
        return NOT_RUN, "没有收集到测试"
    return (PASSED, "") if code == 0 else (FAILED, f"pytest 退出码 {code}")


if __name__ == "__main__":
    main()
