"""The context of every public template: the site's facts and the reader's display choice."""

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from chamber.outages import outage_of
from series.actions.site.navigation import shown_navigation
from series.text.language import display_choice

LONGEST_ADDRESS = 500


def site(request):
    """Return what every page prints: the site, its address, display, `here` and navigation."""
    here = request.get_full_path()
    here = here if len(here) <= LONGEST_ADDRESS else request.path[:LONGEST_ADDRESS]
    return {
        "site": settings.SITE,
        "root": root_of(request),
        "display": display_choice.read_display(request.COOKIES.get(display_choice.COOKIE, "")),
        "here": here,
        "here_query": urlencode({"next": here}),
        "navigation": SimpleLazyObject(navigation),
    }


def navigation():
    """Return the links of header and footer.

    None in an outage, so that the defaults are shown (decision 105)."""
    try:
        return shown_navigation(timezone.now())
    except DatabaseError as error:
        if outage_of(error) is None:
            raise
        return {}


def root_of(request):
    """Return the configured public address, else the requested one: https://example.cn."""
    return settings.SITE["base_url"] or f"{request.scheme}://{request.get_host()}"
