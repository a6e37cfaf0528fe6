"""Whether a request is somebody who reads, and the count of it."""

import re

from series.actions.viewing import count_view

# What calls itself a program; a browser inside WeChat names itself MicroMessenger.
PROGRAM = re.compile(
    r"bot\b|bot/|spider|crawl|slurp|fetch|monitor|preview|curl|wget|python|java/|httpclient|headless",
    re.IGNORECASE,
)


def count_reading(request, entry) -> int:
    """Count the request as a reading where it is one. Returns the entry's readings that are not
    in the table yet: with this one, so that no reader finds an empty number."""
    return count_view(entry.pk, step=int(_is_reader(request)))


def _is_reader(request):
    name = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return request.method == "GET" and bool(name) and not ahead and not PROGRAM.search(name)
