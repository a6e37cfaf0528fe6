"""相关阅读：what else a reader of an entry may want to read. Decision 65.

First what was found related at publication (series.actions.relations.related), then the newest of
its column.
"""

from chamber.page_cache.dependence import depend_on
from series.models import Entry

from .assembling.around import find_around
from .assembling.rows import find_rows

SHOWN, NEAR = 4, 6


def related_to(entry, *, but=None):
    """Return at most SHOWN related public entries, the nearest first.

    `but` are entries named elsewhere on the page."""
    return related_among(find_around(entry), entry, but=but)


def related_among(around, entry, *, but=None):
    """Return the entries related to one from what was found around it; one query."""
    excluded = {entry.pk, *(row.pk for row in but or () if row)}
    near = [key for key in around.near if key not in excluded][:SHOWN]
    if len(near) < SHOWN:
        depend_on(f"column:{entry.column_id}")
    newest = [key for key in around.newest if key not in {*excluded, *near}]
    keys = [*near, *newest[: SHOWN - len(near)]]
    rows = {row.pk: row for row in find_rows(keys)}
    return [rows[key] for key in keys if key in rows and rows[key].is_public]


def near_by_topic(withdrawn):
    """Return the newest public entries with one of its tags.
    Their pages may have linked it."""
    near = Entry.objects.published().filter(tagged__tag__in=withdrawn.tags)
    return near.exclude(pk=withdrawn.entry.pk).distinct().newest_first()[:NEAR]
