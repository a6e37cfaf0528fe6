"""The lock files name packages and their digests, and no host: where they come from is npm's
own setting.

python -m tests.audit.lock   (after `npm install` in tests/audit or tests/javascript)
"""

import json
from pathlib import Path

TESTS = Path(__file__).parents[1]
LOCKS = [TESTS / folder / "package-lock.json" for folder in ("audit", "javascript")]


def without_hosts(text):
    """The lock file's text without the addresses of packages and of those who ask for money."""
    lock = json.loads(text)
    for package in lock["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    return json.dumps(lock, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path in LOCKS:
        path.write_text(without_hosts(path.read_text(encoding="utf-8")), encoding="utf-8")
