"""`anchor_audit` and `audit_key`: the end of the chain and its keys, kept outside the database."""

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from series.actions.audit.chain import record
from series.models import AuditHead, AuditLine
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def said(command, *words, **options):
    out = io.StringIO()
    call_command(command, *words, stdout=out, **options)
    return out.getvalue()


def cut_to(number):
    """Delete the lines after this number and set the chain's end to match."""
    seal = AuditLine.objects.get(number=number).seal
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM series_auditline WHERE number > %s", [number])
    AuditHead.objects.update(count=number, seal=seal)


def test_each_day_adds_a_line_that_a_verification_reads_back(tmp_path):
    file = tmp_path / "anchors.txt"
    making.article("published")
    said("anchor_audit", file=file)
    record("导出", by=people.chief())
    last = said("anchor_audit", file=file).split()
    head = AuditHead.objects.get()
    assert last[1:] == [str(head.count), head.seal]
    assert len(file.read_text().splitlines()) == 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert "全部相符" in said("verify_signatures", expect=str(file))


def test_a_chain_that_was_cut_lacks_what_was_anchored(tmp_path):
    file = tmp_path / "anchors.txt"
    record("导出", by=people.chief())
    said("anchor_audit", file=file)
    record("导出", by=people.chief())
    said("anchor_audit", file=file)
    cut_to(1)
    assert "全部相符" in said("verify_signatures")  # the control: nothing shows without anchors
    cut_to(1)
    with pytest.raises(CommandError, match="有 1 处不符"):
        said("verify_signatures", expect=str(file))


def test_the_keepers_get_a_letter_each(settings):
    settings.AUDIT_KEEPERS = ["a@example.org", "b@example.org"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    record("导出", by=people.chief())
    assert "已发给 2 位保管人" in said("anchor_audit")
    seal = AuditHead.objects.get().seal
    assert [letter.to for letter in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    assert all(seal in letter.body for letter in mail.outbox)


def test_with_no_place_to_keep_it_the_command_says_what_to_set():
    record("导出", by=people.chief())
    with pytest.raises(CommandError, match=r"--file.*CHAMBER_AUDIT_KEEPERS"):
        said("anchor_audit")


def test_a_chain_without_a_line_has_no_end(tmp_path):
    with pytest.raises(CommandError, match="还没有记录"):
        said("anchor_audit", file=tmp_path / "anchors.txt")
    assert not (tmp_path / "anchors.txt").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    record("导出", by=people.chief())
    with pytest.raises(CommandError, match="换一个可写的位置"):
        said("anchor_audit", file=tmp_path / "nowhere" / "anchors.txt")


def test_a_file_that_holds_no_anchors_is_named(tmp_path):
    file = tmp_path / "other.txt"
    file.write_text("这不是链值\n")
    with pytest.raises(CommandError, match="第 1 行不是链值"):
        said("verify_signatures", expect=str(file))


def test_a_key_is_made_only_when_it_is_told_to(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert "现有 0 个密钥" in said("audit_key")
    assert not (tmp_path / "audit_key").exists()
    assert "从第 1 条起" in said("audit_key", commit=True)
    assert said("audit_key", commit=True, if_missing=True) == ""
    assert "现有 1 个密钥" in said("audit_key")
    assert AuditLine.objects.get().verb == "启用审计密钥"
    assert "全部相符" in said("verify_signatures")
