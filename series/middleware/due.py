"""Where no timer runs: the next request that comes after a due moment acts on it."""

import logging
import threading
import time

from django.utils import timezone

from series.actions.editorial.schedules import anything_due, publish_due

EVERY = 10  # seconds between two looks of one process
logger = logging.getLogger(__name__)


class PublishDue:
    """Middleware: before a page is made, at most every EVERY seconds in each process, ask one
    indexed question and do what is due. What goes wrong here is logged; the page is answered."""

    def __init__(self, get_response):
        self.get_response = get_response
        self._looking = threading.Lock()
        self._looked_at = None

    def __call__(self, request):
        if self._looking.acquire(blocking=False):
            try:
                self._look()
            except Exception:
                logger.exception("looking for due moments failed")
            finally:
                self._looking.release()
        return self.get_response(request)

    def _look(self):
        now = time.monotonic()  # not the clock: one that jumps must not silence it
        if self._looked_at is not None and now - self._looked_at < EVERY:
            return
        self._looked_at = now
        if anything_due(timezone.now()):
            publish_due()
