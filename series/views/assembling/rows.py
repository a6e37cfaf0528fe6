"""Rows of entries for pages, by queries that are compiled once. Decision 139."""

from functools import cache, lru_cache

from django.db.models import Exists, OuterRef

from series.models import ENTRY_KINDS, DailyViews, Entry, PreparedRows, Series
from series.views.paging import MOST_FIRST, PER_PAGE
from series.views.public import LARGEST_KEY

NO_KEY = 0


def with_relations(queryset):
    """Load what every entry's page prints in one query, without the plain text."""
    files = Entry.attachments.through.objects.filter(entry=OuterRef("pk"))
    rows = queryset.select_related("column", "series", "source").defer("plain_text", "draft_text")
    return rows.annotate(
        has_files=Exists(files),
        views_written=DailyViews.objects.total_of(OuterRef("pk")),
    )


def find_public(kind, pk):
    """Return the public entry of this kind with all that its page prints, or None."""
    found = _pages(kind).rows(pk) if pk <= LARGEST_KEY else ()
    return found[0] if found else None


def rows_of_kind(kind):
    """Return the queryset of a kind's pages, whatever their visibility."""
    about = ENTRY_KINDS[kind]
    return with_relations(about.model.objects.select_related(*about.related))


@cache
def _pages(kind):
    return PreparedRows(
        lambda key: (
            rows_of_kind(kind).select_related("finished").published().filter(kind=kind, pk=key)
        ),
        values=1,
    )


# What a row of a list prints (`row_values` in templatetags/kept.py), and what finds its place.
PRINTED = frozenset(
    """id kind slug headline title_words summary subtitle number published_at time_known fingerprint
    visibility series""".split()
)
PRINTED_OF_SERIES = frozenset(["id", "title", "short_title"])
MOST_PLACES = 200  # beginnings of lists whose queries stay compiled
FEW = 4  # the related entries of a page


def find_rows(keys):
    """Return the entries of at most MOST_FIRST keys, in any order.

    They have what a list prints. Whether they are public is asked by the caller: each has its visibility."""
    keys = list(keys)
    size = next(each for each in (FEW, PER_PAGE, MOST_FIRST) if len(keys) <= each)
    return _rows(size).rows(*keys, *[NO_KEY] * (size - len(keys))) if keys else []


def find_rows_from(kind, begin):
    """Return one page of the public entries of a kind, newest first."""
    found = _rows_from(kind, begin).rows()
    return sorted(found, key=lambda row: (row.published_at, row.pk), reverse=True)


@cache
def _rows(size):
    return PreparedRows(lambda *keys: _printed(Entry.objects.filter(pk__in=keys)), values=size)


@lru_cache(maxsize=MOST_PLACES)
def _rows_from(kind, begin):
    keys = Entry.objects.published().filter(kind=kind).newest_first().values("pk")
    here = keys[begin : begin + PER_PAGE]
    return PreparedRows(lambda: _printed(Entry.objects.filter(pk__in=here)), values=0)


def _printed(queryset):
    """Load what a row prints; of what takes place its day and state too."""
    of_series = [f"series__{name}" for name in all_but(Series, PRINTED_OF_SERIES)]
    rows = queryset.select_related("series").with_times()
    return rows.defer(*all_but(Entry, PRINTED), *of_series)


def all_but(model, names):
    """Return the names of a model's columns without these: what a page need not load."""
    return [field.name for field in model._meta.concrete_fields if field.name not in names]
