"""Pages about the site itself.
Where everything stands, how it can be read, what it keeps."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from series.actions.counters.searches import KEPT_DAYS
from series.models import Column, FlatPage, Series, Tag, Tally
from series.second_step import DEVICE_SECONDS

from .entry_addresses import PublicAddress, shows_entries, shows_no_entry
from .public import public_page

MOST_TAGS = 60


def site_map_addresses(withdrawn):
    yield PublicAddress("网站地图页", reverse("series:site_map"))


@shows_entries(site_map_addresses)
@public_page
def site_map(request):
    tags = Tag.objects.published().order_by("-published_count", "pk")
    context = {
        "columns": Column.objects.all(),
        "series": Series.objects.published(),
        "years": Tally.objects.by_year(),
        "tags": tags[:MOST_TAGS],
        "flatpages": FlatPage.objects.published().only("kind", "slug", "headline").order_by("pk"),
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
