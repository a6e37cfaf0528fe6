"""/metrics: the operator's monitoring reads it with a token; for everybody else it is not there."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from series.actions.counters import requests
from series.actions.editorial.schedules import schedule
from series.actions.notifying import notify
from tests.helpers import making, people

pytestmark = pytest.mark.django_db  # the page that is not there has the site's navigation
TOKEN = "only-a-test-knows-this-token-0123456789"
SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]+"(,[a-z]+="[^"]+")*\})? [0-9.e+-]+')


@pytest.fixture(autouse=True)
def own_counts(settings, tmp_path):
    settings.METRICS_TOKEN, settings.REQUEST_COUNTS = TOKEN, tmp_path / "requests"


def read(client, token=TOKEN):
    answer = client.get("/metrics", HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.status_code == 200
    return answer.text


def value(text, name):
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


@pytest.mark.parametrize(
    "header",
    [
        "",
        TOKEN,
        f"Basic {TOKEN}",
        "Bearer ",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer 令牌",
    ],
)
def test_without_the_token_it_is_not_there(client, header):
    answer = client.get("/metrics", HTTP_AUTHORIZATION=header)
    assert answer.status_code == 404
    assert "chamber_" not in answer.text


def test_without_a_setting_no_token_opens_it(client, settings):
    settings.METRICS_TOKEN = ""
    for header in ("", "Bearer", "Bearer ", f"Bearer {TOKEN}"):
        assert client.get("/metrics", HTTP_AUTHORIZATION=header).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_other_methods_do_not_tell_that_it_is_there(client, method):
    assert getattr(client, method)("/metrics").status_code == 404


def test_the_administrator_without_the_token_gets_404_as_well(client):
    client.force_login(people.admin())
    assert client.get("/metrics").status_code == 404


def test_every_line_is_in_the_format(client):
    client.get("/healthz")
    text = read(client)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not SAMPLE.fullmatch(line)] == []
    assert 'chamber_part_ready{part="数据库"} 1' in lines
    names = {re.split(r"[{ ]", line)[0] for line in lines}
    typed = set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))
    assert {re.sub("_(bucket|sum|count)$", "", name) for name in names} == typed


def test_requests_are_counted_by_class_and_status(client):
    known, unknown = 'class="probe",status="200"', 'class="unknown",status="404"'
    before = read(client)
    client.get("/healthz")
    client.get("/no-such-page-某人")
    after = read(client)
    for labels, more in ((known, 2), (unknown, 1)):  # the first reading is counted as well
        name = f"chamber_requests_total{{{labels}}}"
        assert value(after, name) - (value(before, name) or 0) == more
    assert "某人" not in after
    counted = value(after, 'chamber_request_seconds_count{class="probe"}')
    assert counted == value(after, 'chamber_request_seconds_bucket{class="probe",le="+Inf"}')
    answered = re.findall(
        r'^chamber_requests_total\{class="probe",.*\} (\d+)$', after, re.MULTILINE
    )
    assert counted == sum(map(int, answered))


def test_counts_of_other_processes_are_added(client, settings):
    name = 'chamber_requests_total{class="feeds",status="200"}'
    before = value(read(client), name) or 0
    requests.write_requests()
    (own,) = settings.REQUEST_COUNTS.glob("*.json")
    (settings.REQUEST_COUNTS / "1.json").write_text('[{"feeds 200": 7}, {"feeds +Inf": 7}, {}]')
    assert value(read(client), name) == before + 7
    assert own.stem != "1"


def test_what_waits_is_told(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    row = making.article("signed")
    at = timezone.now() + timedelta(hours=1)
    schedule(row, revision=making.newest(row), at=at, by=people.chief())
    before = read(client)
    notify([people.editor()], "一条通知", entry=row)
    with time_machine.travel(at + timedelta(minutes=1)):
        after = read(client)
    assert (value(before, "chamber_due_entries"), value(after, "chamber_due_entries")) == (0, 1)
    unsent = "chamber_unsent_notifications"
    assert value(after, unsent) - value(before, unsent) == 1


def test_the_age_of_the_newest_backup(client, settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path)
    assert value(read(client), "chamber_backup_age_seconds") is None
    made = datetime.now(UTC) - timedelta(hours=2)
    (tmp_path / f"backup-{made:%Y%m%dT%H%M%SZ}").mkdir()
    age = value(read(client), "chamber_backup_age_seconds")
    assert 7200 <= age < 7300


def test_without_a_database_the_rest_is_told(client, monkeypatch):
    """This test has no database: whatever asks it fails as on a stopped one."""

    def stopped(*args, **kwargs):
        raise OperationalError("the server is away")

    monkeypatch.setattr(connection, "cursor", stopped)
    text = read(client)
    assert 'chamber_part_ready{part="数据库"} 0' in text
    assert "chamber_due_entries" not in text
