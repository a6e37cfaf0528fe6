"""雷同：stored entries whose texts are similar, drafts and withdrawn ones included.

Hashes of a text (series.text.language.shingles) lead to the few entries that share many of them;
the texts of these are then compared (series.text.diff.passages). The result informs and forbids
nothing, so it is worked out after the save is committed: comparing holds no lock, only the result
is written under the audit chain's lock. `TextSample` says which revision was read; what a crash
left undone is in `unread`. Decision 64.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain

from django.db import transaction
from django.db.models import Max, Q

from series.models import Entry, Revision, Shingle, SimilarPair, TextSample
from series.models.audit import lock_audit_chain
from series.text.diff.passages import common_percent
from series.text.language.shingles import shingles
from series.text.markup import stored_html

# decision 64
ALIKE = 30  # percent of the shorter text: a third of it is no accident
# A passage of so many other entries is an introduction or a formula of the column; it counts only
# where nearly the whole text is repeated.
WIDELY, WHOLE = 4, 60
FEWEST, RATE = 3, 0.12  # hashes in common, and their share, before two texts are read
MOST_READ = 5  # entries whose texts are read
LOOKS = 3  # times that others are looked for without the lock; decision 93
MOST_HOLDERS = 40  # entries that are stored for one hash: a lookup reads no more rows of it


@dataclass(frozen=True)
class Likeness:
    """A similar entry: `percent` of the shorter text is the same in `revision` of `entry`.

    `now` is the percentage for its newest revision.
    """

    entry: Entry
    revision: Revision
    percent: int
    now: int

    @property
    def sentence(self):
        return similarity_sentence(self.entry, self.percent)


def similarity_sentence(entry, percent):
    """Return the sentence 与第12号稿《…》有 87% 相同."""
    return f"与第{entry.pk}号稿《{entry}》有 {percent}% 相同"


def compared_text(revision):
    """Return the text of a revision that is compared with others."""
    return stored_html.visible_text(revision.content["body"])


def remember_text(key):
    """Store the hashes of this entry's unread revisions, and what the newest is similar to.

    Its hashes are committed before others are looked for: of two texts stored at the same moment
    the later one finds the earlier. Where others of its hashes are stored meanwhile, it looks
    again, the last time under the lock. Decision 93.
    """
    entry = Entry.objects.at_work().select_related("newest").only("kind", "newest")
    entry = entry.filter(pk=key).first()
    if entry is None:  # it went to the bin meanwhile
        return
    for revision in _unread_revisions(entry):
        hashes = shingles(compared_text(revision))
        store_hashes(entry, revision, hashes, holders_of(hashes))
    text = compared_text(entry.newest)
    hashes = shingles(text)

    def look_and_record():
        newest = Shingle.objects.aggregate(newest=Max("pk"))["newest"] or 0
        similar = similar_among({key: (text, hashes)}, holders_of(hashes))[key]
        return _record_similar(entry, similar, hashes=hashes, newest=newest)

    if not any(look_and_record() for _ in range(LOOKS)):
        with transaction.atomic():
            lock_audit_chain()
            look_and_record()


def forget_text(key):
    """Delete what is stored of this entry's texts: nothing is similar to it any more."""
    SimilarPair.objects.filter(Q(entry=key) | Q(other=key)).delete()
    Shingle.objects.filter(entry=key).delete()
    TextSample.objects.filter(entry=key).delete()


def _unread_revisions(entry):
    """Return the revisions since the one that was read last, the earliest first."""
    sample = TextSample.objects.filter(entry=entry.pk).select_related("revision").first()
    known = sample.revision.number if sample else 0
    return entry.revisions.filter(number__gt=known).order_by("number")


@transaction.atomic
def _record_similar(entry, similar, *, hashes, newest):
    """Store what the newest text is similar to, unless a newer one was stored meanwhile.

    The newer one is read next. Returns False, with nothing stored, where another entry has got
    one of the hashes after the row `newest`: `similar` does not know it.
    """
    lock_audit_chain()
    if not Entry.objects.filter(pk=entry.pk, newest=entry.newest_id).exists():
        return True
    later = Shingle.objects.filter(pk__gt=newest, value__in=hashes).exclude(entry=entry.pk)
    if hashes and later.exists():
        return False
    TextSample.objects.bulk_create(
        [TextSample(entry_id=entry.pk, revision=entry.newest, size=len(hashes))],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["revision", "size"],
    )
    SimilarPair.objects.filter(entry=entry.pk).delete()
    SimilarPair.objects.bulk_create(
        SimilarPair(entry_id=entry.pk, other=row.entry, revision=row.revision, percent=row.percent)
        for row in similar
    )
    record_reverse({entry.pk: (entry.newest_id, similar)})
    return True


def holders_of(hashes):
    """Return {hash: {entry: the first revision with it}} of these hashes, where stored."""
    rows = Shingle.objects.filter(value__in=hashes).values_list("value", "entry", "revision")
    holders = defaultdict(dict)
    for value, entry, revision in rows if hashes else ():
        holders[value][entry] = revision
    return holders


@transaction.atomic
def store_hashes(entry, revision, hashes, holders):
    """Store the hashes of this revision that no earlier revision of the entry had."""
    lock_audit_chain()
    new = [value for value in hashes if entry.pk not in holders.get(value, ())]
    Shingle.objects.bulk_create(
        [
            Shingle(value=value, entry_id=entry.pk, revision=revision)
            for value in new
            if len(holders.get(value, ())) < MOST_HOLDERS
        ],
        ignore_conflicts=True,
    )


def similar_to_text(text, *, but=None):
    """Return [Likeness] of the stored entries that are similar to a text, most similar first.

    `but` is the id of an entry that does not count. Writes nothing.
    """
    hashes = shingles(text)
    return similar_among({but: (text, hashes)}, holders_of(hashes))[but]


def similar_among(texts, holders, *, sizes=None):
    """Return {entry: [Likeness]} of the stored entries that are similar, most similar first.

    `texts` are {entry: (text, its hashes)}, `holders` those of all the hashes. An entry is never
    similar to itself. `sizes` are the numbers of hashes of entries that have no TextSample yet.
    """
    shared = {key: _shared(hashes, holders, but=key) for key, (_, hashes) in texts.items()}
    nearest = {key: _nearest(own) for key, (own, _) in shared.items()}
    known = _sizes_of(nearest, sizes or {})
    likely = {
        key: _likely(nearest[key], own, size=len(texts[key][1]), known=known)
        for key, (own, _) in shared.items()
    }
    entries, revisions = _read(likely)
    compared = {
        (key, other): _to_compare(revisions[other], entries[other], first)
        for key, own in likely.items()
        for other, first in own.items()
        if other in entries
    }
    percents = _percents(texts, compared)
    found = {}
    for key in texts:
        own, wide = shared[key]
        rows = [
            _likeness(entries[other], {r: percents[key, r.pk] for r in compared[key, other]})
            for other in likely[key]
            if other in entries
        ]
        chosen = [row for row in rows if _counts(row, own[row.entry.pk].total(), wide)]
        found[key] = sorted(chosen, key=lambda row: (-row.percent, row.entry.pk))
    return found


def _shared(hashes, holders, *, but):
    """Return ({entry: how many hashes each revision shares}, {entry: how many of them are wide})."""
    others = [of for of in map(holders.get, hashes) if of]
    held = Counter(chain.from_iterable(map(dict.items, others)))
    wide = Counter(chain.from_iterable(of for of in others if len(of) - (but in of) >= WIDELY))
    shared = defaultdict(Counter)
    for (entry, revision), count in held.items():
        if entry != but:
            shared[entry][revision] = count
    return shared, wide


def _nearest(shared):
    """Return {entry: number of hashes in common} of the MOST_READ entries with the most."""
    totals = {entry: own.total() for entry, own in shared.items()}
    most = sorted(totals, key=lambda entry: (-totals[entry], entry))[:MOST_READ]
    return {entry: totals[entry] for entry in most if totals[entry] >= FEWEST}


def _sizes_of(nearest, sizes):
    entries = set().union(*nearest.values())
    rows = TextSample.objects.filter(entry__in=entries) if entries else TextSample.objects.none()
    return sizes | dict(rows.values_list("entry", "size"))


def _likely(nearest, shared, *, size, known):
    """Return {entry: the first revision with most hashes} of the entries that are read."""
    return {
        entry: max(sorted(shared[entry]), key=shared[entry].get)
        for entry, total in nearest.items()
        if total >= RATE * min(size, known.get(entry) or size)
    }


def _read(likely):
    """Return ({key: Entry}, {entry: its revisions that may be compared, the newest first})."""
    keys = set().union(*likely.values())
    if not keys:
        return {}, {}
    entries = Entry.objects.only("kind", "headline", "column", "newest", "live").in_bulk(keys)
    wanted = {key for own in likely.values() for key in own.values()}
    wanted |= {key for entry in entries.values() for key in (entry.newest_id, entry.live_id) if key}
    revisions = defaultdict(list)
    for revision in Revision.objects.filter(pk__in=wanted).order_by("-number"):
        revisions[revision.entry_id].append(revision)
    return entries, revisions


def _to_compare(revisions, entry, first):
    """Return the newest revision, the live one, and the first with most hashes in common."""
    wanted = {entry.newest_id, entry.live_id, first}
    return [revision for revision in revisions if revision.pk in wanted]


def _percents(texts, compared):
    """Return {(entry, revision): percentage} of the revisions that each text is compared with.

    Each is read once, and all texts of a batch compared with it one after another.
    """
    keys = defaultdict(list)
    for (key, _), revisions in compared.items():
        for revision in revisions:
            keys[revision].append(key)
    found = {}
    for revision, own in keys.items():
        other = compared_text(revision)
        found |= {(key, revision.pk): common_percent(texts[key][0], other) for key in own}
    return found


def _likeness(entry, percents):
    best = max(percents, key=percents.get)  # of equals the latest
    now = next((n for revision, n in percents.items() if revision.pk == entry.newest_id), 0)
    return Likeness(entry, best, percents[best], now)


def _counts(row, total, wide):
    own = row.percent * (1 - wide[row.entry.pk] / total)
    return own >= ALIKE or row.percent >= WHOLE


def record_reverse(found):
    """Store for the other entries too that these are similar, with the best percentage.

    `found` are {entry: (its newest revision, [Likeness])}.
    """
    alike = [
        (key, revision, row)
        for key, (revision, rows) in found.items()
        for row in rows
        if row.now >= ALIKE
    ]
    if not alike:
        return
    pairs = SimilarPair.objects.filter(other__in={key for key, _, _ in alike})
    stored = {pair[:2]: pair[2] for pair in pairs.values_list("entry", "other", "percent")}
    SimilarPair.objects.bulk_create(
        [
            SimilarPair(entry=row.entry, other_id=key, revision_id=revision, percent=row.now)
            for key, revision, row in alike
            if stored.get((row.entry.pk, key), 0) <= row.now
        ],
        update_conflicts=True,
        unique_fields=["entry", "other"],
        update_fields=["revision", "percent"],
    )
