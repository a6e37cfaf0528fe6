"""Lines of the log: nobody who visits can add a line to it, and secrets are in none."""

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from chamber.log_format import JsonFormatter, LineFormatter

ROOT = Path(__file__).resolve().parents[2]
SPLITTERS = (
    "\r\n",
    "\n",
    "\x0b",
    "\x85",
    "\u2028",
    "\u2029",
    "\x1b[31m",
    "\u202e",
    "\x00",
    "\ud800",
)


@pytest.fixture
def log():
    """What the log of requests writes as JSON; it is off by default."""
    logger, stream = logging.getLogger("chamber.requests"), io.StringIO()
    handler, level = logging.StreamHandler(stream), logger.level
    handler.setFormatter(JsonFormatter())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(level)


def record_of(message, *args, **extra):
    made = logging.LogRecord("series", logging.ERROR, "", 0, message, args, None)
    made.__dict__.update(extra)
    return made


@pytest.mark.parametrize("made", [LineFormatter("%(levelname)s %(message)s"), JsonFormatter()])
@pytest.mark.parametrize("splitter", SPLITTERS)
def test_what_a_visitor_sends_cannot_begin_a_line(made, splitter):
    written = made.format(record_of("no page %s", f"/a{splitter}ERROR forged"))
    assert len(written.splitlines()) == 1
    assert splitter not in written
    written.encode()


@pytest.mark.parametrize("splitter", SPLITTERS[:2])
def test_control_the_usual_form_is_split(splitter):
    written = logging.Formatter().format(record_of("no page %s", f"/a{splitter}ERROR forged"))
    assert len(written.splitlines()) == 2


@pytest.mark.parametrize("made", [LineFormatter(), JsonFormatter()])
@pytest.mark.parametrize(
    "address",
    ["/share/0a1b2c3d4e5f/", "/pictures/1/ab.png?share=0a1b2c3d4e5f", "share=0a1b2c3d4e5f&x=1"],
)
def test_the_key_of_a_share_link_is_left_out(made, address):
    written = made.format(record_of("Internal Server Error: %s", address))
    assert "0a1b2c3d4e5f" not in written
    assert "share" in written


def test_a_traceback_is_in_the_line_of_its_error():
    try:
        raise ValueError("a fault\nof the program")
    except ValueError:
        record = record_of("a page failed", exc_info=sys.exc_info())
    (line,) = JsonFormatter().format(record).splitlines()
    assert "ValueError: a fault\nof the program" in json.loads(line)["traceback"]


def test_a_request_is_one_line_with_its_facts(log):
    assert Client().get("/healthz", {"q": "秘密的词"}, REMOTE_ADDR="203.0.113.9").status_code == 200
    (line,) = log()
    facts = {name: line[name] for name in ("method", "path", "route", "status")}
    assert facts == {
        "method": "GET",
        "path": "/healthz",
        "route": "series:healthz",
        "status": 200,
    }
    assert line["milliseconds"] >= 0
    assert len(line["request"]) == 16
    written = json.dumps(line, ensure_ascii=False)
    assert "秘密的词" not in written
    assert "203.0.113.9" not in written


@pytest.mark.django_db
def test_nothing_that_is_typed_at_the_log_in_is_logged(log):
    typed = {"username": "some-name", "password": "a-secret-password"}
    Client().post("/desk/login/?next=/desk/tags/", typed, HTTP_COOKIE="sessionid=a-secret-session")
    (line,) = log()
    written = json.dumps(line)
    assert line["path"] == "/desk/login/"
    for secret in (*typed.values(), "a-secret-session", "next"):
        assert secret not in written


@pytest.mark.django_db
def test_refused_requests_have_a_line_too(log):
    Client().get("/", HTTP_HOST="evil.example.com")
    Client().get("/no-such-page\n{}")
    assert [line["status"] for line in log()] == [400, 404]
    assert len({line["request"] for line in log()}) == 2


PROGRAM = """
import django, logging
django.setup()
logging.getLogger("series").warning("a line")
from django.test import Client
Client().get("/healthz", HTTP_HOST="localhost", CONTENT_TYPE="text/plain; charset=gbk")
"""


@pytest.mark.parametrize(("form", "lines"), [("line", 1), ("json", 2)])
def test_the_setting_chooses_the_form(tmp_path, form, lines):
    done = _run(tmp_path, form)
    written = done.stderr.splitlines()
    assert len(written) == lines
    assert all(line.startswith("{") == (form == "json") for line in written)


def test_another_form_is_refused(tmp_path):
    done = _run(tmp_path, "xml")
    assert done.returncode == 1
    assert "CHAMBER_LOG 应为 line 或 json" in done.stderr


def _run(tmp_path, form):
    own = {"PATH": os.environ["PATH"], "CHAMBER_DATA": str(tmp_path), "CHAMBER_LOG": form}
    own |= {"DJANGO_SETTINGS_MODULE": "chamber.settings", "CHAMBER_SECRET_KEY": "k" * 50}
    (tmp_path / "static").mkdir()
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    "place",
    [
        *("/registrations/", "/events/3/register/", "/endorsements/"),
        *("/checkin/", "/wall/", "/consultations/mine/"),
    ],
)
def test_codes_of_registrations_are_in_no_line(place):
    made = LineFormatter("%(message)s")
    for path in (f"{place}4K92QM7X3P/data/", f"/display/?next={quote(place, '')}4K92QM7X3P%2F"):
        written = made.format(record_of("GET %s 200", path))
        assert "4K92QM7X3P" not in written
        assert "…" in written


def test_other_addresses_stay_as_they_are():
    line = "GET /events/3/register/ 200 /registrations/ /display/?next=%2Fregistrations%2F"
    assert LineFormatter("%(message)s").format(record_of(line)) == line
