"""A throw-away Redis server on a socket file, which a test can stop, pause and start again."""

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
    """A server with its files in a folder; what it holds is written where it is asked to."""

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / "redis.sock"
        self.url = f"unix://{self.path}"
        self._process = None

    def start(self):
        words = ["--port", "0", "--unixsocket", self.path, "--dir", self.folder, "--save", ""]
        with (self.folder / "redis.log").open("a") as log:
            self._process = subprocess.Popen([PROGRAM, *map(str, words)], stdout=log, stderr=log)
        for _ in range(200):
            with contextlib.suppress(OSError):
                return self.say("PING")
            time.sleep(0.02)
        raise RuntimeError((self.folder / "redis.log").read_text()[-2000:])

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
def redis_server(folder: Path):
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
