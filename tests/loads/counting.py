"""Views of kept pages, counted in the memory of several workers and written every few seconds.

    python -m tests.loads.counting 10000               expected: each view counted, no other
    python -m tests.loads.counting 2000 --kill         the server is ended by SIGKILL while readers read

Readers ask for the articles of a new demonstration site over connections of their own, a tenth more
come as programs, fetch ahead or load again, and do not count. What is asked with `--kill`: of the
views that were answered more than ten seconds before the end, none is lost. Decisions 43 and 137.
"""

import argparse
import http.client
import os
import random
import re
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.loads.places import demo_site, environment, own_database, run, served

WORKERS, READERS, TURNS = 4, 8, 25  # TURNS: requests of one connection
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox"}
NOT_COUNTED = (
    {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
    BROWSER | {"Sec-Purpose": "prefetch"},
    BROWSER | {"Cache-Control": "max-age=0"},
)
SECONDS, WITHIN = 30, 10  # SECONDS: until the last count is written at the latest
TOTAL = """
import django
django.setup()
from django.db.models import Sum
from series.models import DailyViews
print(DailyViews.objects.aggregate(total=Sum("count"))["total"] or 0)
"""


@dataclass
class Counted:
    """Moments at which a view was answered, and the views that are in the database after it."""

    answered: list[float] = field(default_factory=list)
    stored: int = 0
    killed_at: float = 0.0

    @property
    def early(self):
        """The views that were answered longer than WITHIN seconds before the end."""
        return sum(moment < self.killed_at - WITHIN for moment in self.answered)

    def __str__(self):
        killed = f"，其中结束前 {WITHIN} 秒以外的 {self.early} 次" if self.killed_at else ""
        return f"{len(self.answered)} 次阅读{killed}；记下 {self.stored} 次"


def count_views(views, *, others=0):
    """Let readers read so often on a new site with several workers. Returns Counted."""
    with _site() as (own, site):
        before = _total(own)
        told = Counted(_read(site, views, others))
        _wait_until_written(own, told, before)
    return told


def count_until_killed(views, *, seconds=WITHIN):
    """Let readers read so often, and so many seconds more, then end the server by SIGKILL.

    Returns Counted."""
    told = Counted()
    with _site() as (own, site):
        before = _total(own)
        told.answered += _read(site, views, 0)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            told.answered += _read(site, views // 20, 0)
        told.answered += _read(site, views // 20, 0)
        told.killed_at = time.monotonic()
        os.killpg(site.pid, signal.SIGKILL)
        told.stored = _total(own) - before
    return told


def _total(own):
    return int(run(own, "-c", TOTAL))


@contextmanager
def _site():
    """Yield the environment of a new demonstration site and the site, served by several workers."""
    with tempfile.TemporaryDirectory() as place, own_database() as database:
        own = environment(Path(place) / "site", database)
        demo_site(own)
        with served(own, workers=WORKERS) as site:
            yield own, site


def _read(site, views, others):
    """Ask for so many pages as readers, and for others that do not count. Returns the moments."""
    listed = site.get("/articles/")[2].decode()
    articles = sorted(set(re.findall(r'href="(/articles/\d+/)"', listed)))
    asked = [BROWSER] * views + [NOT_COUNTED[place % len(NOT_COUNTED)] for place in range(others)]
    random.Random(views).shuffle(asked)
    parts = [asked[start : start + TURNS] for start in range(0, len(asked), TURNS)]
    with ThreadPoolExecutor(READERS) as readers:
        moments = readers.map(lambda headers: _ask(site.port, articles, headers), parts)
        return [moment for part in moments for moment in part]


def _ask(port, articles, asked):
    """Ask for a page for each of these headers, over one connection."""
    connection, moments = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    for turn, headers in enumerate(asked):
        connection.request("GET", articles[turn % len(articles)], headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"a page was answered with {answer.status}")
        if headers is BROWSER:
            moments.append(time.monotonic())
    connection.close()
    return moments


def _wait_until_written(own, told, before):
    """Wait until all views are in the database, or until no more can come."""
    end = time.monotonic() + SECONDS
    while told.stored < len(told.answered) and time.monotonic() < end:
        time.sleep(1)
        told.stored = _total(own) - before
    time.sleep(WITHIN + 2)  # one that was counted twice would come now
    told.stored = _total(own) - before


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.counting")
    parser.add_argument("views", type=int)
    parser.add_argument("--kill", action="store_true", help="end the server while readers read")
    given = parser.parse_args()
    os.environ.pop("CHAMBER_DATA", None)
    if given.kill:
        told = count_until_killed(given.views)
        lost = told.stored < told.early
    else:
        told = count_views(given.views, others=given.views // 10)
        lost = told.stored != len(told.answered)
    print(told, flush=True)
    sys.exit(lost)


if __name__ == "__main__":
    main()
