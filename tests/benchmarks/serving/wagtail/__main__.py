"""Kept pages and pages made each time against a page of Wagtail with the same text.

    python -m tests.benchmarks.serving.wagtail [--rounds 3] [--pages 1000] [--environment FOLDER]

Wagtail is installed by pip into a virtual environment of its own (requirements.txt beside this file); one that
is in FOLDER already is used again. Both sites have as many texts, SQLite, granian and two workers, and are
asked in turns over eight connections. What the peer has and has not: peer_site/settings.py. Decision 151.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.serving.kept import REQUESTS, ROOT, SLOW, Server, in_turns, prepared
from tests.benchmarks.serving.memory import memory
from tests.benchmarks.site import table

HERE = Path(__file__).parent
PLAIN = "tests.benchmarks.serving.plain:small"


def installed(folder):
    """Return the Python of a virtual environment with the peer, made where it is not there yet."""
    python, stamp = folder / "bin/python", folder / "installed.txt"
    wanted = (HERE / "requirements.txt").read_text()
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    subprocess.run(["sh", ROOT / "tests/make_venv.sh", folder], check=True)
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]
    subprocess.run([python, *words, HERE / "requirements.txt"], check=True)
    stamp.write_text(wanted)
    return python


def our_text(own, pages, file):
    """Fill our site up to `pages` texts and write the one that is compared into a file."""
    words = [sys.executable, "-m", "tests.benchmarks.serving.wagtail.ours", str(pages), str(file)]
    subprocess.run(words, cwd=ROOT, env=own, check=True)
    return json.loads(file.read_text())


def peer_environment(folder, text, pages, python):
    """Fill the peer's site. Returns its environment."""
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    own |= {"PYTHONPATH": str(HERE), "DJANGO_SETTINGS_MODULE": "peer_site.settings"}
    own["PEER_DATA"] = str(folder)
    subprocess.run(
        [python, "-m", "peer_site.fill", str(text), str(pages)], cwd=HERE, env=own, check=True
    )
    return own


def measure(place, python, options):
    """Return (microseconds a request, megabytes afterwards) of each, by name."""
    own = prepared(place)
    text = our_text(own, options.pages, place / "text.json")
    (place / "peer").mkdir()
    peer_own = peer_environment(place / "peer", place / "text.json", options.pages, python)
    servers = {"kept": Server(own)}
    try:
        # One after the other: both would collect the static files of one folder.
        servers["kept"].until_alive(text["address"])
        servers["made"] = Server({**own, "CHAMBER_PAGES_MB": "0"})
        servers["small"] = Server({**own, "CHAMBER_PAGE": str(place)}, application=PLAIN)
        servers["peer"] = Server(peer_own, application="peer_site.wsgi:application", python=python)
        tasks = {
            "our article, kept": (servers["kept"], text["address"], REQUESTS, {}),
            "our article, made each time": (servers["made"], text["address"], SLOW, {}),
            "small view": (servers["small"], text["address"], SLOW, {}),
            "Wagtail": (servers["peer"], "/section-1/article-0/", SLOW, {}),
        }
        costs = in_turns(tasks, options.rounds)
        shown = {name: len(server.until_alive(path)) for name, (server, path, *_) in tasks.items()}
        held = {name: memory(server.process.pid) for name, (server, *_) in tasks.items()}
    finally:
        for server in servers.values():
            server.stop()
    return {name: (min(costs[name]), shown[name], held[name]) for name in tasks}


def show(found):
    """Print a row for each, with its ratios to the peer's."""
    cost, _, held = found["Wagtail"]
    rows = [
        [name, f"{ours:.0f}", f"{cost / ours:.1f}", size, f"{own:.0f}", f"{own / held:.2f}"]
        for name, (ours, size, own) in found.items()
    ]
    head = [
        "",
        "µs of processor",
        "Wagtail ÷ it",
        "bytes of the page",
        "MB of two workers",
        "÷ Wagtail",
    ]
    table(head, rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--environment", type=lambda typed: Path(typed).resolve())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        show(measure(place, installed(options.environment or place / "environment"), options))


if __name__ == "__main__":
    main()
