"""What the hits of an answer have in common.
Values to narrow by, each with its count."""

from collections import Counter

from django.db.models import Count, Q

from series.models import SearchDocument, TaggedEntry

from .narrowing import SPANS, Narrowing
from .searching import SearchAnswer

MOST = 40
NAMES = ("kind", "year", "series", "column", "source")


def facets(answer: SearchAnswer, *, most: int = MOST) -> dict[str, list[tuple[str | int, int]]]:
    """Return {filter: [(value, how many of the counted hits)]}, the most frequent first.

    Years come newest first. Filters whose value is the same for all hits are left out. Two queries.
    """
    values_by_filter = {}
    for name, counter in _counters(answer).items():
        values = sorted(counter.items(), reverse=True) if name == "year" else counter.most_common()
        if len(values) > 1 or 0 < sum(counter.values()) < answer.count:
            values_by_filter[name] = values[:most]
    return values_by_filter


def counts_by_span(answer: SearchAnswer) -> dict[str, int]:
    """Return {span: how many of the counted hits lie in it}, in one query."""
    starts = {span: Narrowing(within=span).first_minute() for span in SPANS}
    rows = SearchDocument.objects.filter(pk__in=answer.keys)
    counts = {span: Count("pk", filter=Q(minute__gte=start)) for span, start in starts.items()}
    return rows.aggregate(**counts)


def _counters(answer):
    rows = SearchDocument.objects.filter(pk__in=answer.keys).values_list(*NAMES)
    counters: dict[str, Counter] = {name: Counter() for name in (*NAMES, "tag")}
    for *values, total in rows.annotate(total=Count("pk")).order_by():
        for name, value in zip(NAMES, values, strict=True):
            if value is not None:
                counters[name][value] += total
    entries = SearchDocument.objects.filter(pk__in=answer.keys).values("entry")
    tags = TaggedEntry.objects.filter(content_object__in=entries).values_list("tag")
    counters["tag"].update(dict(tags.annotate(total=Count("pk")).order_by("-total", "tag")[:50]))
    return counters
