"""Counters in memory that are written every few seconds.
Reading a page writes nothing.

A process that is killed loses its counts since the last writing, at most EVERY seconds
(decision 43).
"""

import logging
import threading
from collections.abc import Callable

from django.db import connections

EVERY = 10  # seconds
logger = logging.getLogger(__name__)


class WriteBehind:
    """A timer that calls `write` once, EVERY seconds after the first `schedule_flush`.

    It does nothing before `switch_on`. `log_message` is logged where writing failed; the next
    `schedule_flush` then starts the next timer.
    """

    def __init__(self, write: Callable[[], int], *, log_message: str):
        self._write, self._log_message = write, log_message
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._on = False

    def switch_on(self) -> None:
        """Let this process write by timer; without it nothing is written unless `write` is called."""
        self._on = True

    def schedule_flush(self) -> None:
        """Start the timer, unless it runs already."""
        if self._timer is not None:  # each kept page asks twice; without the lock it costs nothing
            return
        with self._lock:
            if self._on and self._timer is None:
                self._timer = threading.Timer(EVERY, self._flush)
                self._timer.daemon = True
                self._timer.start()

    def _flush(self):
        with self._lock:
            self._timer = None
        try:
            self._write()
        except Exception:
            logger.exception(self._log_message)
        finally:
            connections.close_all()
