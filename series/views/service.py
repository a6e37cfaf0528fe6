"""Pages about the site itself.
Where everything stands, how it can be read, what it keeps."""

from django.conf import settings
from django.shortcuts import render

from series.actions.counters.searches import KEPT_DAYS
from series.models import Column, Series, Tag, Tally
from series.second_step import DEVICE_SECONDS

from .entry_addresses import shows_no_entry
from .public import public_page

MOST_TAGS = 60


@shows_no_entry
@public_page
def site_map(request):
    tags = Tag.objects.published().order_by("-published_count", "pk")
    context = {
        "columns": Column.objects.all(),
        "series": Series.objects.published(),
        "years": Tally.objects.by_year(),
        "tags": tags[:MOST_TAGS],
    }
    return render(request, "series/site_map.html", context)


@shows_no_entry
@public_page
def accessibility(request):
    return render(request, "series/accessibility.html")


@shows_no_entry
@public_page
def privacy(request):
    """Answer with what is kept of whom and how long.
    The periods are those of the settings."""
    context = {
        "address_days": settings.AUDIT_ADDRESS_DAYS,
        "device_days": DEVICE_SECONDS // 86_400,
        "search_days": KEPT_DAYS,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "series/privacy.html", context)
