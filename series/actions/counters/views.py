"""浏览次数：counted in memory and written every few seconds (`rhythm`), so that reading a page
writes nothing. Only numbers are kept: no address, no cookie, no mark of the reader.
"""

import threading
from collections import Counter

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from series.models import DailyViews

from .write_behind import Rhythm

_lock = threading.Lock()
_waiting: Counter = Counter()  # {(entry's key, day): views}


def count_view(pk: int, *, step: int = 1) -> int:
    """Count `step` readings of the entry's page. Returns how many of it are not written yet."""
    with _lock:
        if step:
            _waiting[pk, timezone.localdate()] += step
            rhythm.wake()
        return sum(views for (key, _), views in _waiting.items() if key == pk)


def write() -> int:
    """Add what was counted to the table. Returns how many views that were; none is lost where
    the database is away: they wait for the next time."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            for (pk, day), views in sorted(taken.items()):
                _add(pk, day, views)
    except Exception:
        with _lock:
            _waiting.update(taken)
        raise
    return sum(taken.values())


def _add(pk, day, views):
    rows = DailyViews.objects.filter(entry=pk, day=day)
    if not rows.update(count=F("count") + views):
        _, is_new = DailyViews.objects.get_or_create(
            entry_id=pk, day=day, defaults={"count": views}
        )
        if not is_new:  # another process made the day's row in between
            rows.update(count=F("count") + views)


rhythm = Rhythm(write, said="views were not written; they are kept for the next time")
