"""Kept pages against the same bytes by nothing, by a file, and by a small view, on one server.

    python -m tests.benchmarks.serving.kept [rounds]

Once more with the numbers of pages in Redis instead of a file, where redis-server is there (decision 143).

All run at once under granian with two workers each and are asked in turns, over eight connections; the figure
is the processor time of the whole process tree a request, the least of the rounds. Decision 137. A page is
compared with a bare answer of its own bytes to the same request (decision 162).
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import brotli

from tests.benchmarks.serving.memory import free_port, processor, tree
from tests.benchmarks.site import table
from tests.helpers.sites.redis_server import PROGRAM, redis_server

ROUNDS, CONNECTIONS, REQUESTS = 6, 8, 4_000
SLOW = 200  # requests a round where a page is made each time
ROOT = Path(__file__).resolve().parents[3]
READER = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0"


class Server:
    """A server of ours, with its process tree."""

    def __init__(self, environment, *, application="", python=sys.executable):
        self.port = free_port()
        command = ["manage.py", "serve"] if not application else _granian(self.port, application)
        self.process = subprocess.Popen(
            [python, *command],
            cwd=ROOT,
            env={**environment, "PORT": str(self.port)},
            stdout=subprocess.DEVNULL,
        )

    def until_alive(self, path):
        for _ in range(3_000):  # ten minutes: a busy machine makes the dictionaries slowly
            try:
                return ask(self.port, path)
            except (ConnectionError, ValueError):
                time.sleep(0.2)
        raise RuntimeError(f"no answer: {path}")

    def cost(self, path, count, **headers):
        """The processor microseconds of a request, over `count` of them."""
        before = sum(map(processor, tree(self.process.pid)))
        share = count // CONNECTIONS
        readers = [
            threading.Thread(target=_read, args=(self.port, path, share, headers))
            for _ in range(CONNECTIONS)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        spent = sum(map(processor, tree(self.process.pid))) - before
        return spent / (share * CONNECTIONS) * 1_000_000

    def stop(self):
        self.process.terminate()
        self.process.wait()


def _granian(port, application):
    words = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    words += ["--port", str(port), "--log-level", "warning", "--workers", "2"]
    words += ["--blocking-threads", "4"]
    return [*words, *(["--factory"] if application.endswith("small") else []), application]


def _request(port, path, headers):
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"User-Agent: {READER}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def _read(port, path, count, headers):
    request = _request(port, path, headers)
    with socket.create_connection(("127.0.0.1", port)) as link, link.makefile("rb") as answers:
        for _ in range(count):
            link.sendall(request)
            _one(answers)


def _one(answers):
    """Return the body of one answer."""
    if b" 200 " not in answers.readline():
        raise ValueError("not answered with 200")
    size = 0
    while (line := answers.readline()) != b"\r\n":
        if line.lower().startswith(b"content-length:"):
            size = int(line.partition(b":")[2])
    return answers.read(size)


def ask(port, path, **headers):
    with socket.create_connection(("127.0.0.1", port)) as link, link.makefile("rb") as answers:
        link.sendall(_request(port, path, headers))
        return _one(answers)


def prepared(folder):
    """The environment of a demonstration site."""
    own = {**os.environ, "CHAMBER_DATA": str(folder / "site")}
    own["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    own["DJANGO_SETTINGS_MODULE"] = "chamber.settings"
    for command in ("prepare", "accounts", "demo --commit"):
        words = [sys.executable, "manage.py", *command.split()]
        subprocess.run(words, cwd=ROOT, env=own, check=True, stdout=subprocess.DEVNULL)
    return own


def in_turns(tasks, rounds):
    """{name: microseconds of each round} of tasks {name: (server, path, requests a round, headers)}."""
    for server, path, _, _ in tasks.values():
        server.until_alive(path)
        server.cost(path, 4 * CONNECTIONS)  # both workers have it
    found = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, (server, path, count, headers) in tasks.items():
            found[name].append(server.cost(path, count, **headers))
    return found


ELDER = {"Cookie": "display=elder"}
COMPARED = {  # what is kept: (its path or the article's, headers)
    "article": ("", {}),
    "article, with a display cookie": ("", ELDER),
    "list": ("/articles/", {}),
    "home page": ("/", {}),
    "feed": ("/feeds/all.atom", {}),
}


def main():
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        own = prepared(folder)
        kept = Server(own)
        servers = [kept]
        try:
            listed = kept.until_alive("/articles/").decode()
            made = Server({**own, "CHAMBER_PAGES_MB": "0"})
            servers.append(made)
            article = re.search(r"/articles/\d+/", listed)[0]
            write_pages(folder / "pages", kept, article)
            plain = {**own, "CHAMBER_PAGE": f"{folder}/pages"}
            module = "tests.benchmarks.serving.plain"
            bare, files, small = (
                Server(plain, application=f"{module}:{name}") for name in ("bare", "files", "small")
            )
            servers += [bare, files, small]
            tasks = {
                "whitenoise, a file of them": (files, "/files/0.html", REQUESTS, {}),
                "whitenoise, brotli": (files, "/files/0.html", REQUESTS, {"Accept-Encoding": "br"}),
                "kept article, gzip": (kept, article, REQUESTS, {"Accept-Encoding": "gzip"}),
                "kept article, brotli": (kept, article, REQUESTS, {"Accept-Encoding": "br"}),
                "small view, article": (small, article, SLOW, {}),
                "article made each time": (made, article, SLOW, {}),
                "list made each time": (made, "/articles/", SLOW, {}),
            }
            for number, (name, (path, headers)) in enumerate(COMPARED.items()):
                tasks[f"bare WSGI, {name}"] = bare, f"/{number}", REQUESTS, headers
                tasks[f"kept {name}"] = kept, path or article, REQUESTS, headers
            if PROGRAM:
                # In a folder of its own: whitenoise takes no socket for a file.
                beside = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                redis = stack.enter_context(redis_server(beside, port=free_port()))
                shared = Server({**own, "CHAMBER_REDIS": redis.url})
                servers.append(shared)
                tasks["kept article, numbers in Redis"] = (shared, article, REQUESTS, {})
                tasks["kept home page, numbers in Redis"] = (shared, "/", REQUESTS, {})
            found = in_turns(tasks, rounds)
        finally:
            for server in servers:
                server.stop()
    _print(found)


def write_pages(folder, kept, article):
    """Write the bytes of each kept page by its number; the article's as brotli too."""
    folder.mkdir()
    for number, (path, headers) in enumerate(COMPARED.values()):
        page = ask(kept.port, path or article, **headers)
        (folder / f"{number}.html").write_bytes(page)
        if number == 0:
            (folder / "0.html.br").write_bytes(brotli.compress(page, quality=5))


def _print(found):
    least = {name: min(costs) for name, costs in found.items()}
    rows = []
    for name, costs in found.items():
        bare = least.get(name.replace("kept", "bare WSGI,"), least["bare WSGI, article"])
        spread = f"{max(costs) / min(costs):.1f}"
        rows.append([name, f"{least[name]:.0f}", f"{least[name] / bare:.2f}", spread])
    table(["", "µs of processor", "× bare", "spread of the rounds"], rows)


if __name__ == "__main__":
    main()
