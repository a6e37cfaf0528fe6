"""A process that serves pages loads at its start what pages need, and no more (decision 138)."""

import os
import subprocess
import sys

import pytest

SEEN = """
import os, sys
{}
from chamber.wsgi import application
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), flush=True)
print("series.text.clipboard.paste" in sys.modules, "series.text.web.page" in sys.modules)
print(sys.getswitchinterval())
sys.stdout.flush()
os._exit(0)  # its threads have nothing to write
"""
FOR_THE_DESK = {"openpyxl", "xlsxwriter", "docx", "mammoth", "markdown_it", "mdit_py_plugins"}
FOR_SOME_ANSWERS = {"icalendar", "mozilla_django_oidc", "requests", "pypinyin", "opencc"}


def modules_after(code):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SEEN.format(code)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    names, readers, turn = done.stdout.splitlines()[-3:]
    return set(names.split()), readers, float(turn)


@pytest.fixture(scope="module")
def at_start():
    return modules_after("")


def test_a_serving_process_does_not_load_what_only_the_desk_and_commands_use(at_start):
    modules, readers_of_foreign_pages, _ = at_start
    assert {"django", "series"} <= modules
    assert modules & (FOR_THE_DESK | FOR_SOME_ANSWERS) == set()
    assert readers_of_foreign_pages == "False False"


def test_control_one_import_at_the_top_of_a_module_would_be_noticed():
    modules, *_ = modules_after("import openpyxl, xlsxwriter, icalendar")
    assert {"openpyxl", "xlsxwriter", "icalendar"} <= modules


def test_threads_take_short_turns_so_that_kept_pages_do_not_wait(at_start):
    assert at_start[2] == 0.001
