"""相关阅读：what else a reader of an entry may want to read. Decision 65.

First what was found related at publication (series.actions.relations.related), then what was
published before it in its column, then after it. So a publication leaves the pages of older texts.
"""

from chamber.page_cache.dependence import depend_on
from series.models import Entry
from series.page_keys import month_keys

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
    others = {*excluded, *near}
    earlier = [key for key in around.earlier if key not in others][: SHOWN - len(near)]
    later = [key for key in around.later if key not in others]
    keys = [*near, *earlier, *later][:SHOWN]
    rows = {row.pk: row for row in find_rows(keys)}
    if len(near) < SHOWN:
        farthest = rows.get(earlier[-1]) if len(near) + len(earlier) == SHOWN else None
        depend_on(*_beside(entry, farthest))
    return [rows[key] for key in keys if key in rows and rows[key].is_public]


def _beside(entry, farthest):
    """Return the keys of its column from the farthest shown to the entry.

    Of the whole column where the stretch is open: the next publication may be shown."""
    column = f"column:{entry.column_id}"
    if farthest is None or not farthest.published_at or not entry.published_at:
        return (column,)
    return month_keys(column, farthest.published_at, entry.published_at)


def near_by_topic(withdrawn):
    """Return the newest public entries with one of its tags.
    Their pages may have linked it."""
    near = Entry.objects.published().filter(tagged__tag__in=withdrawn.tags)
    return near.exclude(pk=withdrawn.entry.pk).distinct().newest_first()[:NEAR]
