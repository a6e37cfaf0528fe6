from django.shortcuts import render

from series.models import Entry, Initiative, Kind

from .articles import page_context, with_relations
from .paging import page_of
from .public import public_page, published_or_gone


@public_page
def initiative_list(request):
    rows = Entry.objects.published().filter(kind=Kind.INITIATIVE)
    page = page_of(request, rows, load=_posters)
    return render(request, "series/initiative_list.html", {"page": page})


@public_page
def initiative(request, pk):
    rows = with_relations(Initiative.objects.select_related("issuer"))
    entry, gone = published_or_gone(request, rows, kind=Kind.INITIATIVE, pk=pk)
    return gone or render(request, "series/initiative.html", page_context(request, entry))


def _posters(ids):
    return Initiative.objects.filter(pk__in=ids).for_cards().select_related("issuer")
