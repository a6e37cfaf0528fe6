"""Inserting many rows that nobody needs as objects afterwards (decision 147).

`bulk_create` makes an object of each row and one statement of all their values; for the small rows
of an archive's texts (features, topics, hashes) that costs more than the database itself.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, models

AS_THEY_ARE = (models.ForeignKey, models.IntegerField, models.FloatField)


def insert_rows(
    model, names: Sequence[str], rows: Iterable[Sequence], *, ignore_conflicts: bool = False
) -> None:
    """Insert rows of values by one prepared statement.
    `names` are the fields that the values are of; that of a relation is a key.

    Every field without a default of the database must be among them. No signal is sent, as with
    `bulk_create`.
    """
    fields = [model._meta.get_field(name) for name in names]
    table, *columns = map(
        connection.ops.quote_name, (model._meta.db_table, *(field.column for field in fields))
    )
    places = ", ".join(["%s"] * len(fields))
    ending = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}){ending}"  # noqa: S608 (names of ours)
    changed = [at for at, field in enumerate(fields) if not isinstance(field, AS_THEY_ARE)]
    prepared = [list(row) for row in rows]
    for row in prepared:
        for at in changed:
            row[at] = fields[at].get_db_prep_save(row[at], connection)
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(statement, prepared)


def insert_objects(objects: Sequence[models.Model]) -> None:
    """Insert new objects of one model, without their keys, by one prepared statement.

    They do not learn their keys: who needs these asks for them once for all (decision 164).
    """
    if not objects:
        return
    model = type(objects[0])
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    rows = ([field.pre_save(one, True) for field in fields] for one in objects)
    insert_rows(model, [field.name for field in fields], rows)
