"""相关阅读：what else a reader of an entry may want to read. Decision 65.

First what was found related at publication (series.actions.relations.related), then the newest of
its column.
"""

from series.models import Entry

SHOWN, NEAR = 4, 6


def related_to(entry, *, but=None):
    """Return at most SHOWN related public entries, the nearest first.

    `but` are entries named elsewhere on the page. Two queries at most, each of a few rows.
    """
    excluded = {entry.pk, *(row.pk for row in but or () if row)}
    public = Entry.objects.published()
    near = public.filter(related_from__entry=entry.pk).order_by("-related_from__score", "-pk")
    related = [row for row in near.for_cards() if row.pk not in excluded][:SHOWN]
    if len(related) < SHOWN:
        excluded |= {row.pk for row in related}
        newest = public.filter(column=entry.column_id).newest_first().for_cards()
        rows = newest[: SHOWN - len(related) + len(excluded)]
        related += [row for row in rows if row.pk not in excluded][: SHOWN - len(related)]
    return related


def near_by_topic(withdrawn):
    """Return the newest public entries with one of its tags.
    Their pages may have linked it."""
    near = Entry.objects.published().filter(tagged__tag__in=withdrawn.tags)
    return near.exclude(pk=withdrawn.entry.pk).distinct().newest_first()[:NEAR]
