"""相关阅读: related entries are worked out at publication, so that a page only reads them.

Two entries are related by the features that they share: topics, series, organizations that both
name, keyterms. The fewer entries have a feature, the more it counts. The work is done as soon as
the publication is committed; a page that is opened in these milliseconds still shows the earlier
relations. Related entries are looked for without a lock; only the result is written under the
audit chain's lock. `PendingRelation` holds what is still to do, also after a crash (`unrelated`).
Decision 65.
"""

from collections import defaultdict
from contextlib import contextmanager
from math import log

from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from chamber.page_cache.writes import declared, touch
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
from series.page_keys import entry_key
from series.text.language.keyterms import keyterms
from series.text.markup import stored_html

# decision 65
MOST = 8  # related entries that are kept; a page shows four
RAREST = 12  # features of an entry by which others are looked for
FEW = 200  # entries of a feature that are all looked at; of a commoner one the newest NEWEST
NEWEST = 60
LOOKS = 3  # times that others are looked for without the lock; decision 93
REACHED = 16  # the nearest entries, in whose own lists a new entry may take a place
WEIGHTS = {"tag": 2.0, "series": 1.5, "org": 1.5, "word": 1.0}


def store_keyterms(revision):
    """Find and store the keyterms of a revision, unless that was done. Holds no lock."""
    if RevisionKeyterms.objects.filter(revision=revision.pk).exists():
        return
    content = revision.content
    words = keyterms(content["headline"], stored_html.visible_text(content["body"]))
    row = RevisionKeyterms(revision_id=revision.pk, words=words)
    RevisionKeyterms.objects.bulk_create([row], ignore_conflicts=True)


def relate_soon(key):
    """Work out the related entries of a public entry once the caller's transaction commits."""
    PendingRelation.objects.bulk_create([PendingRelation(entry_id=key)], ignore_conflicts=True)

    def relate_committed():  # not a partial: Django names what failed by its `__qualname__`
        relate(key)

    transaction.on_commit(relate_committed, robust=True)


def relate(key):
    """Store the features and the related entries of an entry if it is public.

    Its features are committed before others are looked for: of two entries published at the same
    moment the later one finds the earlier. Where others got features meanwhile, it looks again,
    the last time under the lock. Decision 93.
    """
    row = Entry.objects.published().listed().select_related("live").filter(pk=key).first()
    if row is None:
        return
    store_keyterms(row.live)
    if not _store_features(row):
        return
    for _ in range(LOOKS):
        newest = _newest_feature()
        if _store_related(row, _nearest(key), newest=newest):
            return
    with transaction.atomic():
        lock_audit_chain()
        _store_related(row, _nearest(key), newest=_newest_feature())


def _newest_feature():
    return EntryFeature.objects.aggregate(newest=Max("pk"))["newest"] or 0


@contextmanager
def _still_public(row):
    """Lock chain and counters.
    Yield whether the entry is public with the same text as before."""
    with transaction.atomic():
        lock_audit_chain()
        lock_counters()
        yield Entry.objects.published().filter(pk=row.pk, live=row.live_id).exists()


def _store_features(row):
    """Store the features of the entry. Returns False where it is no longer public."""
    with _still_public(row) as is_public:
        if not is_public:
            return False
        _delete_features(row.pk)
        features = _features_of(row)
        EntryFeature.objects.bulk_create(
            EntryFeature(entry_id=row.pk, feature=feature, published_at=row.published_at)
            for feature in features
        )
        _count(features, step=1)
        return True


def _store_related(row, near, *, newest):
    """Store the entries `near` as related to this one, if it is public.

    Returns False, with nothing stored, where another entry has got one of its features after the
    feature row `newest`: `near` does not know it.
    """
    with declared(entry_key(row.pk)), _still_public(row) as is_public:
        if not is_public:
            return True
        if _others_since(row.pk, newest):
            return False
        keys = [key for key, _ in near[: max(MOST, REACHED)]]
        public = set(EntryFeature.objects.filter(entry__in=keys).values_list("entry", flat=True))
        nearest = [pair for pair in near if pair[0] in public]
        RelatedEntry.objects.filter(entry=row.pk).delete()
        RelatedEntry.objects.bulk_create(
            RelatedEntry(entry_id=row.pk, other_id=key, score=score)
            for key, score in nearest[:MOST]
        )
        _reach(row.pk, nearest, pooled={other for other, _ in near})
        PendingRelation.objects.filter(entry=row.pk).delete()
        return True


def _others_since(key, newest):
    own = EntryFeature.objects.filter(entry=key).values("feature")
    return EntryFeature.objects.filter(pk__gt=newest, feature__in=own).exclude(entry=key).exists()


def delete_relations(key):
    """Delete the features and relations of an entry that is no longer public."""
    _delete_features(key)
    RelatedEntry.objects.filter(entry=key).delete()
    RelatedEntry.objects.filter(other=key).delete()
    PendingRelation.objects.filter(entry=key).delete()


def merge_tag_features(tag, *, into):
    """Move the entries of the feature of `tag` (a key) to the feature of `into`.

    Scores stay as they were until an entry is published again.
    """
    old = Feature.objects.filter(name=f"tag:{tag}").first()
    if old is None:
        return
    new, _ = Feature.objects.get_or_create(name=f"tag:{into}")
    both = EntryFeature.objects.filter(feature=new).values("entry")
    EntryFeature.objects.filter(feature=old).exclude(entry__in=both).update(feature=new)
    new.count = EntryFeature.objects.filter(feature=new).count()
    new.save(update_fields=["count"])
    old.delete()


def _delete_features(key):
    rows = EntryFeature.objects.filter(entry=key)
    _count(list(Feature.objects.filter(pk__in=rows.values("feature"))), step=-1)
    rows.delete()


def _count(features, *, step):
    """Add `step` to the count of each feature.

    A count that is already wrong stops nobody: `recount_features` corrects it.
    """
    keys = [feature.pk for feature in features]
    Feature.objects.filter(pk__in=keys, count__gte=-step).update(count=F("count") + step)


def _features_of(row):
    """Return the Feature rows of an entry's live text; new ones are created."""
    names = sorted(_names(row))
    known = {feature.name: feature for feature in Feature.objects.filter(name__in=names)}
    new = [Feature(name=name) for name in names if name not in known]
    return [*known.values(), *Feature.objects.bulk_create(new)]


def _names(row):
    tags = TaggedEntry.objects.filter(content_object=row.pk).values_list("tag", flat=True)
    organizations = Mention.objects.filter(entry=row.pk).values_list("organization", flat=True)
    stored = RevisionKeyterms.objects.filter(revision=row.live_id).first()
    return feature_names(tags, organizations, stored.words if stored else (), row.series_id)


def feature_names(tags, organizations, words, series):
    """Return the names of the features that these keys and words make."""
    names = {f"tag:{key}" for key in tags} | {f"org:{key}" for key in organizations}
    names |= {f"word:{word}"[:80] for word in words}
    return names | ({f"series:{series}"} if series else set())


def _nearest(key):
    """Return [(entry, score)] of the public entries that share most features, nearest first."""
    own = EntryFeature.objects.filter(entry=key).values("feature")
    shared = list(Feature.objects.filter(pk__in=own, count__gt=1).order_by("count", "pk"))
    weights = _weights(shared)
    scores, moments = defaultdict(float), {}
    for other, feature, moment in _holders(shared):
        scores[other] += weights[feature]
        moments[other] = moment
    scores.pop(key, None)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -moments[pair[0]].timestamp()))


def _weights(features):
    total = Tally.objects.aggregate(total=Sum("count"))["total"] or 0
    return {feature.pk: weight_of(feature, total) for feature in features}


def weight_of(feature, total):
    """Return how much a shared feature counts on a site of `total` public entries."""
    return WEIGHTS[feature.name.partition(":")[0]] * log(1 + total / feature.count)


def rarest(shared):
    """Return those of the features, rarest first, by which others are looked for."""
    return [feature for feature in shared if feature.count <= FEW][:RAREST]


def _holders(shared):
    """Return rows (entry, feature, moment) of the entries with the rarest features.

    Where all features are common: the newest entries of the rarest one.
    """
    fields = ("entry", "feature", "published_at")
    rows = EntryFeature.objects.values_list(*fields)
    rare = [feature.pk for feature in rarest(shared)]
    if rare:
        return rows.filter(feature__in=rare)
    return newest_holders(shared[0].pk) if shared else ()


def newest_holders(feature):
    """Return rows (entry, feature, moment) of the newest entries with a common feature."""
    rows = EntryFeature.objects.filter(feature=feature).order_by("-published_at", "-entry")
    return rows.values_list("entry", "feature", "published_at")[:NEWEST]


def _reach(key, near, *, pooled):
    """Update the lists of other entries in which this entry stands or should stand.

    It takes a place where it is nearer than the last of a list; it leaves the lists of entries
    with which it shares nothing any more (those not in `pooled`).
    """
    pointing = dict(RelatedEntry.objects.filter(other=key).values_list("entry", "pk"))
    gone = [row for other, row in pointing.items() if other not in pooled]
    scores = {other: score for other, score in near[:REACHED] if other not in pointing}
    lists = defaultdict(list)
    for row in RelatedEntry.objects.filter(entry__in=scores):
        lists[row.entry_id].append(row)
    new = []
    for other, score in scores.items():
        last = min(lists[other], key=lambda row: (row.score, row.pk), default=None)
        if len(lists[other]) >= MOST:
            if last.score > score:
                continue
            gone.append(last.pk)
        new.append(RelatedEntry(entry_id=other, other_id=key, score=score))
    left = (other for other in pointing if other not in pooled)
    touch(*map(entry_key, [*left, *(row.entry_id for row in new)]))
    RelatedEntry.objects.filter(pk__in=gone).delete()
    RelatedEntry.objects.bulk_create(new)


def unrelated():
    """Return the public entries whose related entries are still to be worked out.

    They were published in a process that ended too soon, before relations were kept, or have no
    feature.
    """
    pending = Exists(PendingRelation.objects.filter(entry=OuterRef("pk")))
    has_features = Exists(EntryFeature.objects.filter(entry=OuterRef("pk")))
    return Entry.objects.published().listed().filter(pending | ~has_features)


def relate_some(rows, *, after, most):
    """Relate at most `most` of the entries `rows` after the key `after`, ordered by key.

    Returns the last key, or None when there are no more.
    """
    keys = list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])
    for key in keys:
        relate(key)
    return keys[-1] if keys else None


@transaction.atomic
def recount_features():
    """Count every feature again and delete those that no public entry has."""
    lock_counters()
    rows = EntryFeature.objects.filter(feature=OuterRef("pk")).order_by().values("feature")
    total = Subquery(rows.annotate(total=Count("pk")).values("total"))
    Feature.objects.update(count=Coalesce(total, 0))
    Feature.objects.filter(count=0).delete()
