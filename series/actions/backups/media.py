"""Pictures and attachments in a backup: stored once by their content. Decision 107.

Media are written once and never changed, so what is copied after the database holds every file
that the database names. A file that an earlier backup has is linked, not copied. Where the media
lie in an object store (decision 160), a backup fetches them from there.
"""

import os
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage

from chamber.media_store.states import PART, StoreAwayError
from series.actions.errors import BackupError

from .durable import copy_durably, file_digest, write_pieces
from .manifest import StoredFile

FOLDER = "media"


@contextmanager
def reachable():
    """Turn an object store that is away into the operator's sentence."""
    try:
        yield
    except StoreAwayError as error:
        raise BackupError(f"没有做成：{error}。请核对 CHAMBER_S3，稍后再运行") from error


def place_of(folder: Path, sha256: str) -> Path:
    """Return where a backup keeps the bytes with this digest.

    One folder for all: each folder more is one more wait for the disk.
    """
    return folder / FOLDER / sha256


@reachable()
def copy_media(folder: Path, *, earlier: Path | None, known: dict) -> dict:
    """Copy or link every media file into a backup and return {name: StoredFile}.

    `known` are the media of the backup `earlier`: a file of the same name, size and time is taken
    from there, provided that its bytes there still have their digest.
    """
    found = {}
    for name, state in default_storage.files():
        try:
            found[name] = _taken(name, state, folder, earlier=earlier, before=known.get(name))
        except FileNotFoundError:  # a failed upload, removed meanwhile
            continue
    return found


def _taken(name, state, folder, *, earlier, before):
    """Link a file that the earlier backup has as `before`, else copy it.
    Return its StoredFile."""
    is_same = before and (before.size, before.modified_ns) == (state.size, state.modified_ns)
    if is_same and _linked(place_of(earlier, before.sha256), folder, before.sha256):
        return before
    sha256, size = _stored(name, folder)
    return StoredFile(sha256, size, state.modified_ns)


def _linked(source, folder, sha256):
    """Link the bytes of an earlier backup; tell whether they were there and whole."""
    target = place_of(folder, sha256)
    if target.exists():
        return True
    if not source.is_file() or file_digest(source) != sha256:
        return False
    target.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a disk without links, or too many of them
        copy_durably(source, target)
    return True


def _stored(name, folder):
    """Copy a file to the place of its content; return (SHA-256, size)."""
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    draft = folder / FOLDER / f"{PART}-{os.getpid()}"
    sha256 = write_pieces(default_storage.pieces(name), draft)
    size = draft.stat().st_size
    target = place_of(folder, sha256)
    draft.replace(target)
    return sha256, size
