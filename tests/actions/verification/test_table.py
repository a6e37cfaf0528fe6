"""docs/verification.md counts the kinds of tampering that tests make: at least eighty."""

import re
from pathlib import Path

from . import test_comments, test_registers

ROOT = Path(__file__).resolve().parents[3]
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<count>\d+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)


def rows():
    return list(ROW.finditer((ROOT / "docs/verification.md").read_text(encoding="utf-8")))


def test_at_least_eighty_kinds_are_counted():
    assert sum(int(row["count"]) for row in rows()) >= 80


def test_the_named_tests_are_there():
    named = {name for row in rows() for name in re.findall(r"`(tests/[\w/.]+)`", row["tests"])}
    assert len(named) > 4
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_the_table_counts_the_registers_as_their_tests_do():
    beginnings = ("Names changed", "People and roles", "Lists of the desk", "A role or")
    beginnings += ("A row added", "A row deleted")
    counted = [int(row["count"]) for row in rows() if row["what"].startswith(beginnings)]
    made = test_registers
    assert sum(counted[:3]) == len(made.CHANGED)
    assert counted[3] == len(made.GIVEN) + 1
    assert counted[4:] == [len(made.ADDED), len(made.DELETED)]


def test_the_table_counts_the_comments_as_their_tests_do():
    (counted,) = [int(row["count"]) for row in rows() if row["what"].startswith("A comment")]
    made = test_comments
    assert counted == len(made.CHANGED) + len(made.ADDED) + len(made.DELETED)
