"""雷同：stored entries whose texts are similar, drafts and withdrawn ones included.

Hashes of a text (series.text.language.shingles) lead to the few entries that share many of them;
the texts of these are then compared (series.text.diff.passages). The result informs and forbids
nothing, so it is worked out after the save is committed: comparing holds no lock, only the result
is written under the audit chain's lock. `TextSample` says which revision was read; what a crash
left undone is in `unread`. Decision 64.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from series.models import Entry, Revision, Shingle, SimilarPair, TextSample
from series.models.audit import lock_audit_chain
from series.text.diff.passages import common_passages
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
    entry = Entry.objects.select_related("newest").only("kind", "newest").get(pk=key)
    for revision in _unread_revisions(entry):
        hashes = shingles(compared_text(revision))
        store_hashes(entry, revision, hashes, holders_of(hashes))
    text = compared_text(entry.newest)
    hashes = shingles(text)

    def look_and_record():
        newest = Shingle.objects.aggregate(newest=Max("pk"))["newest"] or 0
        similar = similar_among(text, hashes, holders_of(hashes), but=key)
        return _record_similar(entry, similar, hashes=hashes, newest=newest)

    if not any(look_and_record() for _ in range(LOOKS)):
        with transaction.atomic():
            lock_audit_chain()
            look_and_record()


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
    record_reverse([row for row in similar if row.now >= ALIKE], entry, entry.newest)
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
    return similar_among(text, hashes, holders_of(hashes), but=but)


def similar_among(text, hashes, holders, *, but, sizes=None):
    """Return [Likeness] of the entries among the holders of its hashes that are similar to a text.

    `sizes` are the numbers of hashes of entries that have no TextSample yet.
    """
    shared = defaultdict(Counter)
    wide = Counter()
    for others in holders.values():
        widely = len(others.keys() - {but}) >= WIDELY
        for entry, revision in others.items():
            if entry != but:
                shared[entry][revision] += 1
                wide[entry] += widely
    likely = _likely(shared, size=len(hashes), known=sizes or {})
    if not likely:
        return []
    revisions = _revisions_to_read(likely)
    rows = [_likeness(text, entry, revisions[entry.pk]) for entry in _entries(likely)]
    chosen = [row for row in rows if _counts(row, shared[row.entry.pk].total(), wide)]
    return sorted(chosen, key=lambda row: (-row.percent, row.entry.pk))


def _likely(shared, *, size, known):
    """Return {entry: revision to read} of the entries with the most hashes in common."""
    most = sorted(shared, key=lambda entry: (-shared[entry].total(), entry))[:MOST_READ]
    most = [entry for entry in most if shared[entry].total() >= FEWEST]
    if not most:
        return {}
    sizes = known | dict(TextSample.objects.filter(entry__in=most).values_list("entry", "size"))
    enough = {entry: RATE * min(size, sizes.get(entry) or size) for entry in most}
    return {
        entry: max(shared[entry], key=shared[entry].get)
        for entry in most
        if shared[entry].total() >= enough[entry]
    }


def _entries(keys):
    return Entry.objects.filter(pk__in=keys).only("kind", "headline", "column", "newest", "live")


def _revisions_to_read(likely):
    """Return {entry: revisions}: the newest, the live one, and the first with most hashes."""
    rows = Revision.objects.filter(entry__in=likely)
    revisions = defaultdict(list)
    for revision in rows.filter(pk__in=_revision_keys(likely)).order_by("-number"):
        revisions[revision.entry_id].append(revision)
    return revisions


def _revision_keys(likely):
    pairs = Entry.objects.filter(pk__in=likely).values_list("newest", "live")
    return {*likely.values(), *(key for pair in pairs for key in pair if key)}


def _likeness(text, entry, revisions):
    percents = {
        revision: common_passages(text, compared_text(revision)).percent for revision in revisions
    }
    best = max(percents, key=percents.get)  # of equals the latest
    now = next((n for revision, n in percents.items() if revision.pk == entry.newest_id), 0)
    return Likeness(entry, best, percents[best], now)


def _counts(row, total, wide):
    own = row.percent * (1 - wide[row.entry.pk] / total)
    return own >= ALIKE or row.percent >= WHOLE


def record_reverse(similar, entry, revision):
    """Store for the other entries too that this one is similar, with its best percentage."""
    if not similar:
        return
    rows = SimilarPair.objects.filter(other=entry.pk, entry__in=[row.entry.pk for row in similar])
    stored = dict(rows.values_list("entry", "percent"))
    better = [row for row in similar if stored.get(row.entry.pk, 0) <= row.now]
    SimilarPair.objects.bulk_create(
        [
            SimilarPair(entry=row.entry, other_id=entry.pk, revision=revision, percent=row.now)
            for row in better
        ],
        update_conflicts=True,
        unique_fields=["entry", "other"],
        update_fields=["revision", "percent"],
    )
