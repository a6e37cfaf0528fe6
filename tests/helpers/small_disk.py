"""A disk of a few megabytes, which a test can fill or make read-only."""

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

BLOCK = b"x" * 4096


class SmallDisk:
    """A mounted tmpfs."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self):
        with open(self._filler, "ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(BLOCK):
                pass

    def free(self):
        self._filler.unlink()

    def refuse_writes(self):
        subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], check=True)

    def take_writes(self):
        subprocess.run(["mount", "-o", "remount,rw", str(self.folder)], check=True)

    def files(self):
        return {path.name for path in self.folder.iterdir()} - {self._filler.name}


@contextlib.contextmanager
def mounted(*, megabytes=16):
    """Mount a small disk, which any account can reach; skip where this one may not mount."""
    folder = Path(tempfile.mkdtemp(prefix="chamber-disk-"))
    folder.chmod(0o755)
    try:
        yield from _mounted(folder, megabytes)
    finally:
        folder.rmdir()


def _mounted(folder, megabytes):
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("没有 mount 命令，不能造一个小磁盘")
    if done.returncode:
        who = "root" if os.geteuid() == 0 else "普通账号"
        pytest.skip(f"{who}在这里不能挂载磁盘：{done.stderr.strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
