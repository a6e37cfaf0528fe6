"""Moving of a media folder into an object store, file by file (decision 160)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage

from chamber.media_store.folder import FolderStore
from chamber.media_store.states import OtherBytesError, contents_sha256


@dataclass
class Moved:
    """How many files were copied, and how many were there already with the same bytes."""

    copied: int = 0
    same: int = 0
    bytes: int = 0


def copy_folder(folder: Path, moved: Moved, *, commit: bool) -> Iterator[str]:
    """Copy every file that the store has not with the same bytes; yield its name.

    What was copied is read back. A store that tells the MD5 of its objects confirms those that an
    earlier run copied, without being read.
    """
    present = dict(default_storage.files())
    source = FolderStore(location=folder)
    for name, state in source.files():
        path = folder / name
        if name in present and _is_same(path, name, present[name]):
            moved.same += 1
        else:
            if commit:
                _copy(path, name)
            moved.copied += 1
            moved.bytes += state.size
        yield name


def _is_same(path, name, there):
    """Tell whether the store has the bytes of a file."""
    if path.stat().st_size != there.size:
        return False
    if there.etag.strip('"') == _digest(path, "md5"):
        return True
    return _stored_digest(name) == _digest(path, "sha256")


def _copy(path, name):
    sha256 = _digest(path, "sha256")
    default_storage.take(path, name, sha256=sha256)
    if _stored_digest(name) != sha256:
        default_storage.delete(name)
        raise OtherBytesError(f"{name} 抄过去以后内容不同")


def _digest(path, kind):
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def _stored_digest(name):
    return contents_sha256(default_storage.pieces(name))
