"""Empties the tables after a test that commits, in a tenth of the time that `flush` takes."""

from functools import cache

from django.core.management import call_command
from django.db import connection, transaction

# What `flush` would delete and the signal after it create again: the same rows, 280 queries.
CREATED_BY_SIGNAL = ("django_content_type", "auth_permission")


@cache
def tables_to_empty():
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [name for name in names if name not in CREATED_BY_SIGNAL]


def remember_kept_rows():
    """Note the content types and permissions of this run; the tables are new."""
    remembered["rows"] = kept_rows()


def kept_rows():
    with connection.cursor() as cursor:
        rows = []
        for name in CREATED_BY_SIGNAL:
            cursor.execute(f"SELECT * FROM {name} ORDER BY id")
            rows.append(cursor.fetchall())
    return rows


remembered = {}


def empty_tables():
    """Delete the rows of every table but the content types and permissions.

    Foreign keys are checked at the end of the transaction, so that any order will do. Where a test
    changed the rows that are kept, `flush` makes all of them again.
    """
    if remembered["rows"] != kept_rows():
        call_command("flush", verbosity=0, interactive=False)
        remember_kept_rows()
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for name in filled_tables(cursor):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def filled_tables(cursor):
    names = tables_to_empty()
    asked = (
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})"
        for place, name in enumerate(names)
    )
    cursor.execute(" UNION ALL ".join(asked))
    return [names[place] for (place,) in cursor.fetchall()]
