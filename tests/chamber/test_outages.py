"""What is no fault of the program: 503 with a sentence, and one line in the log."""

import errno
import io
import logging
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import InterfaceError, InternalError, OperationalError
from django.test import Client

from chamber.log_filters import OneLine
from chamber.outages import AWAY, BUSY, DISK, outage_of

ROOT = Path(__file__).resolve().parents[2]


def of_driver(kind, cause):
    error = kind("words of the driver")
    error.__cause__ = cause
    return error


def sqlite_error(code):
    error = sqlite3.OperationalError("words of SQLite")
    error.sqlite_errorcode = code
    return error


ERRORS = [
    (of_driver(OperationalError, sqlite_error(sqlite3.SQLITE_BUSY)), BUSY),
    (of_driver(OperationalError, sqlite_error(sqlite3.SQLITE_FULL)), DISK),
    (of_driver(OperationalError, sqlite_error(4874)), DISK),  # SQLITE_IOERR_SHMSIZE
    (of_driver(OperationalError, sqlite_error(sqlite3.SQLITE_READONLY)), DISK),
    (of_driver(OperationalError, sqlite_error(sqlite3.SQLITE_ERROR)), None),  # no such table
    (of_driver(OperationalError, psycopg.OperationalError("connection refused")), AWAY),
    (of_driver(OperationalError, psycopg.errors.AdminShutdown()), AWAY),
    (of_driver(OperationalError, psycopg.errors.LockNotAvailable()), BUSY),
    (of_driver(OperationalError, psycopg.errors.DiskFull()), DISK),
    (of_driver(InterfaceError, psycopg.InterfaceError("connection is closed")), AWAY),
    (of_driver(InternalError, psycopg.errors.IdleInTransactionSessionTimeout()), BUSY),
    (of_driver(InternalError, psycopg.errors.ReadOnlySqlTransaction()), DISK),
    (of_driver(InternalError, psycopg.errors.InFailedSqlTransaction()), None),
    (OSError(errno.ENOSPC, "No space left on device"), DISK),
    (OSError(errno.EROFS, "Read-only file system"), DISK),
    (OSError(errno.ENOENT, "No such file"), None),
    (ValueError("a fault of the program"), None),
]


@pytest.mark.parametrize(("error", "outage"), ERRORS)
def test_errors_are_told_apart(error, outage):
    assert outage_of(error) is outage


def test_an_outage_behind_another_error_is_found():
    error = KeyError("a fault that follows")
    error.__context__ = OSError(errno.ENOSPC, "No space left on device")
    assert outage_of(error) is DISK


@pytest.fixture
def log():
    """What the log of the site writes."""
    handlers = [h for h in logging.getLogger().handlers if _is_ours(h)]
    (handler,) = handlers
    before, stream = handler.stream, io.StringIO()
    handler.setStream(stream)
    yield stream
    handler.setStream(before)


def _is_ours(handler):
    return any(isinstance(each, OneLine) for each in handler.filters)


def test_a_bad_host_is_one_line(log):
    assert Client().get("/", HTTP_HOST="evil.example.com").status_code == 400
    (line,) = log.getvalue().splitlines()
    assert "evil.example.com" in line


def test_control_a_fault_of_the_program_keeps_its_traceback(log):
    try:
        raise ValueError("a fault")
    except ValueError:
        logging.getLogger("series").exception("a page failed")
    assert "Traceback" in log.getvalue()


def test_pages_of_refusal_of_the_desk_need_no_database():
    """This test has no database: a question to it would fail.

    The readers' 404 asks for redirects and links, and does without them where it must: below.
    """
    assert Client().get("/desk/no-such-page").status_code == 302


ASKED = """
import django; django.setup()
from django.test import Client
visitor = Client(raise_request_exception=False, SERVER_NAME="localhost")
for path in ("/", "/articles/", "/search/?q=a", "/feeds/all.atom", "/sitemap.xml", "/api/entries/", "/desk/login/", "/healthz", "/readyz", "/no-such"):
    answer = visitor.get(path)
    told = "数据库暂时连不上" in answer.text
    print(path, answer.status_code, answer.get("Retry-After"), told)
"""


def test_a_database_that_is_away_gives_503_everywhere(tmp_path):
    own = {
        **{"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path)},
        **{"CHAMBER_SECRET_KEY": "k" * 60, "DJANGO_SETTINGS_MODULE": "chamber.settings"},
        **{"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PYTHONIOENCODING": "utf-8"},
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=own, cwd=ROOT, capture_output=True, text=True
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    answers = {path: tuple(rest) for path, *rest in rows}
    assert answers.pop("/healthz")[0] == "200"
    assert answers.pop("/readyz")[0] == "503"
    assert answers.pop("/no-such")[0] == "404"
    assert answers.pop("/desk/login/")[0] in {"200", "503"}
    assert set(answers.values()) == {("503", "30", "True")}, done.stderr
    assert len(answers) == 6
    assert "Traceback" not in done.stderr
