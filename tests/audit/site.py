"""A demonstration site made from nothing in a temporary folder, served as in production."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.audit.fetching import Visitor
from tests.smoke import ROOT, free_port

MANAGE = [sys.executable, "manage.py"]
STEPS = (["prepare"], ["accounts"], ["demo", "--commit"])
WITHIN = 180


class SiteError(Exception):
    """The demonstration site did not come up."""


@contextlib.contextmanager
def demonstration(port=None, *, then=lambda environment: None):
    """The site's address, until the block ends; its processes and folder go whatever happens.

    `then` is called with the environment of its commands before it is served."""
    place = Path(tempfile.mkdtemp(prefix="chamber-audit-"))
    port = port or free_port()
    environment = surroundings(place / "data", port)
    try:
        for step in STEPS:
            prepare(step, environment)
        then(environment)
        with served(environment, place / "log"), contextlib.closing(Visitor(port)) as visitor:
            wait_until_healthy(visitor, place / "log")
            yield f"http://127.0.0.1:{port}"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def surroundings(folder, port):
    """This environment without any setting of a site, and with the folder and port of this one."""
    foreign = ("CHAMBER_", "SITE_", "DATABASE_URL", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    return {**kept, "CHAMBER_DATA": str(folder), "PORT": str(port)}


def prepare(step, environment):
    """Run a command of the site; return what it printed."""
    done = subprocess.run(
        [*MANAGE, *step], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SiteError(f"manage.py {step[0]} 没有成功：\n{done.stderr[-2000:]}")
    return done.stdout


@contextlib.contextmanager
def served(environment, log):
    """`manage.py serve` in a process group of its own, ended by that group's number."""
    with log.open("w") as output:
        process = subprocess.Popen(
            [*MANAGE, "serve"],
            **{"cwd": ROOT, "env": environment, "stdin": subprocess.DEVNULL},
            **{"stdout": output, "stderr": subprocess.STDOUT, "start_new_session": True},
        )
    try:
        yield process
    finally:
        end_group(process)


def end_group(process):
    """Ask the process's own group to stop, then make it."""
    for sign, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, 10)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)


def wait_until_healthy(visitor, log):
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if visitor.get("/healthz").status == 200:
                return
        time.sleep(0.2)
    raise SiteError(f"网站没有在 {WITHIN} 秒内启动：\n{log.read_text()[-2000:]}")
