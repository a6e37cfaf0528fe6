"""Memory and start of the real site: two workers, search answering in both.

    python -m tests.benchmarks.serving.memory            # this checkout
    python -m tests.benchmarks.serving.memory A B        # two checkouts in turns: before and after

Each runs `manage.py serve` on the demonstration site. Memory is the Pss of the whole process tree:
what processes share counts once. Processor time is that of the whole tree, so that other programs
on the machine do not count; seconds of the clock do.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.site import table

ROUNDS = 3
ASKED = [
    *(
        f"/search/?q={quote(line)}"
        for line in ("民营经济", "工商联企业家", "changshang", "常商轮坛")
    ),
    f"/search/suggest/?q={quote('常')}",
]
TIMES = 12  # of each question: both workers answer each of them
TICKS = os.sysconf("SC_CLK_TCK")


class Site:
    """A checkout with the demonstration site in a folder of its own."""

    def __init__(self, root, folder):
        self.root, self.port = Path(root).resolve(), free_port()
        self.environment = {**os.environ, "CHAMBER_DATA": str(folder), "PORT": str(self.port)}
        for command in ("prepare", "accounts", "demo --commit"):
            self._manage(*command.split()).wait()
        self.round()  # collects the static files, and makes what is made once

    def _manage(self, *words):
        command = [self.root / ".venv/bin/python", "manage.py", *words]
        return subprocess.Popen(
            command, cwd=self.root, env=self.environment, stdout=subprocess.DEVNULL
        )

    def round(self):
        """Return what one start and its first pages, idle time and searches cost."""
        begun = time.perf_counter()
        server = self._manage("serve")
        try:
            first = self._first_answer()
            found = {"start to first answer, s": time.perf_counter() - begun}
            found["same, processor s of the tree"] = sum(map(processor, tree(server.pid)))
            pages = [first, *(self._ask("/") for _ in range(9))]
            found["first page, ms"], found["tenth page, ms"] = pages[0], pages[9]
            time.sleep(10)
            found["idle, MB"] = memory(server.pid)
            for path in ASKED * TIMES:
                self._ask(path)
            found["after search in both, MB"] = memory(server.pid)
            return found
        finally:
            server.terminate()
            server.wait()

    def _first_answer(self):
        while True:
            try:
                return self._ask("/")
            except ConnectionError:
                time.sleep(0.01)

    def _ask(self, path):
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200, (path, answer.status)
        return (time.perf_counter() - start) * 1000


def tree(pid):
    """Return the process and all that it began."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [pid, *(one for child in children for one in tree(child))]


def memory(pid):
    """Return the megabytes of a tree."""
    lines = [
        line
        for one in tree(pid)
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
    ]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def processor(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / TICKS


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    roots = sys.argv[1:] or ["."]
    with tempfile.TemporaryDirectory() as folder:
        sites = [Site(root, Path(folder) / str(number)) for number, root in enumerate(roots)]
        found = [[site.round() for site in sites] for _ in range(ROUNDS)]  # in turns
    rows = [
        [
            name,
            *(
                f"{statistics.median(one[at][name] for one in found):.2f}"
                for at in range(len(roots))
            ),
        ]
        for name in found[0][0]
    ]
    table(["two workers, median", *roots], rows)


if __name__ == "__main__":
    main()
