"""A damaged index: told as such, since the texts themselves are whole. Decision 105."""

from contextlib import contextmanager

from django.db import DatabaseError

from chamber.outages import Outage, OutageError, outage_of

RETRY_AFTER = 300
# A damaged block may name a length of gigabytes, for which SQLite has no memory.
SIGNS = (DatabaseError, MemoryError)


class DamagedIndexError(OutageError):
    """A table of the index cannot be read: searching waits for `manage.py reindex`."""

    outage = Outage(
        "search index", "检索暂时不能使用，正在修复；其他页面照常，请稍后再试。", RETRY_AFTER
    )


class DamagedForWritingError(DamagedIndexError):
    """A table of the index takes no further text: publishing waits for `manage.py reindex`."""

    outage = Outage(
        "search index",
        "检索索引损坏，这一步没有办成；请管理员运行 manage.py reindex，然后再试。",
        RETRY_AFTER,
    )


@contextmanager
def damage_named(error_class=DamagedIndexError):
    """Raise `error_class` where the database fails at the index without being away itself."""
    try:
        yield
    except SIGNS as error:
        if outage_of(error):
            raise
        raise error_class(str(error)) from error
