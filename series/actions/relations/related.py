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

from series.actions.counters.published import hold_numbers
from series.models import (
    Entry,
    EntryTrait,
    Mention,
    PendingRelation,
    RelatedEntry,
    RevisionWords,
    TaggedEntry,
    Tally,
    Trait,
)
from series.models.audit import lock_audit_chain
from series.text.language.keyterms import telling_words
from series.text.markup import stored_html

MOST = 8  # related entries that are kept; a page shows four
RAREST = 12  # traits of an entry by which others are looked for
FEW = 200  # entries of a trait that are all looked at; of a commoner one the newest NEWEST
NEWEST = 60
REACHED = 16  # entries to which a new one may be the nearer
WEIGHTS = {"tag": 2.0, "series": 1.5, "org": 1.5, "word": 1.0}


def remember_words(revision):
    """Find the telling words of a stored revision, unless that was done. Holds no lock."""
    if RevisionWords.objects.filter(revision=revision.pk).exists():
        return
    content = revision.content
    words = telling_words(content["headline"], stored_html.plain(content["body"]))
    row = RevisionWords(revision_id=revision.pk, words=words)
    RevisionWords.objects.bulk_create([row], ignore_conflicts=True)


def relate_soon(key):
    """Once the caller's transaction is committed, work out whom this public entry is near to."""
    PendingRelation.objects.bulk_create([PendingRelation(entry_id=key)], ignore_conflicts=True)
    transaction.on_commit(partial(relate, key), robust=True)


def relate(key):
    """Note the traits of a public entry, and whom it is near to; of any other nothing.

    Its traits are committed before others are looked for: of two entries published at one moment
    the later finds the earlier.
    """
    row = Entry.objects.published().select_related("live").filter(pk=key).first()
    if row is None:
        return
    remember_words(row.live)
    traits = _note_traits(row)
    if traits is not None:
        _note_neighbours(row, _nearest(key, traits))


@contextmanager
def _still_public(row):
    """Hold chain and numbers; whether the entry is public with the same text as before."""
    with transaction.atomic():
        lock_audit_chain()
        hold_numbers()
        yield Entry.objects.published().filter(pk=row.pk, live=row.live_id).exists()


def _note_traits(row):
    """The traits of the entry, written down; None where it is public no longer."""
    with _still_public(row) as is_public:
        if not is_public:
            return None
        _take_traits(row.pk)
        traits = _traits_of(row)
        EntryTrait.objects.bulk_create(
            EntryTrait(entry_id=row.pk, trait=trait, published_at=row.published_at)
            for trait in traits
        )
        _count(traits, step=1)
        return traits


def _note_neighbours(row, near):
    with _still_public(row) as is_public:
        if not is_public:
            return
        keys = [key for key, _ in near[: max(MOST, REACHED)]]
        there = set(EntryTrait.objects.filter(entry__in=keys).values_list("entry", flat=True))
        nearest = [pair for pair in near if pair[0] in there]
        RelatedEntry.objects.filter(entry=row.pk).delete()
        RelatedEntry.objects.bulk_create(
            RelatedEntry(entry_id=row.pk, other_id=key, score=score)
            for key, score in nearest[:MOST]
        )
        _reach(row.pk, nearest, pooled={other for other, _ in near})
        PendingRelation.objects.filter(entry=row.pk).delete()


def forget(key):
    """The entry of this key is public no longer: it has no traits and is nobody's neighbour."""
    _take_traits(key)
    RelatedEntry.objects.filter(entry=key).delete()
    RelatedEntry.objects.filter(other=key).delete()
    PendingRelation.objects.filter(entry=key).delete()


def merge_tag_traits(tag, *, into):
    """What the entries of the tag `tag` (a key) had in common they now have with those of `into`.
    Scores stay as they were until an entry is published again."""
    old = Trait.objects.filter(name=f"tag:{tag}").first()
    if old is None:
        return
    new, _ = Trait.objects.get_or_create(name=f"tag:{into}")
    both = EntryTrait.objects.filter(trait=new).values("entry")
    EntryTrait.objects.filter(trait=old).exclude(entry__in=both).update(trait=new)
    new.count = EntryTrait.objects.filter(trait=new).count()
    new.save(update_fields=["count"])
    old.delete()


def _take_traits(key):
    held = EntryTrait.objects.filter(entry=key)
    _count(list(Trait.objects.filter(pk__in=held.values("trait"))), step=-1)
    held.delete()


def _count(traits, *, step):
    """A number that is wrong already stops nobody: `recount_traits` puts it right."""
    keys = [trait.pk for trait in traits]
    Trait.objects.filter(pk__in=keys, count__gte=-step).update(count=F("count") + step)
    for trait in traits:
        trait.count += step


def _traits_of(row):
    """The Trait rows of an entry's live text, made where they are new."""
    names = sorted(_names(row))
    known = {trait.name: trait for trait in Trait.objects.filter(name__in=names)}
    new = [Trait(name=name) for name in names if name not in known]
    return [*known.values(), *Trait.objects.bulk_create(new)]


def _names(row):
    tags = TaggedEntry.objects.filter(content_object=row.pk).values_list("tag", flat=True)
    bodies = Mention.objects.filter(entry=row.pk).values_list("organization", flat=True)
    told = RevisionWords.objects.filter(revision=row.live_id).first()
    names = {f"tag:{key}" for key in tags} | {f"org:{key}" for key in bodies}
    names |= {f"word:{word}"[:80] for word in (told.words if told else ())}
    return names | ({f"series:{row.series_id}"} if row.series_id else set())


def _nearest(key, traits):
    """[(entry, score)] of the public entries with the most in common, the nearest first."""
    shared = sorted((trait for trait in traits if trait.count > 1), key=lambda trait: trait.count)
    worth = _worth(shared)
    scores, moments = defaultdict(float), {}
    for other, trait, moment in _holders(shared):
        scores[other] += worth[trait]
        moments[other] = moment
    scores.pop(key, None)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -moments[pair[0]].timestamp()))


def _worth(traits):
    total = Tally.objects.aggregate(total=Sum("count"))["total"] or 0
    return {
        trait.pk: WEIGHTS[trait.name.partition(":")[0]] * log(1 + total / trait.count)
        for trait in traits
    }


def _holders(shared):
    """(entry, trait, moment) of the rarest traits; where all are common, of the rarest of them
    the newest."""
    fields = ("entry", "trait", "published_at")
    rows = EntryTrait.objects.values_list(*fields)
    rare = [trait.pk for trait in shared if trait.count <= FEW][:RAREST]
    if rare:
        return rows.filter(trait__in=rare)
    if not shared:
        return ()
    return rows.filter(trait=shared[0].pk).order_by("-published_at", "-entry")[:NEWEST]


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
    came to it, before relations were kept, or without a trait."""
    pending = Exists(PendingRelation.objects.filter(entry=OuterRef("pk")))
    noted = Exists(EntryTrait.objects.filter(entry=OuterRef("pk")))
    return Entry.objects.published().filter(pending | ~noted)


def relate_some(rows, *, after, most):
    """Work out this many of the entries `rows` behind the key `after`, in the order of their keys.
    Returns the last key, or None when there are no more."""
    keys = list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])
    for key in keys:
        relate(key)
    return keys[-1] if keys else None


@transaction.atomic
def recount_traits():
    """Count every trait anew, and drop those that no public entry has."""
    hold_numbers()
    held = EntryTrait.objects.filter(trait=OuterRef("pk")).order_by().values("trait")
    number = Subquery(held.annotate(number=Count("pk")).values("number"))
    Trait.objects.update(count=Coalesce(number, 0))
    Trait.objects.filter(count=0).delete()
