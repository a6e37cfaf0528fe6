"""浏览次数：counted in memory and written every few seconds (`rhythm`), so that reading a page
writes nothing. Only numbers are kept: no address, no cookie, no mark of the reader.
"""

import threading
from collections import Counter, defaultdict
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from series.models import DailyViews

from .write_behind import WriteBehind

_lock = threading.Lock()
# {day: {entry's key: views}}: what one entry has waiting is looked up, however many others wait.
_waiting: defaultdict[date, Counter] = defaultdict(Counter)


def count_view(pk: int, *, step: int = 1) -> int:
    """Count `step` readings of the entry's page. Returns how many of it are not written yet."""
    with _lock:
        if step:
            _waiting[timezone.localdate()][pk] += step
            write_behind.schedule_flush()
        return sum(views[pk] for views in _waiting.values())


def write() -> int:
    """Add what was counted to the table. Returns how many views that were; none is lost where
    the database is away: they wait for the next time."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            for pk, day, views in _rows(taken):
                _add(pk, day, views)
    except Exception:
        with _lock:
            for day, views in taken.items():
                _waiting[day].update(views)
        raise
    return sum(views.total() for views in taken.values())


def _rows(taken):
    """Return (entry's key, day, views) in one order for every process, that of the keys and days."""
    return sorted((pk, day, views) for day, each in taken.items() for pk, views in each.items())


def _add(pk, day, views):
    rows = DailyViews.objects.filter(entry=pk, day=day)
    if not rows.update(count=F("count") + views):
        _, is_new = DailyViews.objects.get_or_create(
            entry_id=pk, day=day, defaults={"count": views}
        )
        if not is_new:  # another process made the day's row in between
            rows.update(count=F("count") + views)


write_behind = WriteBehind(write, said="views were not written; they are kept for the next time")
