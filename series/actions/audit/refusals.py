"""Audit of refused actions and of addresses that a person may not open."""

import threading
from collections import Counter
from contextlib import contextmanager

from django.utils import timezone

from series.actions.errors import EditorialError
from series.models import Result

from . import chain
from .chain import Origin, record

TRESPASS = "越权访问"
MOST_A_MINUTE, MOST_PEOPLE = 20, 50


@contextmanager
def refusals_recorded(verb, *, by, entry=None, digest="", object=""):
    """Record an action that raised EditorialError, and raise the error again.

    Use it around the action, outside its transaction, which the error rolls back.
    """
    try:
        yield
    except EditorialError as error:
        record(
            verb,
            by=by,
            entry=entry,
            digest=digest,
            result=Result.REFUSED,
            object=object,
            sentence=str(error),
        )
        raise


class RefusedRequests:
    """The refused requests of this process, with a limit on their audit lines (decision 31).

    At most MOST_A_MINUTE lines a minute are written for one person or address; the rest becomes
    one line with a count when the minute is over.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._minute, self._counts = None, Counter()

    def refused(self, user, what):
        """Record that `user` (or nobody) was refused `what`, a method and a path."""
        self.tell_surplus()
        with self._lock:
            key = (user if user.is_authenticated else None, chain.origin.get().address)
            if key not in self._counts and len(self._counts) >= MOST_PEOPLE:
                key = (None, None)
            self._counts[key] += 1
            is_surplus = self._counts[key] > MOST_A_MINUTE
        if not is_surplus:
            record(TRESPASS, by=key[0], result=Result.REFUSED, object=what)

    def tell_surplus(self):
        """Record how many refusals of earlier minutes had no line of their own."""
        minute = int(timezone.now().timestamp() // 60)
        with self._lock:
            if minute == self._minute:
                return
            ended, self._minute, self._counts = self._counts, minute, Counter()
        for (user, address), count in ended.items():
            if count > MOST_A_MINUTE:
                _record_surplus(user, address, count - MOST_A_MINUTE)


def _record_surplus(user, address, count):
    token = chain.origin.set(Origin("desk", address))
    try:
        surplus = f"同一分钟内另有 {count} 次"
        record(TRESPASS, by=user, result=Result.REFUSED, object=surplus, count=count)
    finally:
        chain.origin.reset(token)


refused_requests = RefusedRequests()
