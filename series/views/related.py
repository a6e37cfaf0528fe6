"""相关阅读：what else a reader of an entry may want: what was found near to it when it was
published (series.actions.relations.related), then the newest of its column."""

from series.models import Entry

SHOWN, NEAR = 4, 6


def related_to(entry, *, but=None):
    """Return at most SHOWN public entries, the nearest first; `but` are entries named elsewhere on
    the page. Two queries at the most, each of a few rows."""
    known = {entry.pk, *(row.pk for row in but or () if row)}
    public = Entry.objects.published()
    near = public.filter(related_from__entry=entry.pk).order_by("-related_from__score", "-pk")
    found = [row for row in near.for_cards() if row.pk not in known][:SHOWN]
    if len(found) < SHOWN:
        known |= {row.pk for row in found}
        newest = public.filter(column=entry.column_id).newest_first().for_cards()
        among = newest[: SHOWN - len(found) + len(known)]
        found += [row for row in among if row.pk not in known][: SHOWN - len(found)]
    return found


def near_by_topic(withdrawn):
    """Return the newest public entries with one of its tags: their pages may have offered it."""
    near = Entry.objects.published().filter(tagged__tag__in=withdrawn.tags)
    return near.exclude(pk=withdrawn.entry.pk).distinct().newest_first()[:NEAR]
