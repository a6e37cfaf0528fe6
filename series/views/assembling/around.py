"""What stands around a text on its page, found in one query.

Topics, organizations that it names, series that it may name, neighbours in its series, related entries
and those of its column that were published around it.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import CharField, FloatField, IntegerField, Q, Subquery, Value
from django.db.models.functions import Cast

from chamber.models import Organization
from series.models import (
    Entry,
    Mention,
    PreparedValues,
    RelatedEntry,
    Series,
    Tag,
    TaggedEntry,
    Visibility,
)
from series.models.prepared_query import row_of

TOPIC, MENTION, TITLE, NEIGHBOUR, NEAR, EARLIER, LATER = range(7)
NEIGHBOUR_COLUMNS = ("id", "kind", "headline", "slug", "number")
MOST_BESIDE = 7  # four to show, and the entry and its two neighbours, which are left out


@dataclass(frozen=True)
class Around:
    """What one query found, each in its order.

    `titles` are (key, title) of the series with a public entry, `near`, `earlier` and `later` keys of
    entries; those of its column that were published before and after it begin with the nearest."""

    tags: list
    mentions: list
    titles: list
    neighbours: list
    near: list
    earlier: list
    later: list


def find_around(entry) -> Around:
    """Return what stands around the entry's text on its page."""
    found: dict = {kind: [] for kind in range(7)}
    key, run, number = entry.pk, entry.series_id, entry.number
    for row in _QUERY.rows(key, entry.source_id or 0, run, number, entry.column_id):
        found[row[0]].append(row)
    for rows in found.values():
        rows.sort(key=_order)
    return Around(
        [Tag(pk=pk, name=name, slug=slug) for _, _, pk, name, slug, _, _ in found[TOPIC]],
        [_organization(row) for row in found[MENTION]],
        [(row[2], row[3]) for row in found[TITLE]],
        [_neighbour(row) for row in found[NEIGHBOUR]],
        [row[2] for row in reversed(found[NEAR])],
        [row[2] for row in reversed(found[EARLIER])],
        [row[2] for row in found[LATER]],
    )


def _order(row):
    return row[1], row[5] if row[0] in (EARLIER, LATER) else "", row[2]


def _organization(row):
    _, _, pk, name, short, others, linked = row
    return Organization(
        pk=pk, name=name, short_name=short, other_names=others, keyword_links=bool(linked)
    )


def _neighbour(row):
    _, number, pk, headline, kind, slug, _ = row
    values = pk, kind, headline, slug, int(number)
    return row_of(Entry, connection.alias, NEIGHBOUR_COLUMNS, values)


def _part(rows, kind, key, *, order=None, texts=(), flag=None):
    """Return the rows in the seven columns that all parts share."""
    words = [Cast(each, CharField()) for each in texts]
    words += [Value("", output_field=CharField())] * (3 - len(words))
    return rows.order_by().values_list(
        Value(kind, output_field=IntegerField()),
        Cast(order, FloatField()) if order else Value(0.0, output_field=FloatField()),
        key,
        *words,
        Cast(flag, IntegerField()) if flag else Value(0, output_field=IntegerField()),
    )


def _union(entry, source, run, number, column):
    public = Entry.objects.published()
    instalments = public.filter(series=run)
    below = instalments.filter(number__lt=number).order_by("-number").values("pk")[:1]
    above = instalments.filter(number__gt=number).order_by("number").values("pk")[:1]
    moment = Subquery(Entry.objects.filter(pk=entry).values("published_at"))
    beside = public.listed().filter(column=column)
    earlier = beside.filter(published_at__lte=moment).newest_first()
    later = beside.filter(published_at__gt=moment).order_by("published_at", "pk")
    parts = [
        _part(
            TaggedEntry.objects.filter(content_object=entry),
            TOPIC,
            "tag",
            order="pk",
            texts=("tag__name", "tag__slug"),
        ),
        _part(
            Mention.objects.filter(entry=entry).exclude(organization=source),
            MENTION,
            "organization",
            order="pk",
            texts=[f"organization__{name}" for name in ("name", "short_name", "other_names")],
            flag="organization__keyword_links",
        ),
        _part(Series.objects.published(), TITLE, "pk", order="order", texts=("title",)),
        _part(
            Entry.objects.filter(Q(pk__in=below) | Q(pk__in=above)),
            NEIGHBOUR,
            "pk",
            order="number",
            texts=("headline", "kind", "slug"),
        ),
        _part(
            RelatedEntry.objects.filter(entry=entry, other__visibility=Visibility.PUBLIC),
            NEAR,
            "other",
            order="score",
        ),
        *(
            _part(
                Entry.objects.filter(pk__in=rows.values("pk")[:MOST_BESIDE]),
                place,
                "pk",
                texts=("kind", "slug", "published_at"),
            )
            for place, rows in ((EARLIER, earlier), (LATER, later))
        ),
    ]
    return parts[0].union(*parts[1:], all=True)


_QUERY = PreparedValues(_union, values=5)
