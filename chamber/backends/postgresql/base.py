"""Django's PostgreSQL backend, which tries once more to connect where nobody answered.

After a restart that nobody noticed each thread looks at its connection and opens a new one; on a
busy machine the first try may be lost or last too long, and the page was 503. Nothing was asked
over it yet, so nothing can be done twice; a server that is away refuses both at once. Decision 126.
"""

from django.db import OperationalError
from django.db.backends.postgresql import base
from django.utils.asyncio import async_unsafe

from chamber.outages import AWAY, outage_of
from chamber.page_cache.writes import WatchedWrites


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


DatabaseWrapper = RetryingDatabaseWrapper  # Django takes the class of a backend by this name
