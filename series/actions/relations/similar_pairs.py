"""The similar texts that stored texts have, for the desk and for the whole site; reading what was stored
before they were looked for."""

from django.db.models import F

from series.models import Entry, SimilarPair
from series.roles import seen_by

from .similar import remember_text


def similar_to(entry, *, user):
    """Return the entries whose texts are similar, of those that this person may see, the most alike
    first. One query."""
    rows = SimilarPair.objects.filter(entry=entry.pk, other__in=seen_by(user, Entry.objects.all()))
    shown = ("other__kind", "other__headline", "other__visibility", "percent", "revision__number")
    rows = rows.select_related("other", "revision").annotate(newest=F("other__newest"))
    return list(rows.only(*shown).order_by("-percent", "other"))


def pairs():
    """Yield every two entries that are similar, once each, the most alike first: (entry, other,
    percent)."""
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
    """Return entries whose newest text the search for similar texts does not know: stored before it
    was made, or in a process that ended before it came to it."""
    return Entry.objects.filter(newest__isnull=False).exclude(sample__revision=F("newest"))


def read_some(*, most):
    """Read this many unread entries with all their revisions. Returns how many were read."""
    keys = list(unread().order_by("pk").values_list("pk", flat=True)[:most])
    for key in keys:
        remember_text(key)
    return len(keys)
