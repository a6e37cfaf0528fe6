"""Database queries that never change and are run again and again."""

from functools import cached_property

from django.db import connection


class PreparedQuery:
    """A queryset that is the same each time, whose SQL is compiled once.

    Compiling takes 0.1 ms for a query that runs 0.02 ms.
    """

    def __init__(self, make):
        """Store `make`, which returns a `values_list`; it is called once, at the first use."""
        self._make = make

    @cached_property
    def _sql(self):
        return self._make().query.sql_with_params()

    def rows(self) -> list[tuple]:
        """Return the rows as the database gives them, without Django's conversions."""
        with connection.cursor() as cursor:
            cursor.execute(*self._sql)
            return cursor.fetchall()

    def first(self):
        """Return the first value of the first row, or None."""
        rows = self.rows()
        return rows[0][0] if rows else None
