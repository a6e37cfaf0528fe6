"""The project speaks of itself alone: no machine's paths, no package host, no leftovers."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = re.compile(
    r"(?<![\w.])/(?:root|home/\w+|work|Users/\w+)/|[\w.-]*pypi[\w.-]*\.(?:org|com|cn|io)\b|"
    r"registry\.npmjs|deb\.debian\.org|files\.pythonhosted"
)
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
TEXT = {".py", ".html", ".css", ".js", ".md", ".txt", ".toml", ".sh", ".xml", ".svg", ""}


def own_files():
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("不在 git 仓库中")
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    itself = Path(__file__).resolve()
    return [p for p in paths if p.suffix in TEXT and p.is_file() and p != itself]


def lines_with(pattern):
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in own_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if pattern.search(line)
    ]


def test_no_path_of_a_machine_and_no_package_host():
    assert lines_with(FOREIGN) == []


def test_nothing_was_left_for_later():
    assert lines_with(LEFT_OVER) == []


@pytest.mark.parametrize(
    "line",
    [
        "cp /root/x .",
        "see /home/wang/var/",
        "open('/work/a')",
        "pip -i https://" + "pypi" + ".org/x",
    ],
)
def test_control_a_foreign_word_is_found(line):
    assert FOREIGN.search(line)


def test_the_same_folder_names_inside_the_project_are_fine():
    assert not FOREIGN.search("var/work/a, docs/root/b, homework")


def test_the_top_level_holds_what_the_architecture_names():
    tops = {path.relative_to(ROOT).parts[0] for path in own_files()}
    named = {"manage.py", "requirements.txt", "requirements-dev.txt", "Makefile", "LICENSE"}
    named |= {"README.md", "CHANGELOG.md", "pyproject.toml", ".gitignore", ".editorconfig", ".ci"}
    named |= {"chamber", "series", "templates", "static", "tests", "docs"}
    assert tops - named == set()
