"""The context of every public template: the site's facts and the reader's display choice."""

from django.conf import settings
from django.utils.http import urlencode

from series.text.language import display_choice

LONGEST_ADDRESS = 500


def site(request):
    """Return `site`, `root` (the public address without a path), `display` and `here` (for ?next=)."""
    here = request.get_full_path()
    here = here if len(here) <= LONGEST_ADDRESS else request.path[:LONGEST_ADDRESS]
    return {
        "site": settings.SITE,
        "root": root_of(request),
        "display": display_choice.read_display(request.COOKIES.get(display_choice.COOKIE, "")),
        "here": here,
        "here_query": urlencode({"next": here}),
    }


def root_of(request):
    """Return the configured public address, else the requested one: https://example.cn."""
    return settings.SITE["base_url"] or f"{request.scheme}://{request.get_host()}"
