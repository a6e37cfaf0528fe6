"""雷同 of many entries that were just stored together (decisions 64 and 98).

The rules are those of `similar.remember_text`: the hashes of all are stored first, then each is
compared with the few that share many of them. New entries have one revision only.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from series.models import Entry, Revision, Shingle, SimilarPair, TextSample
from series.models.audit import lock_audit_chain
from series.text.language.shingles import shingles

from .similar import ALIKE, MOST_HOLDERS, holders_of, record_reverse, remember_text, similar_among

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
    _store_hashes(texts, hashes)
    holders = _holders_of(set().union(*hashes.values()))
    sizes = {entry: len(own) for entry, own in hashes.items()}
    similar = {}
    for new in texts:
        own = {value: holders[value] for value in hashes[new.entry] if value in holders}
        similar[new.entry] = similar_among(
            new.text, hashes[new.entry], own, but=new.entry, sizes=sizes
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
    """Store the hashes of each text, and its size; at most MOST_HOLDERS entries for one hash."""
    lock_audit_chain()
    holders = _holders_of(set().union(*hashes.values()))
    counts = {value: len(entries) for value, entries in holders.items()}
    rows = []
    for new in texts:
        for value in hashes[new.entry]:
            if new.entry not in holders.get(value, ()) and counts.get(value, 0) < MOST_HOLDERS:
                counts[value] = counts.get(value, 0) + 1
                rows.append(Shingle(value=value, entry_id=new.entry, revision_id=new.revision))
    Shingle.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def _store_similar(texts, hashes, similar):
    """Store what each text is similar to; return the entries that were saved again meanwhile.

    Nothing is deleted: what another process found meanwhile stays.
    """
    lock_audit_chain()
    keys = [new.entry for new in texts]
    newest = dict(Entry.objects.filter(pk__in=keys).values_list("pk", "newest"))
    fresh = [new for new in texts if newest.get(new.entry) == new.revision]
    TextSample.objects.bulk_create(
        [
            TextSample(entry_id=new.entry, revision_id=new.revision, size=len(hashes[new.entry]))
            for new in fresh
        ],
        ignore_conflicts=True,
    )
    pairs = [
        SimilarPair(entry_id=new.entry, other=row.entry, revision=row.revision, percent=row.percent)
        for new in fresh
        for row in similar[new.entry]
    ]
    SimilarPair.objects.bulk_create(pairs, ignore_conflicts=True)
    for new in fresh:
        alike = [row for row in similar[new.entry] if row.now >= ALIKE]
        record_reverse(alike, Entry(pk=new.entry), Revision(pk=new.revision))
    return sorted(set(newest) - {new.entry for new in fresh})
