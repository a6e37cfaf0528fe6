import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[\w+\])?==([\w.]+)")


def pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    return wanted, [PIN.match(line) for line in wanted]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_exactly_and_has_its_licence_named(name):
    wanted, found = pins(name)
    assert [line for line, match in zip(wanted, found, strict=True) if not match] == []
    named = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert [m[0] for m in found if f"| {m[1]} | {m[2]} |" not in named] == []


def test_every_runtime_requirement_says_why_it_is_here():
    wanted, _ = pins("requirements.txt")
    assert [line for line in wanted if "  # " not in line] == []
