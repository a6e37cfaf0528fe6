"""Pages about the site itself: where everything stands, how it can be read, what it keeps."""

from django.shortcuts import render

from series.models import Column, Series, Tag, Tally

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
    return render(request, "series/privacy.html")
