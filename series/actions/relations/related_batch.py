"""相关阅读 of many entries that have just become public together (decisions 65 and 98).

What `related.relate` does for one entry with some twenty queries and four transactions is done here
for a batch in one transaction with few queries. The rules are those of `related`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max, Sum

from chamber.backends.insertion import insert_rows
from series.actions.counters.published import lock_counters
from series.models import (
    Entry,
    EntryFeature,
    Feature,
    Mention,
    PendingRelation,
    RelatedEntry,
    RevisionKeyterms,
    TaggedEntry,
    Tally,
)
from series.models.audit import lock_audit_chain

from .related import (
    MOST,
    REACHED,
    feature_names,
    newest_holders,
    rarest,
    relate,
    store_keyterms,
    weight_of,
)

CHUNK = 500


def relate_many(keys):
    """Store the features and the related entries of the public entries with these keys.

    Those that have features already are related one by one. Their keyterms are stored first.
    """
    fields = ("kind", "live", "series", "published_at")
    rows = Entry.objects.published().listed().only(*fields).in_bulk(list(keys))
    known = set(EntryFeature.objects.filter(entry__in=rows).values_list("entry", flat=True))
    for key in sorted(known):
        relate(key)
    new = [rows[key] for key in sorted(rows) if key not in known]
    _store_keyterms(new)
    with transaction.atomic():
        lock_audit_chain()
        lock_counters()
        still = Entry.objects.published().filter(pk__in=[row.pk for row in new])
        public = dict(still.values_list("pk", "live"))
        _relate([row for row in new if public.get(row.pk) == row.live_id])


def _store_keyterms(rows):
    live = [row.live_id for row in rows]
    stored = set(
        RevisionKeyterms.objects.filter(revision__in=live).values_list("revision", flat=True)
    )
    for row in rows:
        if row.live_id not in stored:
            store_keyterms(row.live)


def _relate(rows):
    if not rows:
        return
    features = _store_features(rows)
    lists = _Lists()
    near = _nearest_of(rows, features)
    lists.load({other for pairs in near.values() for other, _ in pairs[:REACHED]})
    for row in rows:
        lists.place(row.pk, near[row.pk])
    lists.save()
    PendingRelation.objects.filter(entry__in=[row.pk for row in rows]).delete()


def _store_features(rows):
    """Store the features of the entries; return {entry: [Feature]} with their new counts."""
    names = _names_of(rows)
    wanted = sorted({name for own in names.values() for name in own})
    known = {}
    for at in range(0, len(wanted), CHUNK):
        found = Feature.objects.filter(name__in=wanted[at : at + CHUNK])
        known |= {feature.name: feature for feature in found}
    missing = [Feature(name=name) for name in wanted if name not in known]
    known |= {feature.name: feature for feature in Feature.objects.bulk_create(missing)}
    counts = Counter(name for own in names.values() for name in own)
    _add_counts({known[name].pk: count for name, count in counts.items()})
    for name, count in counts.items():
        known[name].count += count
    held = [
        (row.pk, known[name].pk, row.published_at) for row in rows for name in sorted(names[row.pk])
    ]
    insert_rows(EntryFeature, ["entry", "feature", "published_at"], held)
    return {key: [known[name] for name in own] for key, own in names.items()}


def _add_counts(added):
    """Add to the count of each feature.
    One statement for all that grow by the same number."""
    by_count = defaultdict(list)
    for key, count in added.items():
        by_count[count].append(key)
    for count, keys in by_count.items():
        Feature.objects.filter(pk__in=keys).update(count=F("count") + count)


def _names_of(rows):
    keys = [row.pk for row in rows]
    tags, organizations = defaultdict(list), defaultdict(list)
    tagged = TaggedEntry.objects.filter(content_object__in=keys)
    for entry, tag in tagged.values_list("content_object", "tag"):
        tags[entry].append(tag)
    for entry, key in Mention.objects.filter(entry__in=keys).values_list("entry", "organization"):
        organizations[entry].append(key)
    stored = RevisionKeyterms.objects.filter(revision__in=[row.live_id for row in rows])
    words = dict(stored.values_list("revision", "words"))
    return {
        row.pk: feature_names(
            tags[row.pk], organizations[row.pk], words.get(row.live_id, ()), row.series_id
        )
        for row in rows
    }


def _nearest_of(rows, features):
    """Return {entry: [(other, score)]}, nearest first, as `related._nearest` for each."""
    total = Tally.objects.aggregate(total=Sum("count"))["total"] or 0
    shared = {
        key: sorted((f for f in own if f.count > 1), key=lambda f: (f.count, f.pk))
        for key, own in features.items()
    }
    chosen = {key: rarest(own) for key, own in shared.items()}
    holders = _holders_of(
        rare={f.pk for own in chosen.values() for f in own},
        common={own[0].pk for key, own in shared.items() if own and not chosen[key]},
    )
    moments = _moments_of({entry for held in holders.values() for entry in held})
    return {
        row.pk: _scored(row.pk, chosen[row.pk] or shared[row.pk][:1], holders, moments, total)
        for row in rows
    }


def _holders_of(*, rare, common):
    """Return {feature: [entry]}.
    All of the rare features, the newest of those that are common."""
    holders, wanted = defaultdict(list), sorted(rare)
    for at in range(0, len(wanted), CHUNK):
        rows = EntryFeature.objects.filter(feature__in=wanted[at : at + CHUNK])
        rows = rows.order_by("feature", "-published_at", "-entry")
        for entry, feature in rows.values_list("entry", "feature"):
            holders[feature].append(entry)
    for feature in sorted(common):
        holders[feature] = [entry for entry, *_ in newest_holders(feature)]
    return holders


def _moments_of(entries):
    """Return {entry: when it was published, in seconds}."""
    moments, wanted = {}, sorted(entries)
    for at in range(0, len(wanted), CHUNK):
        rows = EntryFeature.objects.filter(entry__in=wanted[at : at + CHUNK])
        moments |= rows.order_by("entry").values_list("entry").annotate(Max("published_at"))
    return {entry: moment.timestamp() for entry, moment in moments.items()}


def _scored(key, features, holders, moments, total):
    scores = defaultdict(float)
    for feature in features:
        weight = weight_of(feature, total)
        for other in holders[feature.pk]:
            scores[other] += weight
    scores.pop(key, None)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -moments[pair[0]]))


@dataclass
class _Related:
    """A row of `RelatedEntry`; `pk` is None where it is new."""

    other: int
    score: float
    pk: int | None = None


class _Lists:
    """The lists of related entries that a batch changes, in memory until `save`."""

    def __init__(self):
        self.rows = defaultdict(list)
        self.gone = []

    def load(self, keys):
        stored = RelatedEntry.objects.filter(entry__in=keys)
        for entry, *row in stored.values_list("entry", "other", "score", "pk"):
            self.rows[entry].append(_Related(*row))

    def place(self, key, near):
        """Give a new entry its list and its place in the lists near it."""
        own = {row.other for row in self.rows[key]}
        for other, score in near[:MOST]:
            if other not in own:
                self._add(key, other, score)
        for other, score in near[:REACHED]:
            if all(row.other != key for row in self.rows[other]):
                self._add(other, key, score)

    def _add(self, key, other, score):
        """Add to a list that has room, or in the place of a farther last."""
        rows = self.rows[key]
        if len(rows) >= MOST:
            last = min(rows, key=lambda row: (row.score, row.pk or 0))
            if last.score > score:
                return
            rows.remove(last)
            if last.pk:
                self.gone.append(last.pk)
        rows.append(_Related(other, score))

    def save(self):
        RelatedEntry.objects.filter(pk__in=self.gone).delete()
        pairs = [
            (entry, row.other, row.score)
            for entry, rows in self.rows.items()
            for row in rows
            if row.pk is None
        ]
        insert_rows(RelatedEntry, ["entry", "other", "score"], pairs)
