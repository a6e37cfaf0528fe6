"""Finish the texts of public pages anew.

After an update, an import, or where a name has changed. Decision 139.
"""

from django.db import transaction

from series.finished.reading import new_row, store_rows
from series.models import ENTRY_KINDS, Entry

BATCH = 50


def refinish(*, part=0, parts=1, tell=None) -> int:
    """Store each finished text that is missing or does not fit.

    Returns how many. Of several processes each takes the keys that leave `part` when divided by
    `parts`. What fits is left, so that a run that was interrupted goes on where it stopped.
    """
    done = passed = 0
    for about in ENTRY_KINDS.values():
        if not about.is_listed:
            continue
        rows = about.model.objects.published().filter(kind=about.kind).order_by("pk")
        last = 0
        while batch := list(_after(rows, last)[:BATCH]):
            last = batch[-1].pk
            done += _finish_batch([row for row in batch if row.pk % parts == part])
            passed += len(batch)
            if tell:
                tell(done, passed)
    return done


def _after(rows, key):
    return rows.filter(pk__gt=key).select_related("source", "finished").defer("plain_text")


def _finish_batch(batch):
    """Store the missing texts of entries that are still public, in a short transaction."""
    made = [row for row in map(new_row, batch) if row]
    if not made:
        return 0
    with transaction.atomic():
        keys = [row.pk for row in made]
        public = Entry.objects.select_for_update().published().filter(pk__in=keys)
        still = set(public.values_list("pk", flat=True))
        store_rows([row for row in made if row.pk in still])
    return len(still)
