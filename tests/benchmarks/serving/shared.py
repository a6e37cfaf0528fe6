"""What a question for the numbers of pages costs: of a file, of Redis, with and without hiredis.

    python -m tests.benchmarks.serving.shared [rounds]

Processor time of this process an answer of the page cache to a kept page, without a server around it, and of
the Redis server; the least of the rounds, asked in turns. Decision 143.
"""

import sys
import tempfile
import time
from pathlib import Path

from redis._parsers import _RESP2Parser

from chamber.page_cache.dependence import ENVIRON
from chamber.page_cache.pages import Pages
from chamber.page_cache.redis_versions import RedisVersions
from chamber.page_cache.versions import VersionFile
from chamber.page_cache.wsgi import PageCache, PublicSite
from tests.benchmarks.serving.memory import processor
from tests.benchmarks.site import table
from tests.helpers.sites.redis_server import redis_server

HOST = "bench.example.org"
ROUNDS, REQUESTS = 5, 20_000
ENVIRONMENT = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": HOST}
ENVIRONMENT |= {"wsgi.url_scheme": "http", "QUERY_STRING": ""}
BODY = "常商力量。".encode() * 2_000


def application(environ, start_response):
    asked = environ[ENVIRON]
    asked.is_kept, asked.seconds, asked.own = True, 3_600.0, "entry:1"
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [BODY]


def cache_of(versions):
    """A page cache that has its page."""
    site = PublicSite(
        **{"hosts": frozenset([HOST]), "display": str, "display_cookie": "display"},
        **{"session_cookies": frozenset(["sessionid"]), "passed": ("/static/",)},
        **{"behind_proxy": False, "note_answer": lambda page, environ: None},
    )
    cache = PageCache(application, versions=versions, pages=Pages(10**8), site=site)
    cache(dict(ENVIRONMENT), lambda status, headers: None)
    cache._go_along_at = float("inf")
    return cache


def answered(cache):
    """Microseconds of this process an answer."""
    begin = time.process_time()
    for _ in range(REQUESTS):
        cache(ENVIRONMENT, lambda status, headers: None)
    return (time.process_time() - begin) / REQUESTS * 1_000_000


def main():
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory() as place, redis_server(Path(place)) as server:
        plain = RedisVersions(server.url)
        plain._options["parser_class"] = _RESP2Parser
        caches = {
            "file": cache_of(VersionFile(Path(place) / "page_versions")),
            "Redis, hiredis": cache_of(RedisVersions(server.url)),
            "Redis, parser in Python": cache_of(plain),
        }
        found, own = {name: [] for name in caches}, []
        for _ in range(rounds):
            for name, cache in caches.items():
                before = processor(server.pid)
                found[name].append(answered(cache))
                if name != "file":
                    own.append((processor(server.pid) - before) / REQUESTS * 1_000_000)
    floor = min(found["file"])
    rows = [
        [name, f"{min(costs):.1f}", f"{min(costs) - floor:+.1f}"] for name, costs in found.items()
    ]
    rows.append(["the Redis server itself, a question", f"{min(own):.1f}", ""])
    table(["", "µs of processor", "more than the file"], rows)


if __name__ == "__main__":
    main()
