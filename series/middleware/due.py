"""Middleware that publishes and expires what is due, where no timer does it (decision 39)."""

import logging
import threading
import time

from django.utils import timezone

from series.actions.editorial import clock
from series.actions.editorial.schedules import anything_due, publish_due
from series.models.waiting import short_wait

EVERY = 10  # seconds between two checks of one process; decision 39
logger = logging.getLogger(__name__)


class PublishDue:
    """Middleware: do what is due, at most every EVERY seconds in each process.

    It makes two indexed queries before the page. An error is logged and the page is answered. After
    a jump of the clock nothing is done (decision 105)."""

    def __init__(self, get_response):
        self.get_response = get_response
        self._lock = threading.Lock()
        self._checked_at = None

    def __call__(self, request):
        if self._lock.acquire(blocking=False):
            try:
                self._check()
            except Exception:
                logger.exception("looking for due moments failed")
            finally:
                self._lock.release()
        return self.get_response(request)

    def _check(self):
        now = time.monotonic()  # not the wall clock: when that jumps, checks must go on
        if self._checked_at is not None and now - self._checked_at < EVERY:
            return
        self._checked_at = now
        with short_wait():  # a reader waits for this
            if not clock.check(timezone.now()) and anything_due(timezone.now()):
                publish_due()
