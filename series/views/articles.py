"""文章: the list, narrowed by a topic and a span of time."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from series.models import ENTRY_KINDS, Entry, Series, Tag, TaggedEntry, Tally

from . import lists
from .assembling.rows import find_cards
from .entry_addresses import PublicAddress, shows_entries
from .lists import Choice
from .narrowing.numbers import MOST_COUNTED, counted, numbered_page
from .narrowing.spans import FIRST, LAST, WITHIN, Span, SpanError, read_span
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
@public_page
def entry_list(request, kind):
    tag = _asked_tag(request.GET.get("tag", ""))
    span, wrong = _asked_span(request.GET)
    months = Tally.objects.filter(kind=kind).by_month()
    rows, fields = _rows(kind, tag)
    rows = span.filter(rows)
    total = _total(rows, months, tag=tag, span=span)
    page = numbered_page(request, rows, load=find_cards, fields=fields, total=total)
    lists.set_thumbnails(page.rows)
    here = {**({"tag": tag.pk} if tag else {}), **span.query}
    counts = _years(months) if not tag and here.keys() <= {"year"} else []
    context = {
        "page": page,
        "groups": lists.by_year(page.rows, counts),
        "choices": _choices(_path(kind), months, tag=tag, span=span),
        "series": lists.series_choices(Series.objects.all()),
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
        return Entry.objects.published().filter(kind=kind), ("published_at", "pk")
    items = TaggedEntry.objects.filter(tag=tag, published_at__isnull=False)
    return items.filter(content_object__kind=kind), ("published_at", "content_object_id")


def _years(months):
    return [(year, sum(counts.values())) for year, counts in months.items()]


def _total(rows, months, *, tag, span):
    """Return how many rows there are: from the tallies, or counted up to a limit."""
    if tag or span.is_typed or "within" in span.query:
        return counted(rows)
    counts = months if span.year is None else {span.year: months.get(span.year, {})}
    if span.month:
        return counts[span.year].get(span.month, 0)
    return sum(total for _, total in _years(counts))


def _own_query(here, page):
    """Return the parameters of the canonical address."""
    number = getattr(page, "number", 1)
    return {**here, **({"page": number} if number > 1 else {})}


def _choices(path, months, *, tag, span):
    """Return [(title, choices)]: spans of time, months of the shown year, topics.

    Each keeps what the others chose; numbers stand where the tallies know them. Programs are led
    to years and months alone.
    """

    def times(options):
        """Return the choices of time among (label, parameters, count), which keep the topic."""
        kept = {"tag": tag.pk} if tag else {}
        return [
            Choice(
                label,
                _at(path, {**kept, **own}),
                0 if tag else count,
                own == span.query,
                nofollow=bool(tag) or "within" in own,
            )
            for label, own, count in options
        ]

    spans = [("全部", {}, sum(count for _, count in _years(months)))]
    spans += [(label, {"within": name}, 0) for name, label in WITHIN.items()]
    spans += [(f"{year}年", {"year": f"{year}"}, count) for year, count in _years(months)]
    of_year = [
        (f"{month}月", {"month": f"{span.year}-{month:02}"}, count)
        for month, count in months.get(span.year, {}).items()
    ]
    return [("时间", times(spans)), ("月份", times(of_year)), ("话题", _topics(path, tag, span))]


def _topics(path, tag, span):
    tags = list(Tag.objects.published().order_by("-published_count", "pk")[: lists.MOST_TAGS])
    if tag and tag not in tags:
        tags.append(tag)
    options = [
        ("全部", {}, tag is None),
        *((row.name, {"tag": row.pk}, row == tag) for row in tags),
    ]
    return [
        Choice(label, _at(path, {**own, **span.query}), 0, current, nofollow=True)
        for label, own, current in options
        if tags
    ]


def _at(path, query):
    return f"{path}?{urlencode(query)}" if query else path
