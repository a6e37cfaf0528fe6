"""Files and folders that are whole on the disk or not there. Decision 107."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

from series.actions.errors import BackupError

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None

PIECE = 1024 * 1024
UNFINISHED = ".unfinished-"
LOCK = ".lock"


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _private(path, flags):
    """Open a new file so that its owner alone can read it."""
    return os.open(path, flags, 0o600)


def copy_durably(source: Path, target: Path) -> str:
    """Copy a file so that it survives a power cut.
    Return the SHA-256 of what was copied."""
    with source.open("rb") as file:
        return write_pieces(iter(lambda: file.read(PIECE), b""), target)


def write_pieces(pieces: Iterable[bytes], target: Path) -> str:
    """Write bytes into a file so that they survive a power cut.
    Return their SHA-256."""
    digest = hashlib.sha256()
    with open(target, "wb", opener=_private) as to:
        for piece in pieces:
            digest.update(piece)
            to.write(piece)
        to.flush()
        os.fsync(to.fileno())
    return digest.hexdigest()


def write_durably(target: Path, text: str):
    """Write a text file so that it survives a power cut."""
    with open(target, "w", encoding="utf-8", opener=_private) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path):
    """Force a finished file or a folder's list of names onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path):
    """Force the lists of names of a folder and all below it onto the disk."""
    for place, _, _ in os.walk(folder):
        sync_file(Path(place))


@contextmanager
def only_one(folder: Path):
    """Hold the folder for one backup at a time; raise BackupError while another works there.

    What an earlier one that was killed left unfinished is removed.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / LOCK).open("a")
    except OSError as error:
        raise BackupError(
            f"不能写入 {folder}（{error.strerror}），请换一个可写的文件夹或改正权限"
        ) from error
    with lock:
        try:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"另一个备份正在写入 {folder}，请等它做完再运行") from error
        for left in folder.glob(f"{UNFINISHED}*"):
            remove(left)
        yield


def remove(path: Path):
    """Remove a file or a folder with everything in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
