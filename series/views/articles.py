"""文章: the list, narrowed by a topic and a span of time."""

from functools import cache, partial
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.models import ENTRY_KINDS, Entry, Tag, TaggedEntry

from . import lists
from .assembling.rows import find_rows, find_rows_from
from .entry_addresses import PublicAddress, shows_entries
from .narrowing.filters import find_filters
from .narrowing.numbers import MOST_COUNTED, numbered_page
from .narrowing.spans import FIRST, LAST, Span, SpanError, read_span
from .public import LARGEST_KEY, public_page


def list_addresses(withdrawn, kind):
    """Yield the list of the entry's kind at the entry.

    Whole, of its year, of its month, of its day and of each of its topics."""
    yield from lists.addresses_of_kind(withdrawn, kind)
    if withdrawn.entry.kind != kind:
        return
    path, day = _path(kind), timezone.localtime(withdrawn.entry.published_at)
    for query in (f"month={day:%Y-%m}", f"{FIRST}={day:%Y-%m-%d}&{LAST}={day:%Y-%m-%d}"):
        yield PublicAddress(f"列表按时间 {query}", f"{path}?{query}&{withdrawn.here}")
    for row in withdrawn.tags:
        address = f"{path}?tag={row.pk}&{withdrawn.here}"
        yield PublicAddress(f"列表按话题“{row}”", address, withdrawn.wants(row))


def _path(kind):
    return reverse(f"series:{ENTRY_KINDS[kind].folder}")


@shows_entries(list_addresses)
@public_page(keys=())
def entry_list(request, kind):
    tag = _asked_tag(request.GET.get("tag", ""))
    span, wrong = _asked_span(request.GET)
    filters = cache(lambda: find_filters(kind, path=_path(kind), tag=tag, span=span))
    rows, fields = _rows(kind, tag)
    rows = span.filter(rows)
    here = {**({"tag": tag.pk} if tag else {}), **span.query}
    load_from = None if here else partial(find_rows_from, kind)
    page = numbered_page(
        request,
        rows,
        load=find_rows,
        fields=fields,
        count=lambda: filters().total,
        load_from=load_from,
    )
    lists.set_thumbnails(page.rows)
    shown = None if page.newer else filters()  # a page by place changes only with its rows
    counts = shown.years if shown and not tag and here.keys() <= {"year"} else ()
    total = getattr(page, "total", 0)
    context = {
        "page": page,
        "groups": lists.by_year(page.rows, counts),
        "filters": shown,
        "path": _path(kind),
        "tag": tag,
        "span": span,
        "wrong": wrong,
        "typed": {"first": request.GET.get(FIRST, ""), "last": request.GET.get(LAST, "")},
        "total": total,
        "is_more": total > MOST_COUNTED,
        "base": urlencode(here),
        "own_query": _own_query(here, page),
        "is_for_machines": not tag and not wrong and here.keys() <= {"year", "month"},
    }
    return render(request, "series/article_list.html", context, status=422 if wrong else 200)


def _asked_tag(text):
    """Return the topic of ?tag=, or None without one.

    Http404 where no reader may know of it."""
    if not text:
        return None
    key = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    row = Tag.objects.published().filter(pk=min(key, LARGEST_KEY)).first()
    if row is None:
        raise Http404("没有这个话题")
    return row


def _asked_span(params):
    """Return (span, ""), or (the whole list, what is wrong with the typed days)."""
    try:
        return read_span(params, today=timezone.localdate()), ""
    except SpanError as error:
        return Span(), str(error)


def _rows(kind, tag):
    """Return (rows, their fields of order): of a topic they come from its own index."""
    if tag is None:
        return _public(kind), ("published_at", "pk")
    items = TaggedEntry.objects.filter(tag=tag, published_at__isnull=False)
    return items.filter(content_object__kind=kind), ("published_at", "content_object_id")


@cache
def _public(kind):
    """Return the public rows of a kind.

    Made once: to build a queryset takes as long as to ask for it."""
    return Entry.objects.published().filter(kind=kind)


def _own_query(here, page):
    """Return the parameters of the canonical address."""
    number = getattr(page, "number", 1)
    return {**here, **({"page": number} if number > 1 else {})}
