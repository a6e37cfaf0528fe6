"""跳转的次数: counted in memory and written every few seconds, like views (`write_behind`)."""

import threading
from collections import Counter

from django.db import transaction
from django.db.models import F

from series.models import Redirect

from .write_behind import WriteBehind

_lock = threading.Lock()
_waiting: Counter = Counter()


def count_hit(pk: int) -> None:
    """Count one reader who came by a redirect."""
    with _lock:
        _waiting[pk] += 1
        write_behind.schedule_flush()


def write_hits() -> int:
    """Write the waiting counts; where the database fails they wait. Returns how many."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            for pk in sorted(taken):  # in one order for every process
                Redirect.objects.filter(pk=pk).update(hits=F("hits") + taken[pk])
    except Exception:
        with _lock:
            _waiting.update(taken)
        raise
    return sum(taken.values())


write_behind = WriteBehind(
    write_hits, log_message="hits of redirects were not written; they are kept for the next time"
)
