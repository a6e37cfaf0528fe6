"""Let one `prepare` or `serve` at a time fill a data folder.

Decision 149."""

import fcntl
import time
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError

NAME = "setup_lock"
PATIENCE = 600.0  # seconds; the dearest migrations and a whole index take minutes
PAUSE = 0.1


@contextmanager
def lock_setup(folder: Path, *, tell, patience: float = PATIENCE):
    """Hold the folder's lock in the block; wait while another process holds it.

    The system takes the lock from a process that ends, however it ends. `tell` is called with a sentence
    before the first wait. Raises CommandError after `patience` seconds."""
    try:
        file = (folder / NAME).open("a")
    except OSError:  # who cannot write here makes nothing here either, and serves what is there
        yield
        return
    with file:
        _wait_for(file, folder, tell=tell, patience=patience)
        yield


def _wait_for(file, folder, *, tell, patience):
    end = time.monotonic() + patience
    has_told = False
    while not _take_lock(file):
        if not has_told:
            tell(f"另一个 prepare 或 serve 正在准备 {folder}，等它做完……")
            has_told = True
        if time.monotonic() > end:
            raise CommandError(
                f"等了 {patience:.0f} 秒，另一个 prepare 或 serve 还在准备 {folder}："
                "请查看那个程序，等它做完或结束它之后再运行"
            )
        time.sleep(PAUSE)


def _take_lock(file):
    """Take the lock and return True; False where another process holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
