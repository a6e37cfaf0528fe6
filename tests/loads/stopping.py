"""PostgreSQL is stopped and started again while the site runs on it.

    python -m tests.loads.stopping [cycles] [--control]

While it is away every page answers 503 with Retry-After and `/healthz` 200; once it is back, all
answer as before, and nobody restarted the site. Then it is restarted while nobody asks: the first
request of each thread is answered too. With `--control` connections are not looked at before they
are used again: these requests must fail.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.postgres import stoppable_server
from tests.loads.places import SETTINGS, demo_site, environment, served

PAGES = ("/", "/articles/", "/events/", "/search/?q=常商", "/feeds/all.atom", "/api/entries/")
PAGES += ("/sitemap.xml", "/archive/", "/figures/", "/desk/login/?", "/sitemap/", "/calendar.ics")
WITHOUT_DATABASE = ("/healthz", "/robots.txt", "/desk/login/?")
HANDS = 8


@dataclass
class Cycle:
    """One stop and start, and one restart: answers not as they should be, by address."""

    away: dict = field(default_factory=dict)
    back: dict = field(default_factory=dict)
    unnoticed: dict = field(default_factory=dict)  # after a restart while nobody asked

    def __str__(self):
        told = f"停止时不是 503 的 {len(self.away)} 个，恢复后与先前不同的 {len(self.back)} 个"
        return f"{told}，无人访问时重启之后不同的 {len(self.unnoticed)} 个"


def answers(site):
    """{address: (status, Retry-After, body)} of all pages, by so many hands at once, twice."""
    wanted = [page.replace("常商", "%E5%B8%B8%E5%95%86") for page in PAGES] * 2
    with ThreadPoolExecutor(HANDS) as pool:
        found = list(pool.map(site.get, wanted))
    told = {}
    for page, (status, headers, body) in zip(wanted, found, strict=True):
        answer = status, headers.get("Retry-After"), body
        if page not in told or status != 200:
            told[page] = answer
    return told


def cycle(site, server, before):
    """Stop the server, look, start it, look again."""
    seen = Cycle()
    server.stop()
    for page, (status, after, _) in answers(site).items():
        if page not in WITHOUT_DATABASE and (status != 503 or not after):
            seen.away[page] = status
    if site.get("/healthz")[0] != 200:
        seen.away["/healthz"] = site.get("/healthz")[0]
    server.start()
    seen.back |= _differing(answers(site), before)
    server.stop()
    server.start()
    seen.unnoticed |= _differing(answers(site), before)
    return seen


def _differing(found, before):
    return {
        page: answer[0]
        for page, answer in found.items()
        if answer[0] != before[page][0] or _steady(answer[2]) != _steady(before[page][2])
    }


def _steady(body):
    """A page without its form's token, which is another each time."""
    return b"".join(line for line in body.splitlines() if b"csrfmiddlewaretoken" not in line)


def cycles(count, *, control=False):
    """Yield so many Cycles of one served site."""
    settings = "tests.loads.unchecked_settings" if control else SETTINGS
    with tempfile.TemporaryDirectory() as place, stoppable_server() as server:
        own = environment(Path(place, "data"), server.url)
        demo_site(own)
        with served(own | {"DJANGO_SETTINGS_MODULE": settings}) as site:
            before = answers(site)
            bad = {page: answer[0] for page, answer in before.items() if answer[0] != 200}
            assert not bad, bad
            for _ in range(count):
                yield cycle(site, server, before)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.loads.stopping")
    parser.add_argument("cycles", type=int, nargs="?", default=5)
    parser.add_argument("--control", action="store_true", help="connections are not looked at")
    given, bad = parser.parse_args(), 0
    for number, seen in enumerate(cycles(given.cycles, control=given.control), 1):
        print(f"第 {number} 次：{seen} {seen.away | seen.back | seen.unnoticed or ''}", flush=True)
        bad += len(seen.away) + len(seen.back) + len(seen.unnoticed)
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
