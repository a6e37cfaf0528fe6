"""Pairs of entries with similar texts, for one entry and for the whole site.
And the reading of texts that were stored before the search for similar texts existed."""

from django.db.models import F

from series.models import Entry, SimilarPair
from series.roles import in_columns_of

from .similar import remember_text


def similar_to(entry, *, user):
    """Return the similar entries that this person may see, most similar first. One query."""
    seen = in_columns_of(user, "view", column="other__column")
    rows = SimilarPair.objects.filter(seen, entry=entry.pk)
    shown = ("other__kind", "other__headline", "other__visibility", "percent", "revision__number")
    rows = rows.select_related("other", "revision").annotate(newest=F("other__newest"))
    return list(rows.only(*shown).order_by("-percent", "other"))


def pairs():
    """Yield (entry, other, percent) of each similar pair once, most similar first."""
    seen = set()
    rows = SimilarPair.objects.select_related("entry", "other").order_by(
        "-percent", "entry", "other"
    )
    for row in rows.only("percent", "entry__headline", "other__headline").iterator():
        pair = frozenset((row.entry_id, row.other_id))
        if pair not in seen:
            seen.add(pair)
            yield row.entry, row.other, row.percent


def unread():
    """Return the entries whose newest text was not compared with others yet.

    It was stored before the search existed, or in a process that ended too soon.
    """
    rows = Entry.objects.at_work().filter(newest__isnull=False)
    return rows.exclude(sample__revision=F("newest"))


def read_some(*, most):
    """Compare the texts of at most `most` unread entries. Returns how many were read."""
    keys = list(unread().order_by("pk").values_list("pk", flat=True)[:most])
    for key in keys:
        remember_text(key)
    return len(keys)
