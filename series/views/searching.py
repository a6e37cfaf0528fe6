from django.shortcuts import render
from django.utils.http import urlencode

from series.models import Entry, Kind
from series.search import matching, read_query

from .lists import Choice
from .paging import Page, page_of
from .public import public_page


@public_page
def search(request):
    query = read_query(request.GET.get("q", ""), kind=request.GET.get("kind", ""))
    page = page_of(request, matching(query), load=_hits) if query.words else Page([])
    context = {
        "query": query,
        "page": page,
        "kinds": _kinds(query),
        "count": len(page.rows) if page.first and not page.older else None,
        "base": urlencode({"q": query.text, **({"kind": query.kind} if query.kind else {})}),
    }
    return render(request, "series/search.html", context)


def _hits(ids):
    return Entry.objects.filter(pk__in=ids).select_related("source").defer("body")


def _kinds(query):
    """全部 and each kind; search counts nothing, so no numbers."""
    words = {"q": query.text}
    choices = [Choice("全部", f"?{urlencode(words)}", 0, not query.kind)]
    for kind in Kind:
        address = f"?{urlencode({**words, 'kind': kind.value})}"
        choices.append(Choice(kind.label, address, 0, kind.value == query.kind))
    return choices
