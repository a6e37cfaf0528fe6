"""A throw-away Redis server, which a test can stop, pause and start again."""

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")
needs_redis = pytest.mark.skipif(PROGRAM is None, reason="请安装 redis-server")


class RedisServer:
    """A server with its files in a folder, on a socket file and, if it has one, a port.

    What it holds is written where it is asked to."""

    def __init__(self, folder: Path, *, port: int = 0, file: Path | None = None):
        self.folder, self.path, self.port = folder, folder / "redis.sock", port
        self.url = f"redis://127.0.0.1:{port}/0" if port else f"unix://{self.path}"
        self._file = [file] if file else []
        self._process = None

    def start(self):
        words = [*self._file, "--port", self.port, "--unixsocket", self.path, "--dir", self.folder]
        if not self._file:
            words += ["--bind", "127.0.0.1", "--save", ""]
        with (self.folder / "redis.log").open("a") as log:
            self._process = subprocess.Popen([PROGRAM, *map(str, words)], stdout=log, stderr=log)
        for _ in range(200):
            with contextlib.suppress(OSError):
                return self.say("PING")
            time.sleep(0.02)
        raise RuntimeError((self.folder / "redis.log").read_text()[-2000:])

    @property
    def pid(self):
        return self._process.pid

    def stop(self, how=signal.SIGTERM):
        self._process.send_signal(how)
        self._process.send_signal(signal.SIGCONT)
        self._process.wait(20)

    def pause(self):
        """Take connections and answer nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self._process.send_signal(signal.SIGCONT)

    def say(self, *words):
        """Send one command and return the beginning of the answer."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(str(self.path))
            link.sendall((" ".join(words) + "\r\n").encode())
            return link.recv(65536).decode()


@contextlib.contextmanager
def redis_server(folder: Path, *, port: int = 0, file: Path | None = None):
    server = RedisServer(folder, port=port, file=file)
    server.start()
    try:
        yield server
    finally:
        server.stop()
