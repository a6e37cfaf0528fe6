"""What a process that serves pages loads and starts at its beginning."""

import logging
import os

from django.conf import settings

from chamber.page_cache import writes
from chamber.page_cache.pages import Pages
from chamber.page_cache.versions import EVERYTHING, UnreadableError
from chamber.page_cache.wsgi import PageCache, PublicSite
from series.actions.counters import redirect_hits, requests, searches, views
from series.actions.media import render_thread
from series.middleware.request_log import log_kept_answer
from series.search import warming
from series.text.language import display_choice
from series.views.reading import is_reading

# Files, forms and answers to one person or program: no page of these is ever kept.
PASSED = tuple(
    f"/{each}/"
    for each in ("static", "desk", "api", "pictures", "attachments", "covers", "search", "display")
)
logger = logging.getLogger(__name__)


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
    log_kept_answer(environ, page.status)


def start():
    """Load what pages need, and start the threads of a serving process.

    Called once by chamber/wsgi.py, after Django is set up. No reader waits for the URL table, the
    templates or the dictionaries; pictures uploaded through this process are rendered in its background; views,
    searches and requests are counted here and written every few seconds. Decisions 35, 43, 76, 138.
    """
    warming.load_pages()
    render_thread.switch_on()
    for counter in (views, searches, requests, redirect_hits):
        counter.write_behind.switch_on()
    warming.switch_on()
