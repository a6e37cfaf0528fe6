"""Which cases are dear: measured, and left by the quick suite to `make test-all` (decision 150).

`python -m tests.suite --measure` runs the quick suite with all of them and writes DEAR anew: what a case
itself costs, in seconds of processor, in the browser of wall time. Each file keeps its cheapest case quick.
"""

import os
import time
from collections import defaultdict
from pathlib import Path

import pytest

DEAR = Path(__file__).with_name("dear_cases.txt")
MOST = {"SQLite": 0.11, "浏览器": 1.2}  # seconds that a quick case may cost
HOUSE_RULES = "tests/structure/"  # quick whatever they cost: whoever breaks one is told at once
COST = "cost"  # property of a test's report


class Measured:
    """Writes what each case cost, by its name, to a file at the end of the run."""

    def __init__(self, path):
        self.path, self.costs = Path(path), {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item):
        clock = time.monotonic if item.get_closest_marker("browser") else used_processor
        begun = clock()
        yield
        item.user_properties.append((COST, clock() - begun))

    def pytest_runtest_logreport(self, report):
        cost = dict(report.user_properties).get(COST)
        if report.when == "call" and cost is not None:
            self.costs[report.nodeid] = cost

    def pytest_sessionfinish(self, session):
        if not hasattr(session.config, "workerinput"):
            self.path.write_text("".join(line(cost, name) for name, cost in self.costs.items()))


def used_processor():
    """Return the seconds of processor that this process and its ended children took."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def line(cost, name):
    return f"{cost:.2f} {name}\n"


def read_costs(path) -> dict[str, float]:
    """Return {name of a case: seconds} of a file that `Measured` or `write_dear` wrote."""
    found = (row.split(" ", 1) for row in path.read_text().splitlines())
    return {name: float(cost) for cost, name in found}


def dear_of(costs, *, most) -> dict[str, float]:
    """Return the cases that cost more than `most` seconds.

    The cheapest of a file never is, nor are the rules of the house."""
    by_file = defaultdict(list)
    for name, cost in costs.items():
        by_file[name.split("::")[0]].append((cost, name))
    cheapest = {min(cases)[1] for cases in by_file.values()}
    return {
        name: cost
        for name, cost in costs.items()
        if cost > most and name not in cheapest and not name.startswith(HOUSE_RULES)
    }


def write_dear(costs):
    """Write the dear cases, the dearest first."""
    ordered = sorted(costs.items(), key=lambda pair: (-pair[1], pair[0]))
    DEAR.write_text("".join(line(cost, name) for name, cost in ordered))
