"""The last request of a session is noted if the database can be written; the page is shown anyway."""

import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from chamber.models import UserSession
from tests.helpers import people

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held_by_somebody():
    """Another connection holds the table of sessions."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    else:
        other = psycopg.connect(**connection.get_connection_params())
    with closing(other):
        sqlite = connection.vendor == "sqlite"
        table = "LOCK TABLE chamber_usersession IN EXCLUSIVE MODE"
        other.execute("BEGIN IMMEDIATE" if sqlite else table)
        yield


def test_a_page_is_shown_although_its_request_cannot_be_noted(client, caplog):
    client.force_login(people.editor())
    before = timezone.now() - timedelta(minutes=5)
    UserSession.objects.update(seen_at=before)
    with held_by_somebody():
        assert client.get("/desk/keys/").status_code == 200
    assert UserSession.objects.get().seen_at == before
    assert "the last request of a session was not noted" in caplog.text
    assert client.get("/desk/keys/").status_code == 200
    assert UserSession.objects.get().seen_at > before
