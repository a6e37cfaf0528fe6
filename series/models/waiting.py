"""What a connection waits for and sees: locks that others hold, rows that others write."""

from contextlib import ExitStack, contextmanager

from django.db import connection, transaction

SHORT = 1.0  # seconds; decision 105


@contextmanager
def short_wait(seconds: float = SHORT):
    """Let the statements of this block wait for locks no longer than `seconds`.

    For what an open page does by itself every few seconds, and for what a reader would wait for:
    it comes again, and a thread that waits 20 s is missing to all others.
    """
    _set_wait(f"{int(seconds * 1000)}")
    try:
        yield
    finally:
        if connection.connection is not None:
            _set_wait(None)


def _set_wait(milliseconds):
    """Set the limit of this connection; None brings the usual one back."""
    if connection.vendor == "sqlite":
        usual = int(connection.settings_dict["OPTIONS"]["timeout"] * 1000)
        statement = f"PRAGMA busy_timeout = {milliseconds or usual}"
    else:
        statement = f"SET lock_timeout = {milliseconds}" if milliseconds else "RESET lock_timeout"
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def one_snapshot():
    """Let all that is read in the block be of one moment.

    No writer is kept waiting.

    SQLite sees one moment in a transaction, if it does not begin with the lock of writers as ours
    do (decision 6); PostgreSQL in one of REPEATABLE READ. Inside a transaction of the caller the
    block sees what that one sees. Decision 114.
    """
    if connection.in_atomic_block:
        yield
        return
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            connection.ensure_connection()  # which reads the usual mode
            usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
            try:
                stack.enter_context(transaction.atomic())
            finally:
                connection.transaction_mode = usual
        else:
            stack.enter_context(transaction.atomic())
            _see_one_moment()
        yield


def _see_one_moment():
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
