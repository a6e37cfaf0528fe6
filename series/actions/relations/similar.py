"""雷同：which stored texts say the same. Kept with every revision, drafts and withdrawn included.

Numbers of the text (series.text.language.shingles) lead to the few entries that share many of them; their
texts are then laid beside it (series.text.diff.passages). It informs and forbids nothing, so that
it is done after the save is committed: comparing holds no lock, only what it found is written under
the chain's. `TextSample` tells what was done; what a crash left undone is in `unread`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction

from series.models import Entry, Revision, Shingle, SimilarPair, TextSample
from series.models.audit import lock_audit_chain
from series.text.diff.passages import common
from series.text.language.shingles import shingles
from series.text.markup import stored_html

ALIKE = 30  # percent of the shorter text: a third of it is no accident
# What stands in so many other entries is an introduction or a formula of the column, and counts
# only where nearly the whole text is said again.
WIDELY, WHOLE = 4, 60
FEWEST, RATE = 3, 0.12  # numbers in common, and their share, before two texts are read
MOST_READ = 5  # entries whose texts are read
MOST_HOLDERS = 40  # entries that keep one number: a lookup reads no more rows of it


@dataclass(frozen=True)
class Likeness:
    """`percent` of the shorter text is the same in `revision` of `entry`; `now` in its newest."""

    entry: Entry
    revision: Revision
    percent: int
    now: int

    @property
    def sentence(self):
        return sentence(self.entry, self.percent)


def sentence(entry, percent):
    """与第12号稿《…》有 87% 相同."""
    return f"与第{entry.pk}号稿《{entry}》有 {percent}% 相同"


def words(revision):
    """Return the text of a revision that is compared with others."""
    return stored_html.plain(revision.content["body"])


def remember_text(key):
    """Make the revisions of this entry that were not read yet findable, and note whom the newest
    resembles.

    Its numbers are committed before others are looked for: of two texts stored at one moment the
    later finds the earlier.
    """
    entry = Entry.objects.select_related("newest").only("kind", "newest").get(pk=key)
    for revision in _not_read(entry):
        values = shingles(words(revision))
        keep(entry, revision, values, holders_of(values))
    text = words(entry.newest)
    values = shingles(text)
    found = _alike(text, values, holders_of(values), but=key)
    _record_similar(entry, found, size=len(values))


def _not_read(entry):
    """Return the revisions since the one that was read last, the earliest first."""
    sample = TextSample.objects.filter(entry=entry.pk).select_related("revision").first()
    known = sample.revision.number if sample else 0
    return entry.revisions.filter(number__gt=known).order_by("number")


@transaction.atomic
def _record_similar(entry, found, *, size):
    """Write down whom the newest text resembles, unless a newer one was stored meanwhile: that is
    read next."""
    lock_audit_chain()
    if not Entry.objects.filter(pk=entry.pk, newest=entry.newest_id).exists():
        return
    TextSample.objects.bulk_create(
        [TextSample(entry_id=entry.pk, revision=entry.newest, size=size)],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["revision", "size"],
    )
    SimilarPair.objects.filter(entry=entry.pk).delete()
    SimilarPair.objects.bulk_create(
        SimilarPair(entry_id=entry.pk, other=row.entry, revision=row.revision, percent=row.percent)
        for row in found
    )
    _tell([row for row in found if row.now >= ALIKE], entry, entry.newest)


def holders_of(values):
    """Return {number: {entry: the first revision with it}} of these numbers, as far as they are
    kept."""
    rows = Shingle.objects.filter(value__in=values).values_list("value", "entry", "revision")
    found = defaultdict(dict)
    for value, entry, revision in rows if values else ():
        found[value][entry] = revision
    return found


@transaction.atomic
def keep(entry, revision, values, holders):
    """Store the numbers of this revision that none before it had."""
    lock_audit_chain()
    known = [value for value in values if entry.pk not in holders.get(value, ())]
    Shingle.objects.bulk_create(
        [
            Shingle(value=value, entry_id=entry.pk, revision=revision)
            for value in known
            if len(holders.get(value, ())) < MOST_HOLDERS
        ],
        ignore_conflicts=True,
    )


def alike(text, *, but=None):
    """Return [Likeness] of the stored entries that this text resembles, the most alike first; `but`
    is the id of one that does not count. Writes nothing."""
    values = shingles(text)
    return _alike(text, values, holders_of(values), but=but)


def _alike(text, values, holders, *, but):
    shared = defaultdict(Counter)
    wide = Counter()
    for others in holders.values():
        widely = len(others.keys() - {but}) >= WIDELY
        for entry, revision in others.items():
            if entry != but:
                shared[entry][revision] += 1
                wide[entry] += widely
    likely = _likely(shared, size=len(values))
    rows = _with_texts(likely)
    found = [_likeness(text, entry, rows[entry.pk]) for entry in _entries(likely)]
    chosen = [row for row in found if _counts(row, shared[row.entry.pk].total(), wide)]
    return sorted(chosen, key=lambda row: (-row.percent, row.entry.pk))


def _likely(shared, *, size):
    """Return {entry: revisions to read} of the entries with the most numbers in common."""
    most = sorted(shared, key=lambda entry: (-shared[entry].total(), entry))[:MOST_READ]
    most = [entry for entry in most if shared[entry].total() >= FEWEST]
    sizes = dict(TextSample.objects.filter(entry__in=most).values_list("entry", "size"))
    enough = {entry: RATE * min(size, sizes.get(entry) or size) for entry in most}
    return {
        entry: max(shared[entry], key=shared[entry].get)
        for entry in most
        if shared[entry].total() >= enough[entry]
    }


def _entries(keys):
    return Entry.objects.filter(pk__in=keys).only("kind", "headline", "column", "newest", "live")


def _with_texts(likely):
    """Return {entry: its newest and live revision, and the one that first held most of the
    numbers}."""
    rows = Revision.objects.filter(entry__in=likely)
    found = defaultdict(list)
    for revision in rows.filter(pk__in=_wanted(likely)).order_by("-number"):
        found[revision.entry_id].append(revision)
    return found


def _wanted(likely):
    pairs = Entry.objects.filter(pk__in=likely).values_list("newest", "live")
    return {*likely.values(), *(key for pair in pairs for key in pair if key)}


def _likeness(text, entry, revisions):
    percents = {revision: common(text, words(revision)).percent for revision in revisions}
    best = max(percents, key=percents.get)  # of equals the latest
    now = next((n for revision, n in percents.items() if revision.pk == entry.newest_id), 0)
    return Likeness(entry, best, percents[best], now)


def _counts(row, total, wide):
    own = row.percent * (1 - wide[row.entry.pk] / total)
    return own >= ALIKE or row.percent >= WHOLE


def _tell(found, entry, revision):
    """The other entries' pages name this one too, with the best of its texts."""
    if not found:
        return
    rows = SimilarPair.objects.filter(other=entry.pk, entry__in=[row.entry.pk for row in found])
    better = dict(rows.values_list("entry", "percent"))
    told = [row for row in found if better.get(row.entry.pk, 0) <= row.now]
    SimilarPair.objects.bulk_create(
        [
            SimilarPair(entry=row.entry, other_id=entry.pk, revision=revision, percent=row.now)
            for row in told
        ],
        update_conflicts=True,
        unique_fields=["entry", "other"],
        update_fields=["revision", "percent"],
    )
