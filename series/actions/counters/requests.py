"""Requests by class and status, and how long they took: for the operator's monitoring.

Each process counts in memory and writes its counts into a file every few seconds, because a question
reaches one process only; `totals` adds all up. A library's shared memory was rejected: on a full disk
it ends the process. Decision 111.
"""

import json
import os
import threading
from collections import Counter, deque

from django.conf import settings

from .write_behind import WriteBehind

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
SUM = "sum"

_lock = threading.Lock()
_answered: Counter = Counter()  # {"page 200": requests}
_kept: deque[str] = deque()  # statuses, one a page of the page cache; appending needs no lock
_refused: Counter = Counter()  # {"readers": requests that found no place in the pool}
_lasted: Counter = Counter()  # {"page 0.05": requests of at most that many seconds, "page sum": s}


def count_request(class_name: str, status: int, seconds: float) -> None:
    """Count one request under its class."""
    with _lock:
        _add_request(class_name, status, seconds)
    write_behind.schedule_flush()


def count_kept(status: str) -> None:
    """Count a page that was answered from the page cache, in no time."""
    _kept.append(status)
    write_behind.schedule_flush()


def count_refused(class_name: str, pool: str, seconds: float) -> None:
    """Count a request that was refused because too many came at once."""
    with _lock:
        _add_request(class_name, 503, seconds)
        _refused[pool] += 1
    write_behind.schedule_flush()


def _add_request(class_name, status, seconds):
    """Add a request to the counts; call it with the lock."""
    _answered[f"{class_name} {status}"] += 1
    _lasted[f"{class_name} {SUM}"] += seconds
    for bound in (*BOUNDS, "+Inf"):
        if bound == "+Inf" or seconds <= bound:
            _lasted[f"{class_name} {bound}"] += 1


def _add_kept():
    """Add the kept pages to the counts of pages; call it with the lock."""
    for _ in range(len(_kept)):
        _answered[f"page {_kept.popleft()}"] += 1
        for bound in (*BOUNDS, "+Inf"):
            _lasted[f"page {bound}"] += 1


def write_requests() -> int:
    """Write the counts of this process into its file. Returns how many lines it has."""
    answered, lasted, refused = _own()
    own = settings.REQUEST_COUNTS / f"{os.getpid()}.json"
    own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = own.with_suffix(".new")
    new.write_text(json.dumps([answered, lasted, refused]), encoding="ascii")
    new.replace(own)
    return len(answered) + len(lasted) + len(refused)


def _own():
    with _lock:
        _add_kept()
        return Counter(_answered), Counter(_lasted), Counter(_refused)


def totals() -> tuple[Counter, Counter, Counter]:
    """Return the counts of all processes since the server's start.
    Those of this one are as they are now."""
    own = _own()
    for file in sorted(settings.REQUEST_COUNTS.glob("*.json")):
        if file.stem != str(os.getpid()):
            others = json.loads(file.read_text(encoding="ascii"))
            for counter, other in zip(own, others, strict=False):
                counter.update(other)
    return own


write_behind = WriteBehind(
    write_requests, log_message="counts of requests were not written; they are kept"
)
