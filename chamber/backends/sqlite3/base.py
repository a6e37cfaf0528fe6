"""Django's SQLite backend, which goes on reading when the disk is full or read-only.

A WAL database needs two files beside it even to be read, and the last connection deletes them. On
a full or read-only disk they cannot be made again, and every page failed. Then the file is
opened for reading alone; the next connection tries the usual way first, so that nothing has to be
restarted once there is space. Decision 105.

A connection stays open between requests: opening it and reading the schema cost more than most pages.
It is closed where it can only read, and where another file has its database's name. Decision 145.
"""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from django.db.backends.sqlite3 import base, features
from django.db.utils import OperationalError
from django.utils.asyncio import async_unsafe
from django.utils.functional import cached_property

from chamber.outages import sqlite_kind
from chamber.page_cache.writes import WatchedWrites

CANNOT_OPEN = frozenset(
    {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
)


class DatabaseFeatures(features.DatabaseFeatures):
    """What this SQLite can do, asked without waiting for whoever writes.

    Django asks for JSON inside a transaction. With IMMEDIATE that took the only place of a writer: a
    backup begun during an import waited 20 s, and was told then that SQLite has no JSON. Decision 183.
    """

    @cached_property
    def supports_json_field(self):
        with self.connection.cursor() as cursor:
            try:
                cursor.execute("SELECT JSON('[]')")
            except OperationalError:
                return False
        return True


class DatabaseWrapper(WatchedWrites, base.DatabaseWrapper):
    """Connections that are read-only where the disk takes no files beside the database."""

    features_class = DatabaseFeatures
    is_read_only = False
    opened_file = None

    @async_unsafe
    def get_new_connection(self, conn_params):
        self.is_read_only = False
        try:
            opened = super().get_new_connection(conn_params)
            self.opened_file = file_identity(conn_params["database"])
            return opened
        except sqlite3.OperationalError as error:
            address = read_only_address(conn_params["database"], error)
        usual, self.init_commands = self.init_commands, []
        try:
            opened = super().get_new_connection({**conn_params, "database": address})
            self.is_read_only = True
            return opened
        finally:
            self.init_commands = usual

    def close_if_unusable_or_obsolete(self):
        super().close_if_unusable_or_obsolete()
        if self.connection is not None and (self.is_read_only or self._is_replaced()):
            self.close()

    def _is_replaced(self):
        """Tell whether another file has the name of the one that is open."""
        return file_identity(self.settings_dict["NAME"]) != self.opened_file


def file_identity(name):
    """Return what tells a file from another of its name."""
    try:
        status = os.stat(name)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def read_only_address(name, error):
    """Return the address under which the database can be read; raise `error` where it cannot.

    Commits that are still in the -wal file are read with the help of the -shm file. Without such
    commits the file alone is the whole database: nobody writes where nobody can make a -wal.
    """
    path, wal = Path(name), Path(f"{name}-wal")
    if sqlite_kind(error) not in CANNOT_OPEN or not path.is_file():
        raise error
    has_commits = wal.is_file() and wal.stat().st_size
    if has_commits and not Path(f"{name}-shm").exists():
        raise error  # the file alone would show a text that was withdrawn a moment ago
    how = "readonly_shm=1" if has_commits else "immutable=1"
    return f"file:{quote(str(path))}?mode=ro&{how}"
