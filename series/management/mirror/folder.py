"""The folder of a mirror.

`public` is what a web server serves, `server` its settings, `state` ours.
Every file is written beside its place and renamed, so that a reader and a killed run meet the old file
or the new one. `state/mirror.json` marks a folder as a mirror; `state/manifest.json` is written last.
"""

import errno
import fcntl
import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from django.core.files.storage import default_storage

from chamber.media_store.states import FileState, StoreAwayError

from . import MirrorError

PUBLIC, SERVER, STATE = "public", "server", "state"
LONGEST_NAME = 200  # bytes of one name; file systems hold 255
FILE_MODE, FOLDER_MODE = 0o644, 0o755
HIDDEN = ".well-known"  # the only name that may begin with a dot
FULL = (errno.ENOSPC, errno.EDQUOT)


def file_of(address: str, extension: str = "html") -> str:
    """Return the file of an address below `public`; empty for none.

    `extension` is that of an address which ends with a slash. A query is the file's name."""
    path, _, query = address.partition("?")
    path = unquote(path, errors="replace")
    parts = path.removeprefix("/").split("/")
    folders, name = parts[:-1], parts[-1]
    if not path.startswith("/") or not all(map(_is_name, folders)):
        return ""
    if name:
        return "/".join(parts) if _is_name(name) and not query else ""
    name = f"{query or 'index'}.{extension}"
    return "/".join([*folders, name]) if _is_name(name) else ""


def _is_name(name):
    is_plain = name.isprintable() and "\ufffd" not in name and "\\" not in name
    hidden = name.startswith(".") and name != HIDDEN
    return bool(name) and is_plain and not hidden and len(name.encode()) <= LONGEST_NAME


class MirrorFolder:
    """A mirror's folder, written by one run at a time."""

    def __init__(self, folder: Path, root: str):
        self.folder, self.root = folder, root
        self.public, self.server = folder / PUBLIC, folder / SERVER
        self.state, self.beside = folder / STATE, folder / STATE / "unfinished"

    @contextmanager
    def held(self):
        """Hold the folder for one run; make it where there is none. Raises MirrorError."""
        with readable_faults(self.folder):
            self._check_mark()
            self.state.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            with (self.state / "lock").open("a") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as error:
                    raise MirrorError(
                        f"另一次镜像正在写入 {self.folder}，请等它做完再运行"
                    ) from error
                self._begin()
                yield

    def _check_mark(self):
        mark = self.state / "mirror.json"
        if mark.is_file():
            own = json.loads(mark.read_text(encoding="utf-8"))["root"]
            if own != self.root:
                raise MirrorError(
                    f"{self.folder} 是 {own} 的镜像，这次要写的是 {self.root}；请换一个文件夹，或改正 --root"
                )
        elif self.folder.exists() and not self.folder.is_dir():
            raise MirrorError(f"{self.folder} 不是文件夹，请换一个")
        elif self.folder.is_dir() and {path.name for path in self.folder.iterdir()} - {STATE}:
            raise MirrorError(f"{self.folder} 不是空的，也不是镜像；请给一个新的或空的文件夹")

    def _begin(self):
        """Mark the folder as a mirror and remove unfinished files."""
        shutil.rmtree(self.beside, ignore_errors=True)
        self.beside.mkdir(FOLDER_MODE, exist_ok=True)
        mark = json.dumps({"root": self.root}, ensure_ascii=False)
        self.write(self.state / "mirror.json", mark.encode())
        for folder in (self.public, self.server):
            folder.mkdir(FOLDER_MODE, exist_ok=True)

    def write(self, target: Path, data: bytes) -> bool:
        """Write a file unless it has these bytes already. Tell whether it was written."""
        if _has(target, data):
            return False
        beside = self._beside()
        beside.write_bytes(data)
        self._put(beside, target)
        return True

    def copy(self, source: Path, target: Path) -> bool:
        """Copy a file unless its copy is there.
        Tell whether it was copied.

        Files that only bear another time are compared: styles are collected at every start."""
        if target.is_file() and _is_copy(source, target):
            return False
        is_, beside = source.stat(), self._beside()
        shutil.copyfile(source, beside)
        os.utime(beside, ns=(is_.st_atime_ns, is_.st_mtime_ns))
        self._put(beside, target)
        return True

    def fetch(self, name: str, state: FileState | None, target: Path) -> bool:
        """Copy an object of the store unless its copy is there.
        Tell whether it was copied."""
        if state is None:
            raise FileNotFoundError(name)
        if target.is_file():
            was = target.stat()
            if (was.st_size, was.st_mtime_ns) == (state.size, state.modified_ns):
                return False
        beside = self._beside()
        with beside.open("wb") as file:
            file.writelines(default_storage.pieces(name))
        os.utime(beside, ns=(state.modified_ns, state.modified_ns))
        self._put(beside, target)
        return True

    def _beside(self):
        return self.beside / str(os.getpid())

    def _put(self, beside, target):
        beside.chmod(FILE_MODE)
        try:
            beside.replace(target)
        except FileNotFoundError:
            target.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            beside.replace(target)

    def remove_others(self, kept: set[str], *, below: str = "") -> int:
        """Remove every file of `public` that is not kept, and empty folders. Return how many."""
        removed = 0
        for place, folders, files in os.walk(self.public / below, topdown=False):
            here = Path(place)
            for name in files:
                if (here / name).relative_to(self.public).as_posix() not in kept:
                    (here / name).unlink()
                    removed += 1
            for name in folders:
                if not any((here / name).iterdir()):
                    (here / name).rmdir()
        return removed

    def manifest(self) -> dict:
        """Return the facts of the last run that was finished; empty before the first one."""
        try:
            return json.loads((self.state / "manifest.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}

    def write_manifest(self, facts: dict) -> None:
        """Write the facts of a finished run, the last file of all."""
        data = json.dumps(facts, ensure_ascii=False).encode()
        self.write(self.state / "manifest.json", data)


def _is_copy(source, target):
    is_, was = source.stat(), target.stat()
    if is_.st_size != was.st_size:
        return False
    return is_.st_mtime_ns == was.st_mtime_ns or filecmp.cmp(source, target, shallow=False)


def _has(target, data):
    try:
        return target.read_bytes() == data
    except FileNotFoundError:
        return False


@contextmanager
def readable_faults(folder: Path) -> Iterator[None]:
    """Turn a fault of the disk, or of the object store, into the operator's sentence."""
    try:
        yield
    except StoreAwayError as error:
        raise MirrorError(f"镜像没有做完：{error}；已写好的文件可用，稍后再运行即接着做") from error
    except OSError as error:
        if error.errno in FULL:
            say = f"磁盘已满，{folder} 没有写完；已写好的文件可用，腾出空间后再运行即接着做"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            say = f"不能写入 {error.filename or folder}（{error.strerror}），请换一个可写的文件夹或改正权限"
        else:
            say = f"镜像没有做完：{error.filename or folder} {error.strerror}，请处理后再运行"
        raise MirrorError(say) from error
