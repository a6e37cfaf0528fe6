"""Arrays of numbers in a file that all processes map and share.

A file is made by the first process that needs it, for a key that names all it was made from. It is
written beside its place and moved there whole, so that two processes may make it at once. One with
another key, or with one changed byte, is made anew. It lies in a folder that nobody else can enter.
Decision 138.
"""

import hashlib
import json
import logging
import mmap
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAGIC = b"chamber dictionary 1\n"
DIGEST = 32
ALIGNED = 8
_folder: Path | None = None
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Content:
    """Numbers by name, and what else is worth keeping, in the words of JSON."""

    arrays: Mapping[str, Any]
    facts: Mapping[str, Any]


def configure(folder: str | os.PathLike | None) -> None:
    """Set the folder of the files; None leaves this process without any."""
    global _folder
    _folder = None if folder is None else Path(folder)


def folder() -> Path | None:
    return _folder


def open_or_build(name: str, *, key: str, build: Callable[[], Content]) -> Content | None:
    """Return the content of a file, made where it is missing, old or damaged.
    None where there is no folder for it, or none that can be written."""
    if _folder is None:
        return None
    path = _folder / name
    found = _read(path, key)
    if found is None:
        try:
            _write(path, key, build)
            found = _read(path, key)
        except OSError as error:
            _logger.warning("词典文件 %s 无法写入（%s），改用内存中的词典", path, error.strerror)
    return found


def _read(path: Path, key: str) -> Content | None:
    """Return the content of a whole file with this key, its arrays mapped."""
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise ValueError("another form")
            digest = file.read(DIGEST)
            if hashlib.file_digest(file, "sha256").digest() != digest:
                raise ValueError("damaged")
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        return None
    except ValueError as fault:
        _logger.warning("词典文件 %s 已损坏或已过时（%s），正在重建", path, fault)
        return None
    begin = len(MAGIC) + DIGEST
    size = int.from_bytes(view[begin : begin + ALIGNED], "little")
    head = json.loads(bytes(view[begin + ALIGNED : begin + ALIGNED + size]))
    if head["key"] != key:
        return None
    arrays = {
        name: view[at : at + length].cast(form) for name, (form, at, length) in head["at"].items()
    }
    return Content(arrays, head["facts"])


def _write(path: Path, key: str, build: Callable[[], Content]) -> None:
    """Make the file; a folder that cannot be written is noticed before the work."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            body = _body(key, build())
            file.write(MAGIC + hashlib.sha256(body).digest())
            file.write(body)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _body(key: str, content: Content) -> bytes:
    """Return the head with the place of each array, then the arrays, each aligned."""
    before = len(MAGIC) + DIGEST + ALIGNED
    blank = {name: [one.typecode, 1 << 40, 1 << 40] for name, one in content.arrays.items()}
    head = {"key": key, "facts": content.facts, "at": blank}
    room = len(json.dumps(head).encode())
    places, data = {}, bytearray()
    start = before + room + -(before + room) % ALIGNED
    for name, numbers in content.arrays.items():
        places[name] = [numbers.typecode, start + len(data), len(numbers) * numbers.itemsize]
        data += numbers.tobytes()
        data += bytes(-len(data) % ALIGNED)
    written = json.dumps(head | {"at": places}).encode().ljust(start - before)
    return len(written).to_bytes(ALIGNED, "little") + written + bytes(data)
