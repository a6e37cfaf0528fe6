"""What a thread need not read again until something is committed.

Decision 177.
"""

import threading
import time
from collections.abc import Callable

from .dependence import Asked, depend_on, noted
from .writes import unchanged_state

SECONDS = 60  # at most: another host without the same numbers, or a shell, may have written


class Remembered(threading.local):
    """The value that was asked for last.

    It is made anew for another key, after any commit that pages show, after SECONDS and in a
    transaction. What it is made of counts for each page that shows it."""

    def __init__(self):
        self._of: tuple = ()
        self._until = 0.0
        self._keys: frozenset[str] = frozenset()
        self._value = None

    def get(self, key: tuple, make: Callable):
        """Return the value of a key; `make` reads it where it may have changed."""
        state, now = unchanged_state(), time.monotonic()  # a commit after this gives another state
        if not state or self._of != (state, key) or now > self._until:
            inner = Asked()
            with noted(inner):
                self._value = make()
            self._of, self._keys = (state, key), frozenset(inner.keys)
            self._until = now + SECONDS
        depend_on(*self._keys)
        return self._value
