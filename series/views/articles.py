from django.shortcuts import render
from django.urls import reverse

from series.models import ENTRY_KINDS, Entry, Series, Tag, Tally

from . import lists
from .entry_addresses import shows_entries
from .public import public_page


@shows_entries(lists.addresses_of_kind)
@public_page
def entry_list(request, kind):
    year, path = lists.asked_year(request), reverse(f"series:{ENTRY_KINDS[kind].folder}")
    rows = lists.in_year(Entry.objects.published().filter(kind=kind), year)
    page = lists.entry_page(request, rows)
    counts = Tally.objects.filter(kind=kind).by_year()
    context = {
        "page": page,
        "groups": lists.by_year(page.rows, counts),
        "years": lists.year_choices(counts, current=year, path=path),
        "series": lists.series_choices(Series.objects.all()),
        "tags": lists.tag_choices(Tag.objects.all()),
        "year": year,
        "base": f"year={year}" if year else "",
    }
    return render(request, "series/article_list.html", context)
