"""Stored files in the media folder. Decision 160."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from .states import PART, PIECE, FileState, OtherBytesError


class FolderStore(FileSystemStorage):
    """The media folder of this host, or one that several hosts share."""

    @property
    def place(self) -> str:
        """Return the name of this place for a sentence."""
        return f"图片文件夹 {self.location}"

    def load(self):
        """Load what asking for files needs: nothing, in a folder."""

    @property
    def lock_folder(self) -> Path:
        """Return the folder in which programs that write files wait for each other."""
        return Path(self.location)

    def write_whole(self, name: str, data: bytes):
        """Write a file in one step. It is on the disk before this returns.

        Where that fails (a full disk), no file is left and OSError is raised.
        """
        path = self._prepared(name)
        part = path.with_name(path.name + PART)
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o640)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise

    def take(self, source: Path, name: str, *, sha256: str, modified_ns: int = 0):
        """Copy a file with these bytes into the place of `name`, with its time.

        Raises OtherBytesError.
        """
        path, digest = self._prepared(name), hashlib.sha256()
        part = path.with_name(path.name + PART)
        with source.open("rb") as from_, part.open("wb") as to:
            while piece := from_.read(PIECE):
                digest.update(piece)
                to.write(piece)
            to.flush()
            os.fsync(to.fileno())
        if digest.hexdigest() != sha256:
            part.unlink()
            raise OtherBytesError(name)
        part.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o640)
        if modified_ns:
            os.utime(part, ns=(modified_ns, modified_ns))
        part.replace(path)

    def settle(self):
        """Force the lists of names of all folders onto the disk."""
        for place, _, _ in os.walk(self.location):
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _prepared(self, name):
        path = Path(self.path(name))
        path.parent.mkdir(
            mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS or 0o750, parents=True, exist_ok=True
        )
        return path

    def state(self, name: str) -> FileState:
        """Return the FileState of a file. Raises FileNotFoundError."""
        status = os.stat(self.path(name))
        etag = f'"{status.st_mtime:.6f}-{status.st_size:x}"'
        return FileState(status.st_size, status.st_mtime_ns, etag)

    def opened(self, name: str, start: int, end: int):
        """Open the bytes from `start` to before `end` for reading."""
        return _Part(self.open(name), start, end)

    def opened_whole(self, name: str):
        """Return the FileState of a file, and the file open for reading."""
        return self.state(name), self.open(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file. Raises FileNotFoundError."""
        with self.open(name) as file:
            yield from iter(lambda: file.read(PIECE), b"")

    def files(self) -> Iterator[tuple[str, FileState]]:
        """Yield (name, FileState) of every finished file, in order of names."""
        for place, folders, names in os.walk(self.location):
            folders.sort()
            for name in sorted(names):
                path = Path(place, name)
                if name.startswith(".") or name.endswith(PART) or path.is_symlink():
                    continue
                stored = path.relative_to(self.location).as_posix()
                try:
                    yield stored, self.state(stored)
                except FileNotFoundError:  # a failed upload, removed meanwhile
                    continue

    def lost(self, names: Iterable[str]) -> set[str]:
        """Return those of these files that are not there."""
        return {name for name in {*names} if not self.exists(name)}

    def require_answer(self):
        """Raise StoreAwayError where the files cannot be reached: never, in a folder."""

    def fault(self) -> str:
        """Return why files cannot be stored; “” where they can."""
        folder = Path(self.location)
        if not folder.is_dir():
            return f"没有文件夹 {folder}，请从备份放回"
        return "" if os.access(folder, os.W_OK | os.X_OK) else f"{folder} 不能写入"


class _Part:
    """A file that ends where the part ends."""

    def __init__(self, file, start, end):
        self.file, self.left = file, end - start
        file.seek(start)

    def read(self, size=-1):
        wanted = self.left if size < 0 else min(size, self.left)
        data = self.file.read(wanted)
        self.left -= len(data)
        return data

    def close(self):
        self.file.close()
