"""相关阅读：what else a reader of an entry may want, by its rarest topics, then by its column."""

from collections import Counter

from series.models import Entry, TaggedEntry

SHOWN = 4
FEW = 200  # entries of a topic that are looked through at once
TOPICS, LOOKED_AT = 3, 60


def related_to(entry, tags, *, but=None):
    """At most SHOWN public entries, the nearest first; `but` are entries named elsewhere on the
    page. Three queries at the most, each of a bounded number of rows."""
    known = {entry.pk, *(row.pk for row in but or () if row)}
    keys = [key for key in _by_topics(tags) if key not in known][:SHOWN]
    if len(keys) < SHOWN:
        newest = Entry.objects.published().filter(column=entry.column_id).newest_first()
        among = newest.values_list("pk", flat=True)[: SHOWN + len(known) + len(keys)]
        keys += [key for key in among if key not in known and key not in keys]
    rows = {row.pk: row for row in Entry.objects.filter(pk__in=keys[:SHOWN]).for_cards()}
    found = (rows.get(key) for key in keys[:SHOWN])
    return [row for row in found if row and row.is_public]


def _by_topics(tags):
    """Keys of the newest entries of the rarest topics, those that share more of them first."""
    shared = sorted(
        (tag for tag in tags if tag.published_count > 1), key=lambda tag: tag.published_count
    )
    chosen = [tag for tag in shared if tag.published_count <= FEW][:TOPICS] or shared[:1]
    if not chosen:
        return []
    weight = {tag.pk: 1 / tag.published_count for tag in chosen}
    items = TaggedEntry.objects.filter(tag__in=chosen, published_at__isnull=False)
    pairs = items.order_by("-published_at").values_list("content_object", "tag")[:LOOKED_AT]
    scores = Counter()
    for key, tag in pairs:
        scores[key] += weight[tag]
    return [key for key, _ in scores.most_common()]
