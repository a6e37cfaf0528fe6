"""相关阅读: worked out when an entry goes before readers, so that its page only reads.

Two entries are related by what they have in common: topics, series, organizations that both
name, telling words; the fewer entries have it, the more it says. It is done as soon as the
publication is committed: the page that a reader opens in these milliseconds shows the relations of
before. Looking for neighbours holds no lock, only what it found is written under the chain's.
`PendingRelation` tells what is left to do, after a crash too (`unrelated`).
"""

from collections import defaultdict
from contextlib import contextmanager
from functools import partial
from math import log

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

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
from series.text.language.keyterms import keyterms
from series.text.markup import stored_html

MOST = 8  # related entries that are kept; a page shows four
RAREST = 12  # features of an entry by which others are looked for
FEW = 200  # entries of a feature that are all looked at; of a commoner one the newest NEWEST
NEWEST = 60
REACHED = 16  # entries to which a new one may be the nearer
WEIGHTS = {"tag": 2.0, "series": 1.5, "org": 1.5, "word": 1.0}


def remember_words(revision):
    """Find the telling words of a stored revision, unless that was done. Holds no lock."""
    if RevisionKeyterms.objects.filter(revision=revision.pk).exists():
        return
    content = revision.content
    words = keyterms(content["headline"], stored_html.plain(content["body"]))
    row = RevisionKeyterms(revision_id=revision.pk, words=words)
    RevisionKeyterms.objects.bulk_create([row], ignore_conflicts=True)


def relate_soon(key):
    """Once the caller's transaction is committed, work out whom this public entry is near to."""
    PendingRelation.objects.bulk_create([PendingRelation(entry_id=key)], ignore_conflicts=True)
    transaction.on_commit(partial(relate, key), robust=True)


def relate(key):
    """Note the features of a public entry, and whom it is near to; of any other nothing.

    Its features are committed before others are looked for: of two entries published at one moment
    the later finds the earlier.
    """
    row = Entry.objects.published().select_related("live").filter(pk=key).first()
    if row is None:
        return
    remember_words(row.live)
    features = _note_features(row)
    if features is not None:
        _note_neighbours(row, _nearest(key, features))


@contextmanager
def _still_public(row):
    """Hold chain and numbers; whether the entry is public with the same text as before."""
    with transaction.atomic():
        lock_audit_chain()
        lock_counters()
        yield Entry.objects.published().filter(pk=row.pk, live=row.live_id).exists()


def _note_features(row):
    """Return the features of the entry, written down; None where it is public no longer."""
    with _still_public(row) as is_public:
        if not is_public:
            return None
        _take_features(row.pk)
        features = _features_of(row)
        EntryFeature.objects.bulk_create(
            EntryFeature(entry_id=row.pk, feature=feature, published_at=row.published_at)
            for feature in features
        )
        _count(features, step=1)
        return features


def _note_neighbours(row, near):
    with _still_public(row) as is_public:
        if not is_public:
            return
        keys = [key for key, _ in near[: max(MOST, REACHED)]]
        there = set(EntryFeature.objects.filter(entry__in=keys).values_list("entry", flat=True))
        nearest = [pair for pair in near if pair[0] in there]
        RelatedEntry.objects.filter(entry=row.pk).delete()
        RelatedEntry.objects.bulk_create(
            RelatedEntry(entry_id=row.pk, other_id=key, score=score)
            for key, score in nearest[:MOST]
        )
        _reach(row.pk, nearest, pooled={other for other, _ in near})
        PendingRelation.objects.filter(entry=row.pk).delete()


def forget(key):
    """The entry of this key is public no longer: it has no features and is nobody's neighbour."""
    _take_features(key)
    RelatedEntry.objects.filter(entry=key).delete()
    RelatedEntry.objects.filter(other=key).delete()
    PendingRelation.objects.filter(entry=key).delete()


def merge_tag_features(tag, *, into):
    """What the entries of the tag `tag` (a key) had in common they now have with those of `into`.
    Scores stay as they were until an entry is published again."""
    old = Feature.objects.filter(name=f"tag:{tag}").first()
    if old is None:
        return
    new, _ = Feature.objects.get_or_create(name=f"tag:{into}")
    both = EntryFeature.objects.filter(feature=new).values("entry")
    EntryFeature.objects.filter(feature=old).exclude(entry__in=both).update(feature=new)
    new.count = EntryFeature.objects.filter(feature=new).count()
    new.save(update_fields=["count"])
    old.delete()


def _take_features(key):
    held = EntryFeature.objects.filter(entry=key)
    _count(list(Feature.objects.filter(pk__in=held.values("feature"))), step=-1)
    held.delete()


def _count(features, *, step):
    """A number that is wrong already stops nobody: `recount_features` puts it right."""
    keys = [feature.pk for feature in features]
    Feature.objects.filter(pk__in=keys, count__gte=-step).update(count=F("count") + step)
    for feature in features:
        feature.count += step


def _features_of(row):
    """Return the Trait rows of an entry's live text, made where they are new."""
    names = sorted(_names(row))
    known = {feature.name: feature for feature in Feature.objects.filter(name__in=names)}
    new = [Feature(name=name) for name in names if name not in known]
    return [*known.values(), *Feature.objects.bulk_create(new)]


def _names(row):
    tags = TaggedEntry.objects.filter(content_object=row.pk).values_list("tag", flat=True)
    bodies = Mention.objects.filter(entry=row.pk).values_list("organization", flat=True)
    told = RevisionKeyterms.objects.filter(revision=row.live_id).first()
    names = {f"tag:{key}" for key in tags} | {f"org:{key}" for key in bodies}
    names |= {f"word:{word}"[:80] for word in (told.words if told else ())}
    return names | ({f"series:{row.series_id}"} if row.series_id else set())


def _nearest(key, features):
    """Return [(entry, score)] of the public entries with the most in common, the nearest first."""
    shared = sorted(
        (feature for feature in features if feature.count > 1), key=lambda feature: feature.count
    )
    worth = _worth(shared)
    scores, moments = defaultdict(float), {}
    for other, feature, moment in _holders(shared):
        scores[other] += worth[feature]
        moments[other] = moment
    scores.pop(key, None)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -moments[pair[0]].timestamp()))


def _worth(features):
    total = Tally.objects.aggregate(total=Sum("count"))["total"] or 0
    return {
        feature.pk: WEIGHTS[feature.name.partition(":")[0]] * log(1 + total / feature.count)
        for feature in features
    }


def _holders(shared):
    """Return (entry, feature, moment) of the rarest features; where all are common, of the rarest
    of them the newest."""
    fields = ("entry", "feature", "published_at")
    rows = EntryFeature.objects.values_list(*fields)
    rare = [feature.pk for feature in shared if feature.count <= FEW][:RAREST]
    if rare:
        return rows.filter(feature__in=rare)
    if not shared:
        return ()
    return rows.filter(feature=shared[0].pk).order_by("-published_at", "-entry")[:NEWEST]


def _reach(key, near, *, pooled):
    """Put the entry among the nearest of those that it is near to, where it is nearer than the
    last of them; with whom it has nothing in common any more (`pooled`), it is no longer."""
    pointing = dict(RelatedEntry.objects.filter(other=key).values_list("entry", "pk"))
    gone = [row for other, row in pointing.items() if other not in pooled]
    scores = {other: score for other, score in near[:REACHED] if other not in pointing}
    kept = defaultdict(list)
    for row in RelatedEntry.objects.filter(entry__in=scores):
        kept[row.entry_id].append(row)
    new = []
    for other, score in scores.items():
        last = min(kept[other], key=lambda row: (row.score, row.pk), default=None)
        if len(kept[other]) >= MOST:
            if last.score > score:
                continue
            gone.append(last.pk)
        new.append(RelatedEntry(entry_id=other, other_id=key, score=score))
    RelatedEntry.objects.filter(pk__in=gone).delete()
    RelatedEntry.objects.bulk_create(new)


def unrelated():
    """Public entries that are still to be related: published in a process that ended before it
    came to it, before relations were kept, or without a feature."""
    pending = Exists(PendingRelation.objects.filter(entry=OuterRef("pk")))
    noted = Exists(EntryFeature.objects.filter(entry=OuterRef("pk")))
    return Entry.objects.published().filter(pending | ~noted)


def relate_some(rows, *, after, most):
    """Work out this many of the entries `rows` behind the key `after`, in the order of their keys.
    Returns the last key, or None when there are no more."""
    keys = list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])
    for key in keys:
        relate(key)
    return keys[-1] if keys else None


@transaction.atomic
def recount_features():
    """Count every feature anew, and drop those that no public entry has."""
    lock_counters()
    held = EntryFeature.objects.filter(feature=OuterRef("pk")).order_by().values("feature")
    number = Subquery(held.annotate(number=Count("pk")).values("number"))
    Feature.objects.update(count=Coalesce(number, 0))
    Feature.objects.filter(count=0).delete()
