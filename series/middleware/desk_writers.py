"""Middleware that keeps threads free for readers while people at the desk write.

Whoever writes waits for the database, up to 20 seconds while somebody else holds it. Twelve open
forms that saved by themselves took every thread, and readers waited 20 to 40 seconds. Now what a page
does by itself gives up after a second, and writers never have all the threads. Decision 105.
"""

from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore

from django.conf import settings

from chamber.outages import BUSY, OutageError
from series.models.waiting import short_wait

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
BY_ITSELF = ("/autosave/", "/presence/")  # calls that an open page repeats
MOST_BY_ITSELF = 1  # such calls at a time
FOR_READERS = 1  # threads that no writer takes, beside these
# Seconds of waiting for a place: a page saves again soon, a person would have to press again.
PATIENCE, PATIENCE_BY_ITSELF = 1.0, 0.05


class TooManyWritersError(OutageError):
    """All threads that writers may take are taken."""

    outage = BUSY


class DeskWriters:
    """Middleware: let only some of a process's threads write at the desk at a time."""

    def __init__(self, get_response):
        self.get_response = get_response
        left = settings.SERVER_THREADS - FOR_READERS - MOST_BY_ITSELF
        self._writers = BoundedSemaphore(max(1, left))
        self._by_itself = BoundedSemaphore(MOST_BY_ITSELF)

    def __call__(self, request):
        if request.method in READS or not request.path.startswith("/desk/"):
            return self.get_response(request)
        with ExitStack() as held:
            if request.path.endswith(BY_ITSELF):
                held.enter_context(_place(self._by_itself, patience=PATIENCE_BY_ITSELF))
                held.enter_context(short_wait())
            else:
                held.enter_context(_place(self._writers, patience=PATIENCE))
            return self.get_response(request)


@contextmanager
def _place(places, *, patience):
    """Hold one of the places. Raises TooManyWritersError where none comes free in time."""
    if not places.acquire(timeout=patience):
        raise TooManyWritersError("all places for writers are taken")
    try:
        yield
    finally:
        places.release()
