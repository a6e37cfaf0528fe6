"""Pictures and attachments in a backup: stored once by their content. Decision 107.

Media are written once and never changed, so what is copied after the database holds every file
that the database names. A file that an earlier backup has is linked, not copied.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from .durable import copy_durably, file_digest
from .manifest import StoredFile

FOLDER = "media"
PART = ".part"  # an upload that is not finished


def media_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield (stored name, path) of every finished file below the media folder."""
    for place, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and not name.endswith(PART) and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def place_of(folder: Path, sha256: str) -> Path:
    """Return where a backup keeps the bytes with this digest.

    One folder for all: each folder more is one more wait for the disk.
    """
    return folder / FOLDER / sha256


def copy_media(root: Path, folder: Path, *, earlier: Path | None, known: dict) -> dict:
    """Copy or link every media file into a backup and return {name: StoredFile}.

    `known` are the media of the backup `earlier`: a file of the same name, size and time is taken
    from there, provided that its bytes there still have their digest.
    """
    found = {}
    for name, path in media_files(root):
        try:
            found[name] = _taken(path, folder, earlier=earlier, before=known.get(name))
        except FileNotFoundError:  # a failed upload, removed meanwhile
            continue
    return found


def _taken(path, folder, *, earlier, before):
    """Link a file that the earlier backup has as `before`, else copy it.
    Return its StoredFile."""
    status = path.stat()
    is_same = before and (before.size, before.modified_ns) == (status.st_size, status.st_mtime_ns)
    if is_same and _linked(place_of(earlier, before.sha256), folder, before.sha256):
        return before
    sha256, size = _stored(path, folder)
    return StoredFile(sha256, size, status.st_mtime_ns)


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


def _stored(path, folder):
    """Copy a file to the place of its content; return (SHA-256, size)."""
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    draft = folder / FOLDER / f"{PART}-{os.getpid()}"
    sha256 = copy_durably(path, draft)
    size = draft.stat().st_size
    target = place_of(folder, sha256)
    draft.replace(target)
    return sha256, size
