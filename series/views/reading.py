"""Whether a request is somebody who reads, and the count of what is read and looked for."""

import re

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
    """Count the request as a reading where it is one. Returns the entry's readings that are not
    in the table yet: with this one, so that no reader finds an empty number."""
    return count_view(entry.pk, step=int(is_reader(request)))


def count_search(request, query, *, hits, guessed):
    """Count the question where a reader asked it: its first page, before any link narrowed it."""
    if not NOT_FIRST & set(request.GET) and is_reader(request):
        count_question(query, hits=hits, guessed=guessed)


def is_reader(request) -> bool:
    """Return no program that names itself, no page fetched ahead, no HEAD."""
    name = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return request.method == "GET" and bool(name) and not ahead and not PROGRAM.search(name)
