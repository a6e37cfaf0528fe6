"""The real input lies beside the project; tests that need it are skipped where it is absent."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "seed"


def seed_path():
    found = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
    if not found:
        pytest.skip("the seed text is not beside this project")
    return found[0]


def seed_text():
    return seed_path().read_text(encoding="utf-8")
