"""Odd requests against a served demonstration site, as a visitor and as each role of the desk.

    python -m tests.loads.fuzzing 10000 [--seed 1]
    python -m tests.helpers.postgres python -m tests.loads.fuzzing 10000

Each goes through a socket of its own to the server that `make run` starts. An answer of 500 or
above is an error, but for 503 with a sentence (decision 105), which is counted by itself. The
control stands in test_fuzzing: a site with a broken view, whose errors are counted.
"""

import argparse
import contextlib
import os
import socket
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.loads.places import demo_site, environment, own_database, run, served
from tests.loads.requests import Requests

HANDS = 4
ADMIN = "guanli"  # the account that `accounts` makes, which may see every page
TOKEN = "c" * 32  # of the form's protection: a cookie and a header that agree
ROUTES = """
import django; django.setup()
from tests.loads.fuzzing import routes
print("\\n".join(routes()))
"""
SESSIONS = """
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from chamber.sessions import SessionStore
for user in get_user_model().objects.filter(is_staff=True):
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.create()
    print(user.username, session.session_key)
"""


@dataclass
class Answers:
    """What came back: statuses by number, the requests that were answered with an error."""

    statuses: Counter = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    desk: Counter = field(default_factory=Counter)  # statuses of signed-in requests to the desk

    def add(self, request, status):
        self.statuses[status] += 1
        if request.role and request.target.startswith("/desk/"):
            self.desk[status] += 1
        if status >= 500 and status != 503:
            self.errors.append(f"{status} {request}")

    def __str__(self):
        counted = "、".join(f"{status} {n}" for status, n in sorted(self.statuses.items()))
        inside = sum(n for status, n in self.desk.items() if status == 200)
        total = self.statuses.total()
        return (
            f"{total} 个请求，错误 {len(self.errors)} 个；{counted}；工作台内回答 200 的 {inside}"
        )


def routes():
    """Every address of the site as Django writes it: series/<int:pk>/."""
    from django.urls import get_resolver

    return list(_walk(get_resolver().url_patterns))


def _walk(patterns, before=""):
    for one in patterns:
        here = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _walk(one.url_patterns, here)
        elif "^" not in here:
            yield here


def sign_in(request, sessions):
    """Give the request its role's session, and but for the eighth the token of forms."""
    if request.number % 8:
        request.headers["X-CSRFToken"] = TOKEN
    own = f"csrftoken={TOKEN}; {request.headers.get('Cookie', '')}"
    if key := sessions.get(request.role):
        own = f"sessionid={key}; {own}"
    request.headers["Cookie"] = own


def send(port, request, sessions):
    """The status of the answer to one request; 0 where the server only closed the connection."""
    sign_in(request, sessions)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as wire:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            wire.sendall(request.as_bytes())
        data = bytearray()
        with contextlib.suppress(ConnectionResetError):
            while piece := wire.recv(65536):
                data += piece
    words = bytes(data[:40]).split(b" ")
    return int(words[1]) if len(words) > 1 and words[1][:3].isdigit() else 0


def fuzz(port, requests, count, *, sessions):
    """Send so many requests, four at a time. Returns the Answers."""
    answers = Answers()

    def one(number):
        request = requests.number(number)
        return request, send(port, request, sessions)

    with ThreadPoolExecutor(HANDS) as pool:
        for request, status in pool.map(one, range(count)):
            answers.add(request, status)
    return answers


def load(count, *, seed):
    """Fuzz a new demonstration site. Returns (Answers, tracebacks in the log, the log)."""
    with own_database() as database, tempfile.TemporaryDirectory() as place:
        own = environment(Path(place, "data"), database, CHAMBER_BEHIND_PROXY="true")
        demo_site(own)
        routes = run(own, "-c", ROUTES).splitlines()
        sessions = dict(line.split() for line in run(own, "-c", SESSIONS).splitlines())
        requests = Requests(routes, seed=seed, roles=("", *sessions, ADMIN, ADMIN))
        with served(own) as site:
            answers = fuzz(site.port, requests, count, sessions=sessions)
            alive = site.get("/healthz")[0], site.get("/")[0]
        log = site.log.read_text(errors="replace")
        if alive != (200, 200):
            answers.errors.append(f"afterwards: {alive}")
        return answers, log.count("Traceback (most recent call last)"), log


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.fuzzing")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", help="keep the server's log here")
    given = parser.parse_args()
    answers, tracebacks, log = load(given.count, seed=given.seed)
    if given.log:
        Path(given.log).write_text(log)
    vendor = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    print(f"{vendor}：{answers}；日志中的异常 {tracebacks}", flush=True)
    for line in answers.errors[:20]:
        print(f"  {line}")
    sys.exit(bool(answers.errors or tracebacks))


if __name__ == "__main__":
    main()
