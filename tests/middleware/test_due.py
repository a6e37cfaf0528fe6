"""Without a timer, a reader's request acts on what is due; nothing that fails there shows."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import chamber.settings
from series.actions.editorial.schedules import schedule
from series.middleware import due
from series.models import AuditLine
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.get_default_timezone())
NOTICING = "series.middleware.due.PublishDue"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def visitor(settings):
    """A reader of a fresh process that looks for due moments."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, NOTICING]
    return Client()


@pytest.fixture
def planned(clock):
    row = making.article("signed", headline="定时的一篇")
    schedule(row, revision=making.newest(row), at=NOW + timedelta(hours=1), by=people.chief())
    return row


@pytest.fixture
def impatient(monkeypatch):
    """It looks at every request."""
    monkeypatch.setattr(due, "EVERY", 0)


@pytest.mark.usefixtures("impatient")
def test_the_next_request_brings_it_out(visitor, planned, clock):
    assert visitor.get(planned.get_absolute_url()).status_code == 404
    clock.shift(timedelta(hours=2))
    page = visitor.get(planned.get_absolute_url(), REMOTE_ADDR="192.0.2.7")
    assert page.status_code == 200
    line = AuditLine.objects.get(verb="到时发布")
    assert (line.actor, line.channel, line.address) == (people.chief(), "publish_due", None)


def test_control_without_it_nothing_comes_out(client, planned, clock):
    clock.shift(timedelta(hours=2))
    assert client.get(planned.get_absolute_url()).status_code == 404


def test_it_asks_one_question_and_not_at_every_request(visitor, planned):
    with CaptureQueriesContext(connection) as first:
        visitor.get("/healthz")
    with CaptureQueriesContext(connection) as second:
        visitor.get("/healthz")
    assert sum("publish_due_at" in query["sql"] for query in first) == 1
    assert sum("publish_due_at" in query["sql"] for query in second) == 0


@pytest.mark.usefixtures("impatient")
def test_a_clock_set_back_does_not_silence_it(visitor, planned, clock):
    clock.shift(timedelta(hours=-9))
    visitor.get("/healthz")
    clock.shift(timedelta(hours=11))
    assert visitor.get(planned.get_absolute_url()).status_code == 200


def test_an_error_is_logged_and_the_page_is_answered(visitor, planned, monkeypatch, caplog):
    def broken(now):
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(due, "anything_due", broken)
    with caplog.at_level(logging.ERROR):
        assert visitor.get("/articles/").status_code == 200
    assert "looking for due moments failed" in caplog.text


def test_the_site_itself_has_it_switched_on():
    source = Path(chamber.settings.__file__).read_text(encoding="utf-8")
    assert f'    "{NOTICING}",' in source
