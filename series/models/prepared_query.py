"""Questions to the database that never change and are asked again and again."""

from functools import cached_property

from django.db import connection


class PreparedQuery:
    """The rows of a query set that is the same each time. Its SQL is made once: of a question that
    takes 0.02 ms the making takes 0.1."""

    def __init__(self, make):
        """`make` returns the query set, a `values_list`; called once, when first asked."""
        self._make = make

    @cached_property
    def _sql(self):
        return self._make().query.sql_with_params()

    def rows(self) -> list[tuple]:
        """Its rows as the database gives them; fields that Django converts stay as they are."""
        with connection.cursor() as cursor:
            cursor.execute(*self._sql)
            return cursor.fetchall()

    def first(self):
        """Return the first value of the first row, or None."""
        rows = self.rows()
        return rows[0][0] if rows else None
