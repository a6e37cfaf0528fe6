"""The database in a backup: a consistent copy of it, and facts about the copy.
Decision 107.

SQLite is copied by its own backup interface in one step, PostgreSQL by pg_dump from the snapshot
that the facts are read from. Both go on serving meanwhile.
"""

import os
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.apps import apps
from django.db import connection, connections, models
from django.db.migrations.recorder import MigrationRecorder

from series.actions.errors import BackupError
from series.models import AuditHead, AuditLine

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
PROGRAM_MISSING = "没有找到 {}，请安装 PostgreSQL 的客户端程序（postgresql-client）后再运行"
# (table, column) of everything in the database.
COLUMNS = {
    "sqlite": "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
    " WHERE m.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = ANY (current_schemas(false))",
}
NO_TIME_LIMIT = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"


@dataclass(frozen=True)
class DatabaseFacts:
    """What a copy holds.
    Rows by table, applied migrations, the end of the chain, media names."""

    rows: dict[str, int]
    migrations: list[list[str]]
    audit: dict
    media: list[str]


def tables() -> list[str]:
    """Return the tables of all models, those between two models included."""
    found = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(found)


def file_columns() -> list[tuple[str, str]]:
    """Return (table, column) of every field that names a stored file."""
    return sorted(
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    )


def audit_end() -> dict:
    """Return the end of the audit chain as it is now, with its mark."""
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    return {"count": head.count, "seal": head.seal, "mark": _mark_of(head.count)}


def _mark_of(number):
    """Return the mark of an audit line; empty where it or its schema has none."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, AuditLine._meta.db_table)
    if "mark" not in {column.name for column in columns}:
        return ""
    return AuditLine.objects.filter(number=number).values_list("mark", flat=True).first() or ""


def applied_migrations() -> list[list[str]]:
    """Return [app, name] of every migration of this database, in order of names."""
    return sorted(list(key) for key in MigrationRecorder(connection).applied_migrations())


def database_version() -> str:
    """Return the name and version of the database."""
    numbers = ".".join(map(str, connection.get_database_version()))
    return f"{connection.vendor} {numbers}"


def copy_database(folder: Path) -> DatabaseFacts:
    """Write a consistent copy of the database into a folder and return its DatabaseFacts."""
    target = folder / FILES[connection.vendor]
    if connection.vendor == "sqlite":
        _copy_sqlite(target)
        with opened_copy(target) as copy:
            return facts_of(copy.execute, engine="sqlite")
    return _dump_postgres(target)


def _copy_sqlite(target):
    """Copy every page in one step, which sees one moment whatever is written meanwhile."""
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=60)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal and -shm


@contextmanager
def opened_copy(path: Path):
    """Open a copied SQLite file for reading only; nothing is written beside it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        yield copy


def _dump_postgres(target):
    """Dump the database from the snapshot in which its DatabaseFacts are read."""
    reader = connections.create_connection(connection.alias)
    try:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            target.touch(mode=0o600)
            options = ["--format=custom", "--no-owner", "--no-privileges"]
            run_program(["pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}"])
            return facts_of(partial(_rows, cursor), engine="postgresql")
    finally:
        reader.close()


def _rows(cursor, query):
    cursor.execute(query)
    return cursor.fetchall()


def current_facts(*, names=None) -> DatabaseFacts:
    """Read the DatabaseFacts of the site's own database."""
    with connection.cursor() as cursor:
        read = partial(_rows, cursor)
        return facts_of(read, engine=connection.vendor, names=names)


def facts_of(execute, *, engine: str, names=None) -> DatabaseFacts:
    """Read the DatabaseFacts of a database of this engine; `execute(query)` gives rows.

    Of `names` (else the tables of today's models) those are counted that are there: a database of
    an older schema lacks some.
    """
    columns = {tuple(row) for row in execute(COLUMNS[engine])}
    present = {table for table, _ in columns}
    wanted = sorted(present & set(tables() if names is None else names))
    ends = list(execute(f"SELECT count, seal FROM {AuditHead._meta.db_table} WHERE id = 1"))
    count, seal = ends[0] if ends else (0, "")
    media = {
        name
        for table, column in file_columns()
        if (table, column) in columns
        for (name,) in execute(f'SELECT "{column}" FROM "{table}"')
        if name
    }
    return DatabaseFacts(
        rows={table: _count(execute, table) for table in wanted},
        migrations=[
            list(row) for row in execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
        ],
        audit={"count": count, "seal": seal},
        media=sorted(media),
    )


def _count(execute, table):
    ((count,),) = execute(f'SELECT COUNT(*) FROM "{table}"')
    return count


def chain_holds(execute, end: dict) -> bool:
    """Tell whether the audit chain of a database holds this earlier end of it."""
    if not end["count"]:
        return True
    table, number = AuditLine._meta.db_table, int(end["count"])
    found = list(execute(f"SELECT seal FROM {table} WHERE number = {number}"))
    return [row[0] for row in found] == [end["seal"]]


def run_program(command: list[str], *, output=subprocess.PIPE):
    """Run a program of PostgreSQL on the site's database; raise BackupError where it fails.

    The password goes by the environment, so that no list of processes shows it.
    """
    try:
        done = subprocess.run(  # noqa: S603 (own words)
            command,
            env={**os.environ, **_connection_variables()},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            check=False,
        )
    except FileNotFoundError as error:
        raise BackupError(PROGRAM_MISSING.format(command[0])) from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BackupError(f"{command[0]} 没有做成：{told[0] if told else done.returncode}")
    return done


def _connection_variables():
    """Return how the programs of PostgreSQL reach the database, as environment variables."""
    given = connection.get_connection_params()
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD"}
    names |= {"host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE"}
    names |= {"sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
    found = {variable: str(given[key]) for key, variable in names.items() if given.get(key)}
    return {**found, "PGOPTIONS": NO_TIME_LIMIT}
