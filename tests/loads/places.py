"""Places for a load: a database of its own, a data folder, and a server that runs on them."""

import atexit
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.helpers.sites.prepared import (
    keep_made_files,
    keep_tables,
    put_made_files,
    put_tables,
)

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "chamber.settings"


@contextlib.contextmanager
def own_database():
    """Yield the address of an empty database beside DATABASE_URL, "" for SQLite in the folder."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"load_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as control:
        control.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as control:
            control.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def environment(folder, database="", **more):
    """The environment of a site in a data folder; nothing else of the machine's."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CHAMBER_DATA": str(folder)}
    own |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONUNBUFFERED": "1"} | more
    return own | ({"DATABASE_URL": database} if database else {})


def run(own, *words, expect=0):
    """Run a process of a site to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != expect:
        raise RuntimeError(f"{words[:3]} → {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def manage(own, *words):
    return run(own, "manage.py", *words)


def prepare(own):
    """Prepare a site; its tables are a copy where this program was migrated before."""
    copied = put_tables(own)
    manage(own, "prepare")
    if not copied:
        keep_tables(own)


def demo_site(own):
    """Prepare a site with accounts and the demonstration content. Returns {username: password}.

    On SQLite a program makes it once; the next is a copy."""
    folder = Path(own["CHAMBER_DATA"])
    made = kept_folder() / "demonstration"
    if made.is_dir() and "DATABASE_URL" not in own:
        shutil.copytree(made, folder, dirs_exist_ok=True)
    else:
        prepare(own)
        manage(own, "accounts")
        manage(own, "demo", "--commit")
        if "DATABASE_URL" not in own:
            shutil.copytree(folder, made)
    lines = (folder / "accounts.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line[:1] != "#")
    return {username: password for username, _, password in rows}


@cache
def kept_folder():
    """The folder of what this program makes once for all its sites; it goes with the program."""
    kept = tempfile.TemporaryDirectory(prefix="chamber-loads-")
    atexit.register(kept.cleanup)
    return Path(kept.name)


@dataclass
class Served:
    """A site that is served: where, and the file of its log."""

    port: int
    log: Path
    pid: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def get(self, path):
        """(status, headers, body) of a page, without following a redirect."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stays())
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given):
        return None


@contextlib.contextmanager
def served(own, *, workers=2):
    """Serve a prepared site on a free port of this machine until the block ends."""
    folder, port = Path(own["CHAMBER_DATA"]), free_port()
    put_made_files(folder)
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--workers", str(workers)],
            **{"cwd": ROOT, "env": own | {"PORT": str(port)}, "stdin": subprocess.DEVNULL},
            **{"stdout": output, "stderr": subprocess.STDOUT, "start_new_session": True},
        )
    site = Served(port, log, process.pid, own)
    try:
        wait_until_alive(site, process)
        keep_made_files(folder)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_alive(site, process, *, seconds=600):
    """Return once the site answers. Raises RuntimeError if it ended or does not come."""
    pause = 0.25
    for _ in range(int(seconds / pause)):
        with contextlib.suppress(OSError):
            if site.get("/healthz")[0] == 200:
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(pause)
            break
    raise RuntimeError(f"the site did not start:\n{site.log.read_text()[-3000:]}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
