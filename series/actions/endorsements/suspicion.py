"""Endorsements that may be false, found by rule.

The office looks and takes them out in bulk.

The rules of the British Parliament's petition service in our words: many from one address, many
within the hour from one address, the same words many times. Decision 129.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.db.models import Count, Max, Sum

from series.models import COUNTED, Endorsement, EndorsementWay

FROM_ONE_ADDRESS = 10
SAME_WORDS = 5
SHORTEST_WORDS = 8  # “支持” is written by many
WITHIN_AN_HOUR = 60
HOUR = timedelta(hours=1)
MOST_GROUPS = 20
CALLS_KEPT = 16


@dataclass(frozen=True)
class Suspicion:
    """Endorsements that one rule found: why, and their keys, the oldest first."""

    why: str
    keys: tuple[int, ...]


def suspicions_of(initiative_id: int) -> list[Suspicion]:
    """Return what the rules find among the counted endorsements of a call, the largest first.

    It is found once for the same endorsements, those on paper included: which they are is read
    from an index alone."""
    counted = Endorsement.objects.filter(initiative=initiative_id, state__in=COUNTED).order_by()
    facts = counted.aggregate(many=Count("pk"), keys=Sum("pk"), newest=Max("created_at"))
    return list(_found(initiative_id, *facts.values()))


def _counted(initiative_id):
    online = Endorsement.objects.filter(initiative=initiative_id, way=EndorsementWay.ONLINE)
    return online.filter(state__in=COUNTED).order_by("created_at", "pk")


@lru_cache(CALLS_KEPT)
def _found(initiative_id, _many, _keys, _newest):
    rows = _counted(initiative_id)
    moments = list(rows.values_list("pk", "created_at"))
    found = [*_from_one_address(rows), *_same_words(rows), *_many_an_hour(moments)]
    return tuple(sorted(found, key=lambda each: -len(each.keys))[:MOST_GROUPS])


def _from_one_address(rows):
    counted = rows.exclude(address_hash="").order_by().values("address_hash")
    many = counted.annotate(many=Count("pk")).filter(many__gte=FROM_ONE_ADDRESS)
    groups = defaultdict(list)
    found = rows.filter(address_hash__in=many.values("address_hash"))
    for key, address in found.values_list("pk", "address_hash"):
        groups[address].append(key)
    for keys in groups.values():
        yield Suspicion(f"同一网络地址 {len(keys)} 条", tuple(keys))


def _same_words(rows):
    groups = defaultdict(list)
    for key, pledge in rows.exclude(pledge="").values_list("pk", "pledge"):
        words = "".join(pledge.split())
        if len(words) >= SHORTEST_WORDS:
            groups[words].append(key)
    for words, keys in groups.items():
        if len(keys) >= SAME_WORDS:
            yield Suspicion(f"写的话一字不差 {len(keys)} 条：“{words[:20]}”", tuple(keys))


def _many_an_hour(rows):
    """Find the runs in which more than WITHIN_AN_HOUR came within an hour."""
    keys, start = [], 0
    for end, (key, moment) in enumerate(rows):
        while moment - rows[start][1] >= HOUR:
            start += 1
        if end - start + 1 > WITHIN_AN_HOUR:
            keys = keys or [row[0] for row in rows[start:end]]
            keys.append(key)
        elif keys:
            yield _busy(keys)
            keys = []
    if keys:
        yield _busy(keys)


def _busy(keys):
    return Suspicion(f"一小时内超过 {WITHIN_AN_HOUR} 条，共 {len(keys)} 条", tuple(keys))
