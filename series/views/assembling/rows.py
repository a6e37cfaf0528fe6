"""Rows of entries for pages, by queries that are compiled once. Decision 139."""

from functools import cache

from django.db.models import Exists, OuterRef

from series.models import ENTRY_KINDS, DailyViews, Entry, PreparedRows
from series.views.paging import PER_PAGE
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


def find_cards(keys):
    """Return the entries of at most PER_PAGE keys for cards, in any order.

    Whether they are public is asked by the caller: each has its visibility."""
    keys = list(keys)
    size = FEW if len(keys) <= FEW else PER_PAGE
    return _cards(size).rows(*keys, *[NO_KEY] * (size - len(keys))) if keys else []


FEW = 4  # the related entries of a page


@cache
def _cards(size):
    return PreparedRows(lambda *keys: Entry.objects.filter(pk__in=keys).for_cards(), values=size)
