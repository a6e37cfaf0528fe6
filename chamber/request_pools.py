"""Bounded pools of threads in which Django answers; the rest is refused.

Decision 145. A flood used to wait in the server's own queue, up to minutes, and kept pages behind it. Now each
kind of request has a few threads of its own and a short queue. A request that finds the queue full,
or that no thread takes within PATIENCE, is answered 503 at once; kept pages and refusals take the
server's other threads. The threads of the pools live as long as the process and hold its database
connections, so these are few.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .early_answers import answer_early

PATIENCE = 2.0  # seconds that a request waits for a thread
RETRY_AFTER = 5  # seconds
STATUS = "503 Service Unavailable"
BEGUN = "chamber.begun"  # when a request came, in its WSGI environment
SPARE = 9  # threads of the server beside those that wait for Django
LOG_EVERY = 10.0  # seconds between two lines on refusals
READERS, PAGES, DESK, STATIC, PROBES = "readers", "pages", "desk", "static", "probes"
NAMES = (READERS, PAGES, DESK, STATIC, PROBES)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Size:
    """Threads of a pool, and requests that may wait for one of them."""

    threads: int
    waiting: int


def sizes(threads: int) -> dict[str, Size]:
    """Return the pools of a process with `threads` threads for readers.

    The desk has as many. Of readers half make pages that will be kept, and half all else: a flood of searches takes no
    place of the former. Styles and scripts, and probes, have their own as well."""
    half = max(1, threads // 2)
    return {
        READERS: Size(half, 4 * threads),
        PAGES: Size(half, 4 * threads),
        DESK: Size(threads, 2 * threads),
        STATIC: Size(2, 8),
        PROBES: Size(1, 2),
    }


def server_threads(threads: int) -> int:
    """Return how many threads the server needs beside full pools."""
    return SPARE + sum(size.threads + size.waiting for size in sizes(threads).values())


class CrowdedError(Exception):
    """No thread of the pool takes the request in time."""


class Pool:
    """Threads that answer requests one by one, and a queue of a limited length."""

    def __init__(self, name: str, size: Size):
        self._executor = ThreadPoolExecutor(size.threads, thread_name_prefix=f"requests-{name}")
        self._places = threading.BoundedSemaphore(size.threads + size.waiting)

    def run(self, deed: Callable, *, patience: float):
        """Return what `deed` returns in a thread of the pool.

        Raises CrowdedError where the queue is full, or no thread has begun within `patience`."""
        if not self._places.acquire(blocking=False):
            raise CrowdedError
        future = self._executor.submit(deed)
        future.add_done_callback(lambda _: self._places.release())
        try:
            return future.result(patience)
        except TimeoutError:
            if future.cancel():
                raise CrowdedError from None
            return future.result()  # it has begun, or this is its own error


@dataclass(frozen=True)
class Refusal:
    """What the site says and counts where a request is refused."""

    page: Callable[[dict], tuple[str, bytes]]  # content type and body for a WSGI environment
    count: Callable[[dict, str], None]  # the environment, with BEGUN, and the name of the pool


class RequestPools:
    """WSGI middleware: `application` answers in bounded pools, and the rest is refused."""

    def __init__(self, application, *, pools: dict[str, Size], pool_of, refusal: Refusal):
        self.application, self.pool_of, self.refusal = application, pool_of, refusal
        self._pools = {name: Pool(name, size) for name, size in pools.items()}
        self._lock = threading.Lock()
        self._unlogged: Counter = Counter()
        self._log_at = 0.0

    def __call__(self, environ, start_response):
        name = self.pool_of(environ)
        environ[BEGUN] = time.perf_counter()
        try:
            told, answer = self._pools[name].run(lambda: self._run(environ), patience=PATIENCE)
        except CrowdedError:
            return self._refuse(name, environ, start_response)
        start_response(*told)
        return answer

    def _run(self, environ):
        """Return status and headers, and the answer; a whole one is ended in this thread."""
        told = []

        def note(status, headers, error=None):
            told[:] = [status, list(headers)]

        answer = self.application(environ, note)
        if getattr(answer, "streaming", True):
            return told, answer
        try:
            return told, [b"".join(answer)]
        finally:
            answer.close()

    def _refuse(self, name, environ, start_response):
        content_type, body = self.refusal.page(environ)
        self.refusal.count(environ, name)
        self._log(name)
        headers = [("Retry-After", str(RETRY_AFTER))]
        return answer_early(
            environ, start_response, STATUS, body, content_type=content_type, headers=headers
        )

    def _log(self, name):
        """Log how many were refused, in one line every LOG_EVERY seconds."""
        with self._lock:
            self._unlogged[name] += 1
            if time.monotonic() < self._log_at:
                return
            self._log_at = time.monotonic() + LOG_EVERY
            refused, self._unlogged = self._unlogged, Counter()
        told = ", ".join(f"{pool} {count}" for pool, count in sorted(refused.items()))
        logger.warning("too many requests at once; refused since the last such line: %s", told)
