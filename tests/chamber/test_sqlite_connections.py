"""A connection of SQLite stays open between requests, unless it no longer leads to the database."""

import os
import sqlite3
from contextlib import closing

import pytest
from django.db import close_old_connections, connection

from chamber import settings as chamber_settings
from chamber.backends.sqlite3.base import DatabaseWrapper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


def file_with(path, word):
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE words (word TEXT)")
        made.execute("INSERT INTO words VALUES (?)", [word])
    made.close()
    return path


@pytest.fixture(autouse=True)
def only_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("只用于 SQLite")


@pytest.fixture
def opened(tmp_path):
    """A connection with the site's own settings to a file of its own."""
    given = {
        **connection.settings_dict,
        "NAME": str(file_with(tmp_path / "site.sqlite3", "former")),
        "OPTIONS": chamber_settings.SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }
    wrapper = DatabaseWrapper(given, alias="kept")
    yield wrapper
    wrapper.close()


def word(wrapper):
    """What the next request reads."""
    wrapper.close_if_unusable_or_obsolete()  # as Django does before and after a request
    with wrapper.cursor() as cursor:
        return cursor.execute("SELECT word FROM words").fetchone()[0]


def replace(path, tmp_path):
    os.replace(file_with(tmp_path / "other.sqlite3", "new"), path)


def test_a_connection_is_used_for_the_next_request(opened):
    assert word(opened) == "former"
    first = opened.connection
    assert word(opened) == "former"
    assert opened.connection is first


def test_a_file_that_was_put_in_its_place_is_read_by_the_next_request(opened, tmp_path):
    assert word(opened) == "former"
    replace(opened.settings_dict["NAME"], tmp_path)
    assert word(opened) == "new"


def test_control_without_the_look_at_the_file_the_former_one_is_read(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(DatabaseWrapper, "_is_replaced", lambda wrapper: False)
    assert word(opened) == "former"
    replace(opened.settings_dict["NAME"], tmp_path)
    assert word(opened) == "former"


def test_what_a_restore_writes_into_the_file_is_read_by_a_connection_that_was_open(
    opened, tmp_path
):
    assert word(opened) == "former"
    first = opened.connection
    backup = file_with(tmp_path / "backup.sqlite3", "restored")
    with (
        closing(sqlite3.connect(backup)) as source,
        closing(sqlite3.connect(opened.settings_dict["NAME"])) as into,
    ):
        source.backup(into)
    assert word(opened) == "restored"
    assert opened.connection is first


def test_one_that_can_only_read_is_tried_anew(opened):
    assert word(opened) == "former"
    first, opened.is_read_only = opened.connection, True
    assert word(opened) == "former"
    assert opened.connection is not first
    assert not opened.is_read_only


def test_the_end_of_a_request_asks_the_backend():
    connection.ensure_connection()
    connection.close_at, connection.is_read_only = None, True
    close_old_connections()
    assert connection.connection is None


def test_what_sqlite_can_do_is_told_while_somebody_writes(opened):
    assert word(opened) == "former"
    opened.close()
    opened.settings_dict["OPTIONS"] = {**chamber_settings.SQLITE_OPTIONS, "timeout": 0}
    with closing(sqlite3.connect(opened.settings_dict["NAME"])) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert opened.features.supports_json_field is True
        with pytest.raises(sqlite3.OperationalError):  # control: in a transaction, as Django asks
            opened.connection.execute("BEGIN IMMEDIATE")
