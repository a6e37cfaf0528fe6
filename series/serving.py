"""What a process that serves pages loads and starts at its beginning."""

import json
import logging
import os
import sys
import time
from functools import cache

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from chamber import request_pools
from chamber.backends.replica import reading
from chamber.early_answers import HTML
from chamber.outages import CROWDED, NOTHING_DONE
from chamber.page_cache import writes
from chamber.page_cache.dependence import ENVIRON
from chamber.page_cache.pages import Pages
from chamber.page_cache.versions import EVERYTHING, UnreadableError
from chamber.page_cache.wsgi import PageCache, PublicSite
from series.actions.counters import redirect_hits, requests, searches, views
from series.actions.media import render_thread
from series.middleware.request_log import class_of_path, log_early_answer
from series.search import warming
from series.text.language import display_choice
from series.views.errors import is_call
from series.views.reading import is_reading

# Files, forms and answers to one person or program: no page of these is ever kept.
PASSED = tuple(
    f"/{each}/"
    for each in ("static", "desk", "api", "pictures", "attachments", "covers", "search", "display")
)
logger = logging.getLogger(__name__)


# Seconds of a thread before another may run: a kept page waits a turn for each busy thread.
TURN = 0.001
PROBES = frozenset(["/healthz", "/readyz", "/metrics"])
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def in_pools(application):
    """Let an application answer in bounded pools, and refuse the rest."""
    return request_pools.RequestPools(
        application,
        pools=request_pools.sizes(settings.SERVER_THREADS),
        pool_of=pool_of,
        refusal=request_pools.Refusal(page=refusal_page, count=count_refusal),
    )


def pool_of(environ):
    """Return the pool in which a request is answered."""
    path = environ["PATH_INFO"]
    if path.startswith("/desk/"):
        return request_pools.DESK
    if path.startswith("/static/"):
        return request_pools.STATIC
    if path in PROBES:
        return request_pools.PROBES
    asked = environ.get(ENVIRON)
    is_to_keep = asked is not None and asked.is_expected
    return request_pools.PAGES if is_to_keep else request_pools.READERS


def refusal_page(environ):
    """Return content type and body of what a refused request is told, without the database."""
    is_asking = is_call(
        environ["PATH_INFO"],
        accepts=environ.get("HTTP_ACCEPT", ""),
        content_type=environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower(),
    )
    body = _refusal(is_safe=environ["REQUEST_METHOD"] in SAFE, as_json=is_asking)
    return ("application/json" if is_asking else HTML), body


@cache
def _refusal(*, is_safe, as_json):
    nothing_done = "" if is_safe else f"{NOTHING_DONE}；"
    sentence = f"{CROWDED}，{nothing_done}请稍等几秒再试。"
    if as_json:
        return json.dumps({"error": sentence}, ensure_ascii=False).encode()
    return render_to_string("503.html", {"sentence": sentence}).encode()


def count_refusal(environ, pool):
    """Count a refused request, and log it where each request has a line."""
    other = "probe" if pool == request_pools.PROBES else "page"
    waited = time.perf_counter() - environ[request_pools.BEGUN]
    requests.count_refused(class_of_path(environ["PATH_INFO"]) or other, pool, waited)
    log_early_answer(environ, request_pools.STATUS, route=f"refused:{pool}")


def with_kept_pages(application):
    """Put the page cache in front of an application (decision 137).

    CHAMBER_PAGES_MB=0 switches it off."""
    versions = writes.versions() if settings.PAGES_MB and not settings.DEBUG else None
    if versions is None:
        return application
    try:
        versions.touch([EVERYTHING])  # the code may be another than before
    except UnreadableError:
        logger.warning("the numbers of pages are away; pages are kept once they are back")
    pages = Pages(settings.PAGES_MB * 1024 * 1024)
    return PageCache(application, versions=versions, pages=pages, site=kept_site())


def kept_site():
    """Return what the page cache has to know of this site."""
    port = os.environ.get("PORT") or "8000"
    return PublicSite(
        hosts=frozenset(
            [*settings.PUBLIC_HOSTS, *(f"{each}:{port}" for each in settings.LOCAL_HOSTS)]
        ),
        display=lambda cookie: display_choice.read_display(cookie).as_cookie,
        display_cookie=display_choice.COOKIE,
        session_cookies=frozenset([settings.SESSION_COOKIE_NAME]),
        passed=PASSED,
        behind_proxy=settings.BEHIND_PROXY,
        note_answer=note_answer,
    )


def note_answer(page, environ):
    """Count a kept page that was answered, as a request and as a reader's view."""
    requests.count_kept(page.status[:3])
    if page.viewed is not None and is_reading(environ):
        views.note_view(page.viewed)
    log_early_answer(environ, page.status, route="page_cache")


def load():
    """Load what every serving process needs.

    `serve` calls it before its workers are forked from it: they share these pages of memory and load
    nothing again (decision 149)."""
    default_storage.load()
    warming.load_pages()


def start():
    """Load what pages need, and start the threads of a serving process.

    Called once by chamber/wsgi.py, after Django is set up; what `serve` has loaded is there. No reader
    waits for the URL table, the templates or the dictionaries; pictures uploaded through this process are rendered in its background; views,
    searches and requests are counted here and written every few seconds. Decisions 35, 43, 76, 138.
    """
    sys.setswitchinterval(TURN)
    load()
    reading.switch_on()
    render_thread.switch_on()
    for counter in (views, searches, requests, redirect_hits):
        counter.write_behind.switch_on()
    warming.switch_on()
