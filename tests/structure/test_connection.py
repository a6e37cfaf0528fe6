"""What a live connection really does, on the database that this run uses."""

from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction

from series.models import Column
from tests.helpers import making
from tests.helpers.deeds.threads import run_together


@pytest.fixture
def only_on(db):
    def check(vendor):
        if connection.vendor != vendor:
            pytest.skip(f"只用于 {vendor}")

    return check


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20000)],
)
def test_sqlite_is_set_for_real_use(only_on, pragma, value):
    only_on("sqlite")
    assert ask(f"PRAGMA {pragma}") == value


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("server_encoding", "UTF8"),
    ],
)
def test_postgresql_gives_up_instead_of_hanging(only_on, setting, value):
    only_on("postgresql")
    assert ask(f"SHOW {setting}") == value


def read_then_write(column, *, mode=None, both_have_read=None):
    """Read the order and write it one higher, as two editors at once would."""
    connection.ensure_connection()
    if mode:
        connection.transaction_mode = mode
    with transaction.atomic():
        order = Column.objects.get(pk=column.pk).order
        if both_have_read:
            both_have_read.wait()
        Column.objects.filter(pk=column.pk).update(order=order + 1)


@pytest.mark.django_db(transaction=True)
def test_sqlite_writers_queue_up_and_none_is_lost(only_on):
    only_on("sqlite")
    column = making.column(order=100)
    _, errors = run_together(*[lambda: read_then_write(column)] * 8)
    assert errors == []
    column.refresh_from_db()
    assert column.order == 108


@pytest.mark.django_db(transaction=True)
def test_control_with_deferred_transactions_a_writer_fails(only_on):
    only_on("sqlite")
    column, meeting = making.column(order=100), Barrier(2, timeout=10)
    deed = lambda: read_then_write(column, mode="DEFERRED", both_have_read=meeting)  # noqa: E731
    _, errors = run_together(deed, deed)
    assert [str(error) for error in errors] == ["database is locked"]
    assert isinstance(errors[0], OperationalError)
