"""Reading a page from the replica where it shows all that was committed (decision 159).

A commit of what readers see leaves its position in the primary's log beside the numbers of pages.
A page is read from the replica only where nobody is at a commit and the replica has come as far;
else, and where the replica fails on the way, it is read from the primary. So it is never older than
the last commit before the request, wherever it was read. A page is read from one of the two.

    which = reading.read(make_page, is_public=True)
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

from chamber.page_cache import writes

ALIAS = "replica"
CLUSTER = "SELECT system_identifier FROM pg_control_system()"  # the same for all that follow one
PAUSE = 5.0  # seconds after a failure for which the replica is not asked
logger = logging.getLogger(__name__)


class _State:
    """What this process knows of the replica."""

    def __init__(self):
        self.is_on = self.is_away = False
        self.cluster = None  # the primary's name for itself and its replicas
        self._again_at = 0.0
        self._lock = threading.Lock()

    def may_ask(self):
        """Tell whether to ask it: while it is away one thread every PAUSE seconds."""
        if not self.is_away:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._again_at:
                return False
            self._again_at = now + PAUSE
            return True

    def note_failure(self, error, *, pause=True):
        """Note that it failed; logged where it had answered before."""
        with self._lock:
            was_away = self.is_away
            if pause:
                self._again_at = time.monotonic() + PAUSE
                self.is_away = True
        if not was_away:
            logger.warning("the replica failed; pages are read from the primary: %s", error)

    def note_answer(self):
        """Note that it answered."""
        if self.is_away:
            self.is_away = False
            logger.warning("the replica answers again")


_state = _State()


def switch_on() -> None:
    """Let this process, which serves pages, read from the replica if there is one."""
    _state.is_on = bool(settings.REPLICA)


def read(make: Callable, *, is_public: bool):
    """Return what `make` makes, read from the replica where that shows all that was committed.

    `make` writes nothing; where the replica fails it is called a second time, over the primary."""
    replica = _standing_replica() if _state.is_on and is_public else None
    if replica is None:
        return make()
    failure = None
    try:
        with _in_place(replica):
            made = make()
    except Exception as error:
        if not replica.errors_occurred:  # it is no error of the database
            raise
        failure = error
    if replica.errors_occurred:  # also one that the page passed over
        _give_up(replica, failure or "an error that the page passed over")
        return make()
    return made


def _standing_replica():
    """Return the connection to a replica that shows all commits; None where there is none."""
    if not _state.may_ask() or (numbers := writes.versions()) is None:
        return None
    try:
        state, position = numbers.standing()
        if not numbers.is_settled(state):
            numbers.settle()
            return None
        if not position or _state.cluster is None:
            _learn_position(numbers, state)
            return None
    except OSError:  # nobody knows what was committed; it is logged
        return None
    return _connection_at(position)


def _learn_position(numbers, state):
    """Ask the primary for its name and position, which holds for all before now."""
    primary = connections[DEFAULT_DB_ALIAS]
    with primary.cursor() as cursor:
        cursor.execute(CLUSTER)
        (_state.cluster,) = cursor.fetchone()
    if position := primary.log_position():
        numbers.note_position(state, position)


def _connection_at(position):
    """Return the thread's connection to the replica; None where it is away or behind."""
    replica = connections[ALIAS]
    for _ in range(2):  # a connection that was lost says nothing of the next one
        try:
            has_reached = replica.has_reached(position, _state.cluster)
        except Error as error:
            if not _give_up(replica, error):
                return None
            continue
        _state.note_answer()
        return replica if has_reached else None
    return None


def _give_up(replica, failure):
    """Close a connection that failed and return whether it was lost."""
    is_lost = replica.connection is not None and bool(replica.connection.closed)
    _state.note_failure(failure, pause=not is_lost)
    try:
        replica.close()
    except Error:  # it is gone
        replica.connection = None
    replica.errors_occurred = False
    return is_lost


@contextmanager
def _in_place(replica):
    """Let this thread's queries go to the replica."""
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = replica
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
