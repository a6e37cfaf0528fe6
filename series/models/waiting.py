"""How long a statement waits for a lock that somebody else holds."""

from contextlib import contextmanager

from django.db import connection

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
