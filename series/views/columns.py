from django.shortcuts import get_object_or_404, render

from series.models import Column, Entry, Series, Tally

from . import lists
from .entry_addresses import shows_entries, shows_no_entry
from .public import public_page

MOST_SERIES = 100  # what the page of feeds lists


def column_addresses(withdrawn):
    path = withdrawn.entry.column.get_absolute_url()
    return lists.addresses_by_year("专栏", path, withdrawn)


@shows_entries(column_addresses)
@public_page
def column(request, pk):
    row = get_object_or_404(Column, pk=pk)
    year = lists.asked_year(request)
    entries = lists.in_year(Entry.objects.published().filter(column=row), year)
    page = lists.entry_page(request, entries)
    counts = Tally.objects.filter(column=row).by_year()
    context = {
        "column": row,
        "page": page,
        "groups": lists.by_year(page.rows, counts),
        "years": lists.year_choices(counts, current=year, path=row.get_absolute_url()),
        "series": lists.series_choices(Series.objects.filter(column=row)),
        "year": year,
        "base": f"year={year}" if year else "",
    }
    return render(request, "series/column.html", context)


@shows_no_entry
@public_page
def feeds(request):
    rows = Series.objects.for_readers()
    context = {"columns": Column.objects.all(), "series": rows[:MOST_SERIES]}
    return render(request, "series/feeds.html", context)
