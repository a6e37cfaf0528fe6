"""Which numbers a transaction raises, found at the database's own door (decision 137).

Every statement that writes passes `WatchedWrites`. A table that the site did not name as never shown
raises everything, so a write that nobody thought of can make pages too new and never too old. An
action that knows what it changes says so with `declared` and `touch`, and the rest of the site's pages
stay. The numbers are raised after the commit, and never for what was rolled back.
"""

import logging
import re
import threading
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, transaction

from chamber.outages import PAGE_NUMBERS, OutageError

from .versions import EVERYTHING, VersionFile, unknown

READS = re.compile(
    r"[\s(]*(select|pragma|savepoint|release|rollback|begin|commit|set|show|explain|analyze|vacuum"
    r"|listen|notify|lock|reset|declare|fetch|close)\b",
    re.IGNORECASE,
)
WRITES = re.compile(
    r"""\s*(?P<verb>insert|replace|update|delete)(?:\s+or\s+\w+)?(?:\s+into|\s+from)?\s+["`]?(?P<table>\w+)""",
    re.IGNORECASE,
)
NONE: tuple[str, ...] = ()
logger = logging.getLogger(__name__)
_thread = threading.local()


class NumbersAwayError(OutageError, OperationalError):
    """Other hosts would go on showing the former pages, so nothing is committed (decision 143)."""

    outage = PAGE_NUMBERS


class Declared(set):
    """The keys of a block, and those that a commit has raised."""

    def __init__(self, keys=()):
        super().__init__(keys)
        self.raised: set[str] = set()


class _Site:
    """What the site says: where the numbers are, and what a write touches."""

    path: Path | None = None
    redis = ""
    keys_of: Callable[[str, str, str], Iterable[str]] = staticmethod(lambda *_: (EVERYTHING,))
    versions = None  # a VersionFile or RedisVersions


def configure(path: Path | None, keys_of, *, redis: str = "") -> None:
    """Set the path of the numbers, and what tells the keys of a write.

    `keys_of` is called with verb, table and statement. With the address of a Redis server the
    numbers are there. Without a path nothing is raised."""
    _Site.path, _Site.redis, _Site.keys_of, _Site.versions = path, redis, keys_of, None


def versions():
    """Return the numbers (VersionFile or RedisVersions); None where they have no place (yet)."""
    if _Site.versions is None and _Site.path is not None and _Site.redis:
        from .redis_versions import RedisVersions  # its library is for several hosts alone

        _Site.versions = RedisVersions(_Site.redis)
    if _Site.versions is None and _Site.path is not None and _Site.path.parent.is_dir():
        try:
            _Site.versions = VersionFile(_Site.path)
        except OSError:
            logger.exception("the numbers of pages cannot be opened; no page is kept")
            _Site.path = None
    return _Site.versions


def unchanged_state() -> bytes:
    """Return bytes that stay the same until something is committed; empty where nobody can tell.

    So in a transaction: what it wrote itself has raised no number yet."""
    numbers, connection = versions(), transaction.get_connection()
    if numbers is None or connection.in_atomic_block or not connection.get_autocommit():
        return b""
    try:
        state = numbers.state()
    except OSError:
        logger.exception("the numbers of pages cannot be read; rows are read anew")
        return b""
    return state if numbers.is_settled(state) else b""


@contextmanager
def declared(*keys: str):
    """Raise these keys instead of all that the block's statements would raise.

    Without keys: what the block writes is on no public page. Of blocks within each other the
    outermost one counts."""
    outer = getattr(_thread, "declared", None)
    if outer is not None:
        outer.update(keys)
        yield
        return
    _thread.declared = own = Declared(keys)
    try:
        yield
    finally:
        _thread.declared = None
        left = own - own.raised
        connection = transaction.get_connection()
        if left and not connection.in_atomic_block:
            with _written(left, connection.log_position):
                pass


def touch(*keys: str) -> None:
    """Raise these keys with the commit of the transaction that is open."""
    if (inner := getattr(_thread, "declared", None)) is not None:
        inner.update(keys)


def touch_everything() -> None:
    """Make all kept pages old, after a change that no statement of ours made."""
    with _written({EVERYTHING}, transaction.get_connection().log_position):
        pass


def _keys_of(statement):
    """Return the keys that a statement raises; a declared set is returned itself."""
    if READS.match(statement):
        return NONE
    match = WRITES.match(statement)
    if match is None:
        return (EVERYTHING,)
    keys = _Site.keys_of(match["verb"].lower(), match["table"], statement)
    inner = getattr(_thread, "declared", None)
    if not keys:
        return NONE
    return keys if inner is None else inner


class WatchedWrites:
    """Mixin of a database backend: raises the numbers of what its transactions changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._raised: set[str] = set()
        self._declared: list[Declared] = []  # may still grow: they are read at the commit
        self.execute_wrappers.append(self._note_write)

    def log_position(self) -> int:
        """Return the position in the log behind all commits; 0 is unknown."""
        return unknown()

    def _note_write(self, execute, statement, parameters, many, context):
        if _Site.path is None:
            return execute(statement, parameters, many, context)
        keys = _keys_of(str(statement))
        if self.in_atomic_block or not self.get_autocommit():
            if isinstance(keys, tuple):
                self._raised.update(keys)
            elif not self._declared or self._declared[-1] is not keys:
                self._declared.append(keys)
            return execute(statement, parameters, many, context)
        with _written(keys, self.log_position):
            return execute(statement, parameters, many, context)

    def _commit(self):
        declared = self._declared
        raised = self._raised.union(*declared)
        self._forget()
        with _written(raised, self.log_position):
            committed = super()._commit()
        for keys in declared:
            keys.raised.update(keys)
        return committed

    def _rollback(self):
        self._forget()
        return super()._rollback()

    def _forget(self):
        self._raised, self._declared = set(), []


@contextmanager
def _written(keys, position):
    """Raise the keys after the block, with the position of its commit.

    The database goes on where the file fails. Raises NumbersAwayError before the block where numbers
    that other hosts share cannot be raised."""
    numbers = versions() if keys else None
    if numbers is None:
        yield
        return
    writing = numbers.writing(keys, position)
    try:
        writing.__enter__()
    except OSError as error:
        if numbers.is_shared:
            raise NumbersAwayError(PAGE_NUMBERS.sentence) from error
        logger.exception("the numbers of pages cannot be written; they are made anew")
        numbers.discard()
        yield
        return
    try:
        yield
    finally:
        writing.__exit__(None, None, None)
