"""The backend of a streaming replica, from which readers' pages are read (decision 159).

Its connection takes the place of the usual one while such a page is made, so it bears that one's alias:
rows and compiled queries that are made over it are good for both.
"""

from django.db import DEFAULT_DB_ALIAS, OperationalError
from django.db.backends.postgresql import base
from django.utils.asyncio import async_unsafe

from chamber.page_cache.versions import unknown

from .reading import CLUSTER

REPLAYED = (
    f"SELECT pg_is_in_recovery(), pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), ({CLUSTER})"
)


class NoReplicaError(OperationalError):
    """The server is no replica of ours: a primary, or one that follows another."""


class ReplicaDatabaseWrapper(base.DatabaseWrapper):
    """Connections that know how far their server has come."""

    reached = 0  # by this connection's server: one that was started again may stand further back

    def __init__(self, settings_dict, alias=DEFAULT_DB_ALIAS):
        super().__init__(settings_dict, DEFAULT_DB_ALIAS)

    @async_unsafe
    def get_new_connection(self, conn_params):
        self.reached = 0
        return super().get_new_connection(conn_params)

    def has_reached(self, position: int, cluster: int) -> bool:
        """Tell whether the server shows all commits before a position; asked until it does.

        Raises a DatabaseError where it does not answer, or does not follow the primary of `cluster`."""
        self.ensure_connection()
        if self.reached < position:
            self.reached = self._ask_position(cluster)
        return self.reached >= position

    def _ask_position(self, cluster):
        """Return how far the server has replayed the primary's log, in bytes."""
        with self.cursor() as cursor:
            cursor.execute(REPLAYED)
            is_following, position, own = cursor.fetchone()
        if not is_following or own != cluster:
            raise NoReplicaError("the server of CHAMBER_REPLICA does not follow this database")
        return int(position or 0)

    def log_position(self) -> int:
        """Return what nobody knows: nothing is committed here."""
        return unknown()


DatabaseWrapper = ReplicaDatabaseWrapper  # Django takes the class of a backend by this name
