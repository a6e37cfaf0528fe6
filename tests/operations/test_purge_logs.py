"""`manage.py purge_logs`: addresses go after the period, and the chain can still be verified."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from chamber.models import UserSession
from series.actions.audit import chain
from series.actions.audit.addresses import SHORTEST_DAYS, TAKEN_AWAY
from series.actions.audit.chain import Origin, record
from series.actions.audit.new_key import add_key
from series.actions.counters.searches import KEPT_DAYS
from series.actions.verification.verify import Verification
from series.models import AuditLine, SearchTally
from series.outputs.evidence.bundle import evidence_of
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
VISITOR, LATER_VISITOR = "203.0.113.9", "2001:db8::7"
PERIOD = timedelta(days=SHORTEST_DAYS)


@pytest.fixture
def own_key(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    add_key()


@pytest.fixture
def go_on():
    """Let the time go on by a timedelta."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock.shift


def visit(address, **about):
    token = chain.origin.set(Origin("site", address))
    try:
        return record("试写", by=None, **about)
    finally:
        chain.origin.reset(token)


def purge(*options):
    out = io.StringIO()
    call_command("purge_logs", *options, stdout=out)
    return out.getvalue()


def faults():
    return [str(fault) for fault in Verification().faults()]


def sql(text, *given):
    with connection.cursor() as cursor:
        cursor.execute(text, given)


@pytest.fixture
def old_and_new(own_key, go_on):
    """Lines with an address: two older than the period, one younger; the clock is known."""
    old = [visit(VISITOR), visit(VISITOR)]
    go_on(PERIOD + timedelta(hours=1))
    return [*old, visit(LATER_VISITOR)]


def test_old_addresses_go_and_everything_can_still_be_verified(old_and_new):
    seals = list(AuditLine.objects.order_by("number").values_list("seal", flat=True))
    assert "审计记录里的地址：已清除 2 条" in purge("--commit")
    first, second, third = (AuditLine.objects.get(pk=line.pk) for line in old_and_new)
    assert (first.address, first.address_salt, second.address) == (None, "", None)
    assert third.address == LATER_VISITOR
    lines = AuditLine.objects.order_by("number")
    assert list(lines.values_list("seal", flat=True))[: len(seals)] == seals
    assert lines.last().verb == TAKEN_AWAY
    assert faults() == []
    assert "审计记录里的地址：已清除 0 条" in purge("--commit")


def test_nothing_of_an_address_is_left_in_the_rows(old_and_new):
    """Two lines of one address have unlike digests, so that nobody can count or try addresses."""
    purge("--commit")
    digests = {AuditLine.objects.get(pk=line.pk).address_digest for line in old_and_new[:2]}
    assert len(digests) == 2
    rows = json.dumps(list(AuditLine.objects.values()), default=str)
    assert VISITOR not in rows
    assert LATER_VISITOR in rows  # control


def test_without_commit_nothing_changes(old_and_new):
    before = AuditLine.objects.count()
    said = purge()
    assert "审计记录里的地址：可清除 2 条" in said
    assert "没有改动；加 --commit 清除" in said
    assert AuditLine.objects.filter(address=VISITOR).count() == 2
    assert AuditLine.objects.count() == before


def test_an_address_that_was_taken_away_by_hand_is_found(old_and_new):
    purge("--commit")
    third = old_and_new[2]
    sql("UPDATE series_auditline SET address = NULL, address_salt = '' WHERE id = %s", third.pk)
    assert f"第 {third.number} 条“试写”的地址被清除，没有相应的记录" in faults()[0]


def test_an_address_that_was_changed_is_found(old_and_new):
    third = old_and_new[2]
    sql("UPDATE series_auditline SET address = '198.51.100.1' WHERE id = %s", third.pk)
    assert f"第 {third.number} 条“试写”的地址被改动" in faults()[0]


def test_a_forged_line_about_the_taking_away_is_found(old_and_new):
    """Whoever has the database alone cannot write the line that excuses a missing address."""
    purge("--commit")
    third, told = old_and_new[2], AuditLine.objects.get(verb=TAKEN_AWAY)
    sql("UPDATE series_auditline SET address = NULL, address_salt = '' WHERE id = %s", third.pk)
    detail = json.dumps({**told.detail, "through": third.number})
    sql("UPDATE series_auditline SET detail = %s WHERE id = %s", detail, told.pk)
    assert f"第 {told.number} 条“{TAKEN_AWAY}”与链值不符" in faults()[0]


def test_lines_of_before_keep_the_address_that_their_seal_covers(own_key, go_on):
    """They are written here as they were before decision 111: the seal covers the address."""
    line = visit(VISITOR)
    line.address_digest = line.address_salt = ""
    before = AuditLine.objects.get(number=line.number - 1)
    seal = line.sealed_over(before.seal)
    changed = "UPDATE series_auditline SET address_digest = '', address_salt = '', seal = %s"
    sql(f"{changed}, mark = %s WHERE id = %s", seal, _mark(line.number, seal), line.pk)
    sql("UPDATE series_audithead SET seal = %s", seal)
    go_on(PERIOD + timedelta(hours=1))
    visit(LATER_VISITOR)
    assert "另有 1 条旧记录的地址封在链值里" in purge("--commit")
    assert AuditLine.objects.get(pk=line.pk).address == VISITOR
    assert faults() == []


def _mark(number, seal):
    return chain.key_for(number, chain.audit_keys()).mark(seal)


def test_after_a_jump_of_the_clock_nothing_is_deleted(own_key, go_on):
    visit(VISITOR)
    go_on(PERIOD * 2)
    with pytest.raises(CommandError, match="没有清除；请核对时间"):
        purge("--commit")
    assert AuditLine.objects.filter(address=VISITOR).exists()
    call_command("publish_due", clock_is_right=True, stdout=io.StringIO())
    purge("--commit")
    assert not AuditLine.objects.filter(address=VISITOR).exists()


def test_a_period_below_six_months_is_refused(settings, old_and_new):
    settings.AUDIT_ADDRESS_DAYS = SHORTEST_DAYS - 1
    with pytest.raises(CommandError, match="短于网络安全法要求的六个月"):
        purge("--commit")
    assert AuditLine.objects.filter(address=VISITOR).count() == 2


def test_ended_sessions_and_old_questions_go(own_key):
    now, today = timezone.now(), timezone.localdate()
    for name, step in (("ended", -1), ("open", 1)):
        UserSession.objects.create(
            session_key=name,
            expire_date=now + timedelta(hours=step),
            started_at=now,
            seen_at=now,
            address=VISITOR,
        )
    for days in (KEPT_DAYS, KEPT_DAYS + 1):
        SearchTally.objects.create(question="储能", day=today - timedelta(days=days), times=1)
    said = purge("--commit")
    assert "过期的登录会话：已清除 1 条" in said
    assert "过期的检索词：已清除 1 条" in said
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]
    assert SearchTally.objects.count() == 1


def test_exports_and_evidence_hold_after_the_addresses_are_gone(own_key, go_on, tmp_path):
    entry = making.article("published")
    visit(VISITOR, entry=entry)
    go_on(PERIOD + timedelta(hours=1))
    visit(LATER_VISITOR, entry=entry)
    purge("--commit")
    file = tmp_path / "audit.jsonl"
    call_command("export_audit", str(file), stdout=io.StringIO())
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {VISITOR, LATER_VISITOR} & {line["address"] for line in lines} == {LATER_VISITOR}
    zipfile.ZipFile(io.BytesIO(evidence_of(entry, root=""))).extractall(tmp_path / "evidence")
    done = subprocess.run(
        [sys.executable, "verify.py"], cwd=tmp_path / "evidence", capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "版本、签字与审计记录全部相符\n")
    words = (tmp_path / "evidence/audit.jsonl").read_text(encoding="utf-8")
    assert VISITOR not in words
    assert LATER_VISITOR not in words


def test_the_desk_says_that_an_address_is_past_its_period(client, old_and_new):
    purge("--commit")
    client.force_login(people.admin())
    page = client.get(f"/desk/series/auditline/{old_and_new[0].pk}/change/").text
    assert "网站（地址已过保存期限）" in page
    assert "与上一条相接" in page
