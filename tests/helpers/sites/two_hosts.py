"""Two application hosts: two served sites with folders of their own on 127.0.0.1 and 127.0.0.2, one
PostgreSQL, one Redis; their media are one folder, as a shared one would be. Decision 143.
"""

import contextlib
import http.client
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.helpers.postgres import stoppable_server
from tests.helpers.sites.prepared import copy_made, keep_made_files, put_made_files
from tests.helpers.sites.redis_server import RedisServer, redis_server
from tests.loads.places import ROOT, environment, free_port, manage, prepare

NAME = "zt.example.org"
KEYS = ("secret_key", "audit_key", "personal_key")
BROKEN = (OSError, http.client.HTTPException)


class Host:
    """An application host behind a front that ends HTTPS."""

    def __init__(self, folder: Path, address: str, database: str, redis: str, **more: str):
        self.folder, self.address, self.port = folder, address, free_port()
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        self.own = environment(
            folder,
            database,
            **{"CHAMBER_REDIS": redis, "CHAMBER_ADDRESS": address, "PORT": str(self.port)},
            **{"CHAMBER_HOSTS": NAME, "CHAMBER_BEHIND_PROXY": "true", "PYTHONPATH": paths},
            **{"SITE_BASE_URL": f"https://{NAME}", **more},
        )
        self._process = None

    def start(self):
        """Serve; return once it answers."""
        with (self.folder / "server.log").open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                **{"cwd": ROOT, "env": self.own, "stdin": subprocess.DEVNULL},
                **{"stdout": log, "stderr": log, "start_new_session": True},
            )
        until = time.monotonic() + 600
        while time.monotonic() < until:
            with contextlib.suppress(*BROKEN):
                if self.get("/healthz")[0] == 200:
                    return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text()[-3000:])

    def stop(self):
        self._process.terminate()
        self._process.wait(60)

    def kill(self):
        """End all its processes at once, as a power cut would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(60)

    def end(self):
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def get(self, path):
        """Return (status, text) of an address, over a connection of its own."""
        status, data = self.get_bytes(path)
        return status, data.decode(errors="replace").replace("<wbr>", "")

    def get_bytes(self, path):
        """Return (status, bytes) of an address, over a connection of its own."""
        link = http.client.HTTPConnection(self.address, self.port, timeout=60)
        try:
            headers = {"Host": NAME, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
            link.request("GET", path, headers=headers)
            answer = link.getresponse()
            return answer.status, answer.read()
        finally:
            link.close()


class Front:
    """What stands before the hosts: one after another, and the next where one does not answer."""

    def __init__(self, hosts):
        self.hosts, self._turns = hosts, itertools.count()

    def get(self, path):
        turn = next(self._turns)
        for place in range(len(self.hosts)):
            try:
                return self.hosts[(turn + place) % len(self.hosts)].get(path)
            except BROKEN:
                continue
        return 502, ""


class Publisher:
    """A process on a host that publishes and withdraws; it ends itself where it is told to."""

    def __init__(self, host: Host):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.sites.publisher"],
            **{"cwd": ROOT, "env": host.own, "text": True},
            **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE},
        )

    def do(self, *words):
        """Do a deed and return what it says; the code of the process where it ended."""
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline()
        return json.loads(said) if said else self._process.wait(60)

    def end(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)


class TwoHosts:
    """The hosts `first` and `second`, the front before them, and the Redis server."""

    def __init__(self, first: Host, second: Host, redis: RedisServer):
        self.first, self.second, self.redis = first, second, redis
        self.front = Front([first, second])

    def both(self, path, times=6):
        """Return the different answers of both hosts, asked so often that all workers answer."""
        return {host.get(path) for host in (self.first, self.second) for _ in range(times)}


@contextlib.contextmanager
def two_hosts(folder: Path, **more: str):
    """Yield TwoHosts that are served, with accounts and without entries. NoServerError.

    `more` are environment variables of both."""
    (folder / "redis").mkdir()
    with (
        stoppable_server() as database,
        redis_server(folder / "redis", port=free_port()) as redis,
    ):
        addresses = {"first": "127.0.0.1", "second": "127.0.0.2"}
        first, second = (
            Host(folder / name, address, database.url, redis.url, **more)
            for name, address in addresses.items()
        )
        try:
            prepare(first.own)
            put_made_files(first.folder)
            first.start()
            keep_made_files(first.folder)
            join(second, first)
            second.start()
            yield TwoHosts(first, second, redis)
        finally:
            first.end()
            second.end()


def join(second: Host, first: Host):
    """Make a further host of a site, as docs/deploy/hosts does."""
    second.folder.mkdir(mode=0o700)
    for name in KEYS:
        shutil.copy2(first.folder / name, second.folder / name)
    if "CHAMBER_S3" not in first.own:
        (second.folder / "media").symlink_to(first.folder / "media")
    copy_made(first.folder, second.folder)
    manage(second.own, "prepare")
