"""What the list of a kind can be narrowed by, found in one query.

Years with their numbers, months of one year, series and topics. Its links are written where they are printed.
"""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.db.models import CharField, F, IntegerField, Sum, Value
from django.db.models.functions import Cast

from series.models import PreparedValues, Series, Tag, Tally
from series.models.site.addresses import address_of
from series.views.lists import MOST_SERIES, MOST_TAGS, Choice

from .spans import WITHIN, Span

YEAR, MONTH, SERIES, TOPIC = range(4)
NO_YEAR = 0


@dataclass(frozen=True)
class Filters:
    """Years and months as (which, count), series and topics as the query gives them.

    `tag` and `span` are what the list is narrowed by already."""

    path: str
    years: tuple
    months: tuple
    series: tuple
    topics: tuple
    tag: Tag | None
    span: Span

    @property
    def total(self):
        """Return how many entries the list has; None where the tallies do not know it."""
        if self.tag or self.span.is_typed or "within" in self.span.query:
            return None
        if self.span.month:
            return dict(self.months).get(self.span.month, 0)
        if self.span.year:
            return dict(self.years).get(self.span.year, 0)
        return sum(count for _, count in self.years)

    @property
    def values(self):
        """Return all that the filters print; None where a reader typed days."""
        if self.span.is_typed:
            return None
        tag = (self.tag.pk, self.tag.name) if self.tag else ()
        narrowed = (*self.span.query.items(),)
        return self.path, self.years, self.months, self.series, self.topics, tag, narrowed

    @property
    def choices(self):
        """Return [(title, choices)]: series, spans of time, months of the shown year, topics.

        Each keeps what the others chose; numbers stand where the tallies know them. Programs are led
        to years and months alone.
        """
        spans = [("全部", {}, sum(count for _, count in self.years))]
        spans += [(label, {"within": name}, 0) for name, label in WITHIN.items()]
        spans += [(f"{year}年", {"year": f"{year}"}, count) for year, count in self.years]
        months = [
            (f"{month}月", {"month": f"{self.span.year}-{month:02}"}, count)
            for month, count in self.months
        ]
        return [
            ("系列", [_series_choice(row) for row in self.series]),
            ("时间", self._times(spans)),
            ("月份", self._times(months)),
            ("话题", self._topics()),
        ]

    def _times(self, options):
        """Return the choices of time among (label, parameters, count), which keep the topic."""
        kept = {"tag": self.tag.pk} if self.tag else {}
        return [
            Choice(
                label,
                self._at({**kept, **own}),
                0 if self.tag else count,
                own == self.span.query,
                nofollow=bool(self.tag) or "within" in own,
            )
            for label, own, count in options
        ]

    def _topics(self):
        shown = [(key, name) for _, _, key, _, name, _ in self.topics]
        own = (self.tag.pk, self.tag.name) if self.tag else None
        if own and own not in shown:
            shown.append(own)
        options = [("全部", {}, own is None)]
        options += [(name, {"tag": key}, (key, name) == own) for key, name in shown]
        return [
            Choice(label, self._at({**query, **self.span.query}), 0, is_own, nofollow=True)
            for label, query, is_own in options
            if shown
        ]

    def _at(self, query):
        return f"{self.path}?{urlencode(query)}" if query else self.path


def _series_choice(row):
    _, _, key, count, title, short_title = row
    return Choice(short_title or title, address_of("series", key), count)


def find_filters(kind, *, path, tag, span) -> Filters:
    """Return what the list of a kind can be narrowed by."""
    found: dict = {part: [] for part in (YEAR, MONTH, SERIES, TOPIC)}
    for row in sorted(_query(kind).rows(span.year or NO_YEAR)):
        found[row[0]].append(row)
    years, months = (tuple([row[2:4] for row in found[part]]) for part in (YEAR, MONTH))
    return Filters(path, years[::-1], months, tuple(found[SERIES]), tuple(found[TOPIC]), tag, span)


@cache
def _query(kind):
    return PreparedValues(lambda year: _union(kind, year), values=1)


def _union(kind, year):
    tallies = Tally.objects.filter(kind=kind).order_by()
    counts = {"total": Cast(Sum("count"), IntegerField())}
    series, topics = Series.objects.published(), Tag.objects.published()
    parts = [
        _part(tallies.values("year").annotate(**counts).filter(total__gt=0), YEAR, 0, "year"),
        _part(
            tallies.filter(year=year).values("month").annotate(**counts).filter(total__gt=0),
            *(MONTH, 0, "month"),
        ),
        _part(
            _first(series.order_by("order", "pk"), MOST_SERIES),
            *(SERIES, "order", "pk", "published_count", "title", "short_title"),
        ),
        _part(
            _first(topics.order_by("-published_count", "pk"), MOST_TAGS),
            *(TOPIC, -F("published_count"), "pk", "published_count", "name"),
        ),
    ]
    return parts[0].union(*parts[1:], all=True)


def _first(rows, most):
    """Return the first rows without their order, which no part of a union may have."""
    return rows.model.objects.order_by().filter(pk__in=rows.values("pk")[:most])


def _part(rows, part, place, key, count="total", *texts):
    """Return the rows in the six columns that all parts share.

    They sort by the first three."""
    place = Value(place) if isinstance(place, int) else place
    words = [Cast(each, CharField()) for each in texts]
    words += [Value("", output_field=CharField())] * (2 - len(words))
    numbers = [Cast(each, IntegerField()) for each in (place, key, count)]
    return rows.values_list(Value(part, output_field=IntegerField()), *numbers, *words)
