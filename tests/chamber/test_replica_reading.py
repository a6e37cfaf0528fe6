"""When a page is not read from the replica; what it reads there: tests/operations/test_replica.py."""

import logging
import socket

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from chamber.backends.replica import reading
from chamber.backends.replica.base import DatabaseWrapper
from chamber.page_cache import writes
from series.models import Column
from tests.helpers import people

REST = {"OPTIONS": {"connect_timeout": 2}, "TIME_ZONE": None, "AUTOCOMMIT": True}
REST |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
PLACE = {"NAME": "site", "USER": "site", "PASSWORD": "", "HOST": "127.0.0.1"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch, caplog):
    """A replica that nobody answers for; what the log says of it."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        replica = DatabaseWrapper({**PLACE, **REST, "PORT": closed.getsockname()[1]})
        connections[reading.ALIAS] = replica
        state = reading._State()
        state.is_on, state.cluster = True, 1
        monkeypatch.setattr(reading, "_state", state)
        numbers = writes.versions()
        numbers.note_position(numbers.state(), 1000)
        with caplog.at_level(logging.WARNING, reading.__name__):
            yield lambda: [line.getMessage() for line in caplog.records]
        del connections[reading.ALIAS]


def page():
    return Column.objects.count(), connection.vendor


def test_a_replica_that_is_away_is_asked_once_and_the_primary_answers(asked, monkeypatch):
    vendor = connection.vendor
    for _ in range(3):
        assert reading.read(page, is_public=True) == (0, vendor)
    assert len(asked()) == 1
    assert "pages are read from the primary" in asked()[0]
    monkeypatch.setattr(reading, "PAUSE", 0.0)
    reading._state.note_failure("again")
    assert reading._state.may_ask()
    assert len(asked()) == 1  # the log is told once


def test_while_somebody_commits_the_replica_is_not_asked(asked):
    with writes.versions().writing(["lists"], lambda: 2000):
        assert reading.read(page, is_public=True)[0] == 0
    assert asked() == []
    reading.read(page, is_public=True)
    assert len(asked()) == 1


def test_a_page_for_one_person_is_not_read_from_it(asked):
    visitor = Client()
    visitor.force_login(people.editor())
    assert visitor.get("/articles/").status_code == 200
    assert asked() == []
    assert Client().get("/articles/").status_code == 200
    assert len(asked()) == 1


@pytest.mark.parametrize("path", ["/desk/login/", "/api/", "/registrations/", "/typos/?page=/"])
def test_what_is_no_public_page_is_not_read_from_it(asked, path):
    Client().get(path)
    assert asked() == []


def test_without_the_setting_a_serving_process_reads_the_primary_alone(asked):
    reading.switch_on()
    Client().get("/articles/")
    assert asked() == []
    assert settings.REPLICA == ""


def test_an_error_of_the_page_itself_is_the_pages(asked):
    def fail():
        raise LookupError("no such page")

    with pytest.raises(LookupError):
        reading.read(fail, is_public=True)
