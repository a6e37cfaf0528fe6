"""Processor time of our pages against the smallest honest views of the same texts.

python -m tests.benchmarks.against_small [1000 100000] [--profile article]

Both are asked through their WSGI handlers in one process, in turn, with all middleware; the median
of the rounds, so that only their ratio counts. The connection to the database stays open, as Django's test
client keeps it: opening one costs both sites the same and would only hide the difference.
"""

import cProfile
import pstats
import statistics
import sys
import time
from io import BytesIO

from tests.benchmarks.site import fresh_site, table

SIZES = (1_000, 10_000)
ROUNDS, EACH = 15, 8  # of so many requests


def environment(path):
    """Return the WSGI environ of a browser's GET; a path may have a query."""
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def ask(handler, path):
    """Answer one request in full. RuntimeError where it is no 200."""
    seen = []
    answer = handler(environment(path), lambda status, headers: seen.append(status))
    body = b"".join(answer)
    answer.close()
    if not seen[0].startswith("200"):
        raise RuntimeError(f"{path}: {seen[0]}")
    return body


def paths():
    """{name: path} of what is compared."""
    from django.urls import reverse

    from series.models import Entry

    rows = Entry.objects.published().newest_first()
    return {
        "文章": rows[rows.count() // 2].get_absolute_url(),
        "列表": reverse("series:articles"),
        "Atom": reverse("series:feed_atom"),
        "首页": reverse("series:home"),
        "sitemap 索引": reverse("series:sitemap"),
    }


def queries(handler, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        ask(handler, path)
    return len(found)


def compare(ours, small):
    """{name: (queries, our ms, the small view's ms or None)}, asked in turn."""
    taken: dict = {}
    known = paths()
    asked = [(name, ours) for name in known]
    asked += [(name, small) for name in ("文章", "列表", "Atom")]
    for name, handler in asked * 2:
        ask(handler, known[name])
    for _ in range(ROUNDS):
        for name, handler in asked:
            start = time.process_time()
            for _ in range(EACH):
                ask(handler, known[name])
            spent = (time.process_time() - start) * 1000 / EACH
            taken.setdefault((name, handler is ours), []).append(spent)
    median = {key: statistics.median(values) for key, values in taken.items()}
    return {
        name: (queries(ours, path), median[name, True], median.get((name, False)))
        for name, path in known.items()
    }


def profile(handler, path):
    """Print where the time of one page goes."""
    for _ in range(5):
        ask(handler, path)
    with cProfile.Profile() as found:
        for _ in range(100):
            ask(handler, path)
    pstats.Stats(found).sort_stats("cumulative").print_stats(110)
    pstats.Stats(found).sort_stats("tottime").print_stats(45)


def main(sizes, *, profiled=""):
    fresh_site()
    import logging

    from django.core.signals import request_finished, request_started
    from django.core.wsgi import get_wsgi_application
    from django.db import close_old_connections

    from series.actions.site.finishing import refinish
    from tests.benchmarks.against_small.small_site import small_handler
    from tests.benchmarks.entries import grow_to

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    logging.disable(logging.CRITICAL)  # the small views write no line either
    ours, small = get_wsgi_application(), small_handler()
    found: dict = {}
    for size in sizes:
        grow_to(size)
        refinish()
        if profiled:
            return profile(ours, {"article": paths()["文章"]}.get(profiled, profiled))
        for name, values in compare(ours, small).items():
            found.setdefault(name, []).append(values)
    table(["页面", *(f"{size} 篇：查询、毫秒、比小站" for size in sizes), "增长"], _rows(found))


def _rows(found):
    for name, sizes in found.items():
        cells = [
            f"{asked}、{own:.2f}、{own / other:.2f}" if other else f"{asked}、{own:.2f}、—"
            for asked, own, other in sizes
        ]
        yield [name, *cells, f"{sizes[-1][1] / sizes[0][1]:.2f}"]


if __name__ == "__main__":
    words = sys.argv[1:]
    which = words[words.index("--profile") + 1] if "--profile" in words else ""
    main([int(word) for word in words if word.isdigit()] or SIZES, profiled=which)
