"""Django's PostgreSQL backend, which tries once more to connect where nobody answered.

After a restart that nobody noticed each thread looks at its connection and opens a new one; on a
busy machine the first try may be lost or last too long, and the page was 503. Nothing was asked
over it yet, so nothing can be done twice; a server that is away refuses both at once. Decision 126.

Where a replica is read, each commit of what readers see tells its position in the log. Decision 159.
"""

import logging

import psycopg
from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.db.backends.postgresql import base
from django.utils.asyncio import async_unsafe

from chamber.outages import AWAY, outage_of
from chamber.page_cache.writes import WatchedWrites

# A commit is seen by others once it is flushed, unless `synchronous_commit` is off. What is inserted and
# not flushed may wait for it long, and the replica with it.
POSITION = """
SELECT pg_wal_lsn_diff(CASE current_setting('synchronous_commit')
    WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END, '0/0')
"""
logger = logging.getLogger(__name__)


class RetryingDatabaseWrapper(WatchedWrites, base.DatabaseWrapper):
    """Connections that are tried twice."""

    @async_unsafe
    def get_new_connection(self, conn_params):
        connect = super().get_new_connection
        try:
            with self.wrap_database_errors:
                return connect(conn_params)
        except OperationalError as error:
            if outage_of(error) is not AWAY:
                raise
        return connect(conn_params)

    def log_position(self) -> int:
        """Return the end of the server's log in bytes; 0 where it is unknown.

        Without a replica nobody asks. Asked just after a commit, before the framework has left its transaction."""
        if not settings.REPLICA:
            return 0
        try:
            self.ensure_connection()
            was, self.connection.autocommit = self.connection.autocommit, True
            try:
                return int(self.connection.execute(POSITION).fetchone()[0])
            finally:
                self.connection.autocommit = was
        except (DatabaseError, psycopg.Error) as error:
            logger.warning("the position of a commit is not known: %s", error)
            return 0


DatabaseWrapper = RetryingDatabaseWrapper  # Django takes the class of a backend by this name
