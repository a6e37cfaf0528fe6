"""The lock file names packages and their digests, and no host: where they come from is npm's
own setting.

python -m tests.audit.lock   (after `npm install` in tests/audit)
"""

import json
from pathlib import Path

LOCK = Path(__file__).with_name("package-lock.json")


def without_hosts(text):
    """The lock file's text without the addresses of packages and of those who ask for money."""
    lock = json.loads(text)
    for package in lock["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    return json.dumps(lock, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    LOCK.write_text(without_hosts(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
