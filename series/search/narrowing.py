"""The filters of a search.
Read from an address or typed as 栏目：…, turned into marks."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from chamber.models import Organization
from series.models import (
    Column,
    Entry,
    FormerTagKey,
    Kind,
    SearchDocument,
    Series,
    Tag,
    TaggedEntry,
)

from .asking import mark
from .documents import minute_of
from .engine import live_slot

LARGEST_KEY = 2**63 - 1
SPANS = {"week": "本周", "month": "本月"}  # of the calendar, in Shanghai
KINDS = {label: value for value, label in Kind.choices}
YEARS = range(1900, 2201)
MARKS = {"kind": "k", "column": "c", "series": "s", "source": "o", "tag": "t", "year": "y"}
# Only what readers may know of: a hidden topic is answered as one that never was (decision 106).
NAMED = {
    "column": (Column.objects.all, ("name",)),
    "series": (Series.objects.published, ("short_title", "title")),
    "tag": (Tag.objects.published, ("name",)),
    "source": (Organization.objects.all, ("short_name", "name")),
}


@dataclass(frozen=True)
class Narrowing:
    """The filters of a search.
    For each a kind, a year, the key of a row, or None."""

    kind: str | None = None
    column: int | None = None
    series: int | None = None
    tag: int | None = None
    source: int | None = None
    year: int | None = None
    within: str | None = None

    def marks(self) -> tuple[tuple[str, ...], ...]:
        """Return the marks that fit each filter; a tag has those of merged tags too."""
        marks = {
            name: [mark(MARKS[name], value)]
            for name, value in self.chosen().items()
            if name in MARKS
        }
        if self.tag is not None:
            merged = FormerTagKey.objects.filter(tag=self.tag).exclude(key=self.tag)
            marks["tag"] += [mark("t", key) for key in merged.values_list("key", flat=True)]
        return tuple(map(tuple, marks.values()))

    def is_open(self) -> bool:
        """Tell whether no filter is set that the index knows.

        A span alone asks for nothing."""
        return not set(MARKS) & set(self.chosen())

    def kept(self, keys: list[int]) -> list[int]:
        """Return those of the documents' keys that fit each filter, in their order."""
        rows = SearchDocument.objects.filter(pk__in=keys)
        chosen = self.chosen()
        if chosen.pop("within", None):
            rows = rows.filter(minute__gte=self.first_minute())
        if tag := chosen.pop("tag", None):
            rows = rows.filter(
                entry__in=TaggedEntry.objects.filter(tag=tag).values("content_object")
            )
        fitting = set(rows.filter(**chosen).values_list("pk", flat=True))
        return [key for key in keys if key in fitting]

    def first_minute(self) -> int:
        """Return the minute with which this week or this month begins."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        back = today.weekday() if self.within == "week" else today.day - 1
        return minute_of(today - timedelta(days=back))

    def first_key(self) -> int:
        """Return the first document's key that can lie in the span; 0 without a span."""
        if self.within is None:
            return 0
        start = datetime.fromtimestamp(self.first_minute() * 60, tz=UTC)
        entries = Entry.objects.published().filter(published_at__gte=start).values("pk")
        first = SearchDocument.objects.filter(slot=live_slot(), entry__in=entries)
        return first.aggregate(first=Min("pk"))["first"] or LARGEST_KEY

    def chosen(self) -> dict[str, str | int]:
        """Return the filters that are set, in the order of the fields."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in values if value is not None}


EVERYTHING = Narrowing()


def narrowing_of_address(params) -> Narrowing:
    """Return the filters of an address (a QueryDict); impossible values are ignored."""
    kind = params.get("kind", "")
    keys = {name: _number(params.get(name, ""), range(1, LARGEST_KEY)) for name in NAMED}
    return Narrowing(
        kind=kind if kind in Kind.values else None,
        year=_number(params.get("year", ""), YEARS),
        within=params.get("within") if params.get("within") in SPANS else None,
        **keys,
    )


def narrowing_of_words(typed) -> tuple[Narrowing, list[str]]:
    """Return the filters that were typed by name, and the typed names without a row."""
    values: dict[str, str | int] = {}
    unknown = []
    for name, text in typed.items():
        value = _value(name, text)
        if value is None:
            unknown.append(text)
        else:
            values[name] = value
    return Narrowing(**values), unknown


def combine(one: Narrowing, other: Narrowing) -> Narrowing:
    """Return both narrowings as one; `other` wins where both set a filter."""
    return Narrowing(**{**one.chosen(), **other.chosen()})


def filter_labels(narrowing: Narrowing) -> dict[str, str]:
    """Return {filter: the name of its value}; rows that are gone are left out."""
    labels = {}
    for name, value in narrowing.chosen().items():
        if name in NAMED:
            row = NAMED[name][0]().filter(pk=value).first()
            label = row and str(getattr(row, "short_name", "") or row)
        elif name == "within":
            label = SPANS[value]
        else:
            label = Kind(value).label if name == "kind" else f"{value}年"
        if label:
            labels[name] = label
    return labels


def _value(name, text):
    if name == "kind":
        return KINDS.get(text) or (text if text in Kind.values else None)
    if name == "year":
        return _number(text.removesuffix("年"), YEARS)
    rows, names = NAMED[name]
    for lookup in ("exact", "icontains"):
        for field in names:
            key = rows().filter(**{f"{field}__{lookup}": text}).values_list("pk", flat=True)
            if row := key.order_by("pk").first():
                return row
    return None


def _number(text, allowed):
    short = text.isascii() and text.isdecimal() and len(text) < 20
    return int(text) if short and int(text) in allowed else None
