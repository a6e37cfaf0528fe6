from functools import cache, lru_cache

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from series.actions.editorial.placements import shown_at
from series.models import Column, Entry, Place, PreparedRows, Series, Tally

from . import lists
from .entry_addresses import shows_entries, shows_no_entry
from .public import LARGEST_KEY, public_page

MOST_SERIES = 100  # what the page of feeds lists
KEPT = 200  # columns whose rows a process has asked for


def column_addresses(withdrawn):
    path = withdrawn.entry.column.get_absolute_url()
    return lists.addresses_by_year("专栏", path, withdrawn)


@shows_entries(column_addresses)
@public_page(keys=())
def column(request, pk):
    row = _column_or_404(pk)
    year = lists.asked_year(request)
    entries = lists.in_year(_entries(pk), year)
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


_COLUMN = PreparedRows(lambda key: Column.objects.filter(pk=key), values=1)


def _column_or_404(pk):
    found = _COLUMN.rows(pk) if pk <= LARGEST_KEY else ()
    if not found:
        raise Http404("没有这个专栏")
    return found[0]


@lru_cache(maxsize=KEPT)
def _entries(pk):
    """Return the public rows of a column, which its page narrows.

    Made once: to build a queryset takes as long as to ask for it."""
    return Entry.objects.published().listed().filter(column=pk)


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
