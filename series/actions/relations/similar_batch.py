"""雷同 of many entries that were just stored together (decisions 64 and 98).

The rules are those of `similar.remember_text`: the hashes of all are stored first, then each is
compared with the few that share many of them. New entries have one revision only.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from chamber.backends.insertion import insert_rows
from series.models import Entry, Shingle, SimilarPair, TextSample
from series.models.audit import lock_audit_chain
from series.text.language.shingles import shingles

from .similar import MOST_HOLDERS, holders_of, record_reverse, remember_text, similar_among

CHUNK = 900


@dataclass(frozen=True)
class NewText:
    """The text of the only revision of an entry that was just stored."""

    entry: int
    revision: int
    text: str


def remember_many(texts):
    """Store the hashes of new texts and what each is similar to.

    An entry that was saved again meanwhile is read by itself.
    """
    hashes = {new.entry: shingles(new.text) for new in texts}
    holders = _store_hashes(texts, hashes)
    similar = similar_among(
        {new.entry: (new.text, hashes[new.entry]) for new in texts},
        holders,
        sizes={entry: len(own) for entry, own in hashes.items()},
    )
    for key in _store_similar(texts, hashes, similar):
        remember_text(key)


def _holders_of(values):
    found, wanted = defaultdict(dict), sorted(values)
    for at in range(0, len(wanted), CHUNK):
        found |= holders_of(wanted[at : at + CHUNK])
    return found


@transaction.atomic
def _store_hashes(texts, hashes):
    """Store the hashes of each text, at most MOST_HOLDERS entries for one hash.
    Return the holders.

    Whoever stores the same hash after this transaction looks for others after it, and finds these.
    """
    lock_audit_chain()
    holders = _holders_of(set().union(*hashes.values()))
    rows = []
    for new in texts:
        for value in hashes[new.entry]:
            own = holders[value]
            if new.entry not in own and len(own) < MOST_HOLDERS:
                own[new.entry] = new.revision
                rows.append((value, new.entry, new.revision))
    _insert_hashes(rows)
    return holders


def _insert_hashes(rows):
    insert_rows(Shingle, ["value", "entry", "revision"], rows, ignore_conflicts=True)


@transaction.atomic
def _store_similar(texts, hashes, similar):
    """Store what each text is similar to; return the entries that were saved again meanwhile.

    Nothing is deleted: what another process found meanwhile stays.
    """
    lock_audit_chain()
    keys = [new.entry for new in texts]
    newest = dict(Entry.objects.filter(pk__in=keys).values_list("pk", "newest"))
    fresh = [new for new in texts if newest.get(new.entry) == new.revision]
    samples = [(new.entry, new.revision, len(hashes[new.entry])) for new in fresh]
    insert_rows(TextSample, ["entry", "revision", "size"], samples, ignore_conflicts=True)
    pairs = [
        (new.entry, row.entry.pk, row.revision.pk, row.percent)
        for new in fresh
        for row in similar[new.entry]
    ]
    fields = ["entry", "other", "revision", "percent"]
    insert_rows(SimilarPair, fields, pairs, ignore_conflicts=True)
    record_reverse({new.entry: (new.revision, similar[new.entry]) for new in fresh})
    return sorted(set(newest) - {new.entry for new in fresh})
