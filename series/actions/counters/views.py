"""浏览次数：page views, counted in memory and written every few seconds.
Reading a page writes nothing (`write_behind`).

Only counts are stored: no address, no cookie, nothing about the reader. Decision 43.
"""

import threading
from collections import Counter, defaultdict, deque
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from series.models import DailyViews

from .write_behind import WriteBehind

_lock = threading.Lock()
# {day: {entry's key: views}}: what one entry has waiting is looked up, however many others wait.
_waiting: defaultdict[date, Counter] = defaultdict(Counter)
_noted: deque[int] = deque()  # keys, one a view of a kept page; appending needs no lock


def count_view(pk: int, *, step: int = 1) -> int:
    """Count `step` views of an entry's page. Returns how many are not written yet."""
    with _lock:
        if step:
            _waiting[timezone.localdate()][pk] += step
            write_behind.schedule_flush()
        return sum(views[pk] for views in _waiting.values())


def note_view(pk: int) -> None:
    """Count a view of a kept page, as cheaply as can be.

    It belongs to the day of the writing, a few seconds later."""
    _noted.append(pk)
    write_behind.schedule_flush()


def write_views() -> int:
    """Write the waiting counts to the table. Returns how many views were written.

    Where the database fails they wait for the next time.
    """
    with _lock:
        today = timezone.localdate()
        for _ in range(len(_noted)):
            _waiting[today][_noted.popleft()] += 1
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
    """Return rows (entry's key, day, views), sorted, so that every process has the same order."""
    return sorted((pk, day, views) for day, counts in taken.items() for pk, views in counts.items())


def _add(pk, day, views):
    rows = DailyViews.objects.filter(entry=pk, day=day)
    if not rows.update(count=F("count") + views):
        _, is_new = DailyViews.objects.get_or_create(
            entry_id=pk, day=day, defaults={"count": views}
        )
        if not is_new:  # another process made the day's row in between
            rows.update(count=F("count") + views)


write_behind = WriteBehind(
    write_views, log_message="views were not written; they are kept for the next time"
)
