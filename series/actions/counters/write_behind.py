"""What is counted in memory and written every few seconds, so that reading a page writes nothing.

A process that is killed loses what it counted since its last writing, at most EVERY seconds.
"""

import logging
import threading
from collections.abc import Callable

from django.db import connections

EVERY = 10  # seconds
logger = logging.getLogger(__name__)


class WriteBehind:
    """Calls `write` once, EVERY seconds after it was first woken; nothing before `switch_on`.
    `said` is what the log says where writing failed: the next waking sets the next timer."""

    def __init__(self, write: Callable[[], int], *, said: str):
        self._write, self._said = write, said
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._on = False

    def switch_on(self) -> None:
        """Let this process write by itself; without it whoever wants calls the function."""
        self._on = True

    def schedule_flush(self) -> None:
        """Something waits to be written."""
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
            logger.exception(self._said)
        finally:
            connections.close_all()
