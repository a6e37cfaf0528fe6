"""Uploads that were refused for a reason outside them, kept for a day.
Nobody has to send them twice.

Only the person who sent a file has it back. The files lie beside media, never under an address.
Decision 100.
"""

import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

KEPT_FOR = 24 * 3600  # seconds
KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class RefusedUpload:
    """A kept file; `key` is what the form sends in its place."""

    key: str
    name: str
    data: bytes


def keep_upload(name, data, *, by):
    """Store a file for its sender and return it as a RefusedUpload.
    Files of yesterday go."""
    upload = RefusedUpload(secrets.token_hex(16), name, data)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_FOR:
            old.unlink(missing_ok=True)
    _path(upload.key, by).write_bytes(name.encode() + b"\n" + data)
    return upload


def kept_upload(key, *, by):
    """Return the sender's RefusedUpload of this key; None where there is none."""
    if not KEY.fullmatch(key) or not _path(key, by).is_file():
        return None
    name, _, data = _path(key, by).read_bytes().partition(b"\n")
    return RefusedUpload(key, name.decode(), data)


def delete_upload(key, *, by):
    """Delete the sender's file of this key, if it is there."""
    if KEY.fullmatch(key):
        _path(key, by).unlink(missing_ok=True)


def _folder():
    return Path(settings.DATA_DIR) / "refused_uploads"


def _path(key, by):
    return _folder() / f"{by.pk}-{key}"
