from django.shortcuts import render

from series.models import Figure

from .paging import page_of
from .public import public_page


@public_page
def figures(request):
    """数说：the numbers of all texts, each with the words that say it and where they stand."""
    rows = Figure.objects.filter(published_at__isnull=False)
    page = page_of(request, rows, load=_rows)
    return render(request, "series/figures.html", {"page": page})


def _rows(ids):
    return Figure.objects.filter(pk__in=ids).select_related("entry")
