"""浏览次数：counted in memory and written every few seconds, so that reading a page writes nothing.

A process that is killed loses what it counted since its last writing, at most EVERY seconds. Only
numbers are kept: no address, no cookie, no mark of the reader.
"""

import logging
import threading
from collections import Counter

from django.db import connections, transaction
from django.db.models import F
from django.utils import timezone

from series.models import DailyViews

EVERY = 10  # seconds
logger = logging.getLogger(__name__)

_lock = threading.Lock()
_waiting: Counter = Counter()  # {(entry's key, day): views}
_state: dict = {"on": False, "timer": None}


def switch_on():
    """Let this process write by itself; without it `write` is called by whoever wants it."""
    _state["on"] = True


def count_view(pk: int, *, step: int = 1) -> int:
    """Count `step` readings of the entry's page. Returns how many of it are not written yet."""
    with _lock:
        if step:
            _waiting[pk, timezone.localdate()] += step
            _write_later()
        return sum(views for (key, _), views in _waiting.items() if key == pk)


def _write_later():
    if _state["on"] and _state["timer"] is None:
        _state["timer"] = threading.Timer(EVERY, _write_and_rest)
        _state["timer"].daemon = True
        _state["timer"].start()


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


def _write_and_rest():
    with _lock:
        _state["timer"] = None
    try:
        write()
    except Exception:  # the next view sets the next timer
        logger.exception("views were not written; they are kept for the next time")
    finally:
        connections.close_all()
