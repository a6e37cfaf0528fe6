"""Version numbers of what pages depend on, in a file of all processes (decision 137).

The file has a header and SLOTS numbers; a key (“entry:12”) has the slot of its hash. Two keys may
share one: then a page is made again that need not be. The header holds the number of all changes
and how many writers are between their commit and their numbers. A reader looks at these 16 bytes
alone as long as they stay the same.

Beside them stands how far a replica of the database must have come, so that it shows all of this
(decision 159); 0 is unknown, and no replica is asked before somebody has told it.

It is read and written, not mapped: on a full disk a mapped file ends the process.
"""

import fcntl
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

SLOTS = 65_536
EVERYTHING = "everything"  # the key that every page depends on
WORD = 8
HEADER = 4096
WRITERS = 64  # that may commit at the same moment; place 0 of the header is the state
STATE = 16  # bytes: the number of changes, the number of writers
POSITION = 2048  # place in the header, behind the marks
LOOK = 1.0  # seconds between two looks whether the file is still the one at its path
logger = logging.getLogger(__name__)


class UnreadableError(OSError):
    """The numbers cannot be read or raised now."""


def unknown() -> int:
    """Return the position of a commit that nobody knows."""
    return 0


class VersionFile:
    """The numbers of one machine.

    A writer that is killed between its commit and its numbers leaves its mark; whoever meets the
    mark of a process that is gone raises the number of everything. OSError where the file cannot
    be made."""

    is_shared = False  # with other hosts

    def __init__(self, path: Path):
        self._path, self._lock = path, threading.RLock()
        self._pid, self._file = 0, -1
        self._looked_at = 0.0
        self._open()

    def state(self) -> bytes:
        """Return 16 bytes that change with every change. Raises OSError where they cannot be read."""
        now = time.monotonic()
        if now - self._looked_at > LOOK:
            self._look(now)
        return os.pread(self._file, STATE, 0)

    def is_settled(self, state: bytes) -> bool:
        """Tell whether no writer was between its commit and its numbers."""
        return not any(state[WORD:])

    def settle(self) -> None:
        """Take away the marks of writers that were killed, and raise everything for each."""
        with self._alone():
            for place in range(1, WRITERS):
                pid = self._word(place * STATE)
                if pid and not _is_alive(pid):
                    logger.warning("a writer was killed at its commit; all pages are made again")
                    self._raise_slot(slot_of(EVERYTHING))
                    self._set(POSITION, 0)
                    self._leave(place)

    def numbers(self, slots: Iterable[int]) -> tuple[bytes, ...]:
        """Return the numbers of these slots."""
        return tuple([os.pread(self._file, WORD, HEADER + slot * WORD) for slot in slots])

    def standing(self) -> tuple[bytes, int]:
        """Return the state, and the position that a replica must have reached; 0 is unknown."""
        return self.state(), self._word(POSITION)

    def note_position(self, state: bytes, position: int) -> None:
        """Note the position that a replica must have reached, unless anything changed since `state`."""
        with self._alone():
            if os.pread(self._file, STATE, 0) == state:
                self._set(POSITION, position)

    @contextmanager
    def writing(self, keys: Iterable[str], position: Callable[[], int] = unknown):
        """Raise the numbers of these keys once the commit in the block is done.

        `position` tells after the block how far a replica must have come to show it."""
        slots = slots_of(keys)
        with self._alone():
            place = self._enter()
        try:
            yield
        finally:
            reached = position()
            with self._alone():
                self._raise_position(reached)
                for slot in slots:
                    self._raise_slot(slot)
                self._leave(place)

    def discard(self) -> None:
        """Remove the file, so that all processes make a new one and all pages again."""
        self._path.unlink(missing_ok=True)

    def touch(self, keys: Iterable[str]) -> None:
        """Raise the numbers of these keys."""
        with self.writing(keys):
            pass

    def _enter(self):
        """Mark this process as one that commits. Returns the mark's place."""
        for place in range(1, WRITERS):
            if not self._word(place * STATE):
                self._set(place * STATE, os.getpid())
                self._set(WORD, self._word(WORD) + 1)
                self._set(0, self._word(0) + 1)
                return place
        raise OSError("too many processes write at the same moment")

    def _leave(self, place):
        self._set(place * STATE, 0)
        self._set(WORD, max(self._word(WORD) - 1, 0))
        self._set(0, self._word(0) + 1)

    def _raise_slot(self, slot):
        at = HEADER + slot * WORD
        self._set(at, self._word(at) + 1)

    def _raise_position(self, reached):
        """Raise the position to what is reached; what is unknown stays unknown.

        Who asked before another was killed at its commit does not know of that commit."""
        known = self._word(POSITION)
        self._set(POSITION, max(known, reached) if known and reached else 0)

    def _word(self, at):
        return int.from_bytes(os.pread(self._file, WORD, at), "little")

    def _set(self, at, number):
        os.pwrite(self._file, number.to_bytes(WORD, "little"), at)

    @contextmanager
    def _alone(self):
        """Hold the file against all threads and processes."""
        with self._lock:
            if self._pid != os.getpid():  # a child has its parent's lock with the parent's file
                self._open()
            self._look(time.monotonic())
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _look(self, now):
        """Open the file anew where another one stands at its path."""
        self._looked_at = now
        try:
            there, own = os.stat(self._path), os.fstat(self._file)
            is_same = (there.st_ino, there.st_dev) == (own.st_ino, own.st_dev)
        except FileNotFoundError:
            is_same = False
        if not is_same:
            with self._lock:
                self._open()
                self.touch([EVERYTHING])

    def _open(self):
        """Open the file, made whole at once: later no write needs room on the disk."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        size = HEADER + SLOTS * WORD
        is_new = os.fstat(file).st_size < size
        # The former file stays open: another thread may read it at this moment.
        self._file, self._pid = file, os.getpid()
        if is_new:
            os.posix_fallocate(file, 0, size)
            self._set(HEADER + slot_of(EVERYTHING) * WORD, time.time_ns())  # never a former number
            self._set(0, time.time_ns())


def slot_of(key: str) -> int:
    """Return the slot of a key."""
    return crc32(key.encode()) % SLOTS


def slots_of(keys: Iterable[str]) -> list[int]:
    """Return the slots of these keys, each once."""
    return sorted({slot_of(key) for key in keys})


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
