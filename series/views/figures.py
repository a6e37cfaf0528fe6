from django.shortcuts import render
from django.urls import reverse

from series.models import Figure
from series.page_keys import LISTS

from .entry_addresses import PublicAddress, shows_entries
from .paging import page_of
from .public import public_page


def figures_addresses(withdrawn):
    yield PublicAddress("数说", reverse("series:figures"))


@shows_entries(figures_addresses)
@public_page(keys=())
def figures(request):
    """Show 数说: the figures of all public texts, each with its quote and a link."""
    rows = Figure.objects.filter(published_at__isnull=False)
    page = page_of(request, rows, load=_rows, total=rows.count, of=LISTS)
    return render(request, "series/figures.html", {"page": page})


def _rows(ids):
    return Figure.objects.filter(pk__in=ids).select_related("entry")
