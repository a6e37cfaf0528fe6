"""The keys outside the database that seal the audit chain a second time (decision 108).

Whoever can write the database can compute the chain's seals again, but not these marks: each line
holds the HMAC-SHA256 of its seal under the key that was in use. A key stands in a line of the file
`audit_key` in CHAMBER_DATA (or in CHAMBER_AUDIT_KEY, separated by commas) with the number of the
last line before it: `1234 <key>`. Lines up to the first of these numbers have no mark.
"""

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from series.actions.errors import EditorialError

SHORTEST_KEY = 32


@dataclass(frozen=True)
class AuditKey:
    """A key, and the number of the last line that it does not mark."""

    after: int
    key: str

    def mark(self, seal: str) -> str:
        """Return the mark of a line that has this seal."""
        return hmac.new(self.key.encode(), seal.encode(), hashlib.sha256).hexdigest()


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "audit_key"


def audit_keys() -> tuple[AuditKey, ...]:
    """Return the keys of this installation, the oldest first.

    The file is read each time: a server that runs takes a new key with its next line. Raises
    EditorialError where a line of it cannot be read.
    """
    given = settings.AUDIT_KEY.replace(",", "\n")
    path = key_file()
    written = given or (path.read_text(encoding="ascii") if path.is_file() else "")
    return tuple(sorted(map(_key, filter(str.strip, written.splitlines())), key=_after))


def _key(line):
    after, _, key = line.strip().partition(" ")
    if not after.isdecimal() or len(key.strip()) < SHORTEST_KEY:
        raise EditorialError(
            "审计密钥（audit_key 或 CHAMBER_AUDIT_KEY）无法识别：每行应是“起始编号 密钥”，请从备份恢复"
        )
    return AuditKey(int(after), key.strip())


def _after(key):
    return key.after


def key_for(number: int, keys) -> AuditKey | None:
    """Return the key that marks the line of this number; None before the first key."""
    return next((key for key in reversed(keys) if key.after < number), None)
