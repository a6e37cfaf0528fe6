"""Count what is read and looked for, by readers alone."""

import re
from functools import lru_cache

from chamber.page_cache.dependence import noted_page
from series.actions.counters.searches import count_question
from series.actions.counters.views import count_view
from series.search.narrowing import MARKS

# What calls itself a program; a browser inside WeChat names itself MicroMessenger.
PROGRAM = re.compile(
    r"bot\b|bot/|spider|crawl|slurp|fetch|monitor|preview|curl|wget|python|java/|httpclient|headless",
    re.IGNORECASE,
)
NOT_FIRST = {"page", "before", *MARKS}  # parameters of pages that a first one led to


def count_reading(request, entry) -> int:
    """Count the request as a view if it comes from a reader.
    Return the views not yet stored.

    With this one, so that no reader sees an empty count. Decision 43.
    """
    if (asked := noted_page()) is not None:
        asked.viewed = entry.pk
    return count_view(entry.pk, step=int(is_reader(request)))


def count_search(request, query, *, hits, guessed):
    """Count a reader's question, on its first page and before a link narrowed it.

    Decision 70.
    """
    if not NOT_FIRST & set(request.GET) and is_reader(request):
        count_question(query, hits=hits, guessed=guessed)


def is_reader(request) -> bool:
    """Tell whether the request is a GET of a browser that does not fetch ahead."""
    return is_reading(request.META)


def is_reading(environ) -> bool:
    """Tell whether a WSGI environment is a reader's.

    No program, no fetching ahead, and no reload (which a browser asks for with max-age=0)."""
    if environ["REQUEST_METHOD"] != "GET" or "max-age=0" in environ.get("HTTP_CACHE_CONTROL", ""):
        return False
    ahead = "prefetch" in environ.get("HTTP_SEC_PURPOSE", "")
    return not ahead and _is_browser(environ.get("HTTP_USER_AGENT", ""))


@lru_cache(maxsize=4096)
def _is_browser(name):
    return bool(name) and not PROGRAM.search(name)
