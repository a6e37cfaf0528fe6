"""What a store tells of a file, and the errors of both stores."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from chamber.outages import STORE, OutageError

PART = ".part"  # ends the name of an upload that is not finished
PIECE = 256 * 1024


class StoreAwayError(OutageError):
    """The object store does not answer, or refuses us."""

    outage = STORE


class OtherBytesError(Exception):
    """A file to be stored has other bytes than it should; nothing was stored."""


@dataclass(frozen=True)
class FileState:
    """What is known of a stored file without reading it; `etag` changes with its bytes."""

    size: int
    modified_ns: int
    etag: str


def contents_md5(pieces: Iterable[bytes]) -> str:
    """Return the MD5 of these bytes as the header Content-MD5 has it."""
    digest = hashlib.md5(usedforsecurity=False)
    for piece in pieces:
        digest.update(piece)
    return base64.b64encode(digest.digest()).decode()


def contents_sha256(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of these bytes in hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
