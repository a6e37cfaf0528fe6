from functools import cache

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from series.actions.editorial.placements import shown_at
from series.models import Column, Entry, Place, Series, Tally

from . import lists
from .entry_addresses import shows_entries, shows_no_entry
from .public import public_page

MOST_SERIES = 100  # what the page of feeds lists


def column_addresses(withdrawn):
    path = withdrawn.entry.column.get_absolute_url()
    return lists.addresses_by_year("专栏", path, withdrawn)


@shows_entries(column_addresses)
@public_page(keys=())
def column(request, pk):
    row = get_object_or_404(Column, pk=pk)
    year = lists.asked_year(request)
    entries = lists.in_year(Entry.objects.published().listed().filter(column=row), year)
    by_year = cache(Tally.objects.filter(column=row).by_year)
    page = lists.entry_page(
        request, entries, total=lambda: lists.count_of(by_year(), year), of=f"column:{row.pk}"
    )
    counts = by_year() if page.first else []
    first = not year and page.rows and not request.GET
    context = {
        "column": row,
        "placed": _placed(row) if first else [],
        "page": page,
        "groups": lists.by_year(page.rows, counts),
        "years": lists.year_choices(counts, current=year, path=row.get_absolute_url()),
        "series": lists.series_choices(Series.objects.filter(column=row)) if page.first else [],
        "year": year,
        "base": f"year={year}" if year else "",
    }
    return render(request, "series/column.html", context)


def _placed(column):
    """Return [(name, entries)] of the places of the column's first page. Decision 121."""
    shown = shown_at(timezone.now(), column=column)
    return [(place.label, shown[place]) for place in Place if shown[place]]


@shows_no_entry
@public_page
def feeds(request):
    rows = Series.objects.for_readers()
    context = {"columns": Column.objects.all(), "series": rows[:MOST_SERIES]}
    return render(request, "series/feeds.html", context)
