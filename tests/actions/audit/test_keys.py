"""The key outside the database: whoever writes the chain anew without it is found."""

import pytest
from django.db import connection

from series.actions.audit.chain import AuditDraft, record, record_many
from series.actions.audit.keys import audit_keys, key_file
from series.actions.audit.new_key import add_key
from series.actions.errors import EditorialError
from series.actions.verification.verify import Verification
from series.models import AuditHead, AuditLine
from tests.helpers import people

pytestmark = pytest.mark.django_db
REWRITTEN = "密钥印记不符，链被没有密钥的人改写"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def write(count=3):
    for number in range(count):
        record("试写", by=people.chief(), object=f"第{number}件")


def faults():
    return [str(fault) for fault in Verification().faults()]


def write_anew(verb="没有的事"):
    """Change the second line and compute all seals again, as anybody with the database can."""
    seal = ""
    for line in AuditLine.objects.order_by("number"):
        if line.number == 2:
            line.verb = verb
        seal = line.sealed_over(seal)
        with connection.cursor() as cursor:
            given = [line.verb, seal, line.pk]
            cursor.execute("UPDATE series_auditline SET verb = %s, seal = %s WHERE id = %s", given)
    AuditHead.objects.update(seal=seal)


def test_control_without_a_key_a_chain_that_is_written_anew_looks_right():
    write()
    write_anew()
    assert AuditLine.objects.get(number=2).verb == "没有的事"
    assert faults() == []


def test_with_a_key_it_is_found():
    add_key()
    write()
    assert faults() == []
    write_anew()
    found = faults()
    assert len(found) == 3
    assert all(REWRITTEN in fault for fault in found)
    assert "第 2 条" in found[0]


def test_marks_that_are_taken_away_are_missed():
    add_key()
    write()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE series_auditline SET mark = ''")
    assert [REWRITTEN in fault for fault in faults()] == [True] * 4


def test_lines_before_the_first_key_need_no_mark():
    write()
    add_key()
    write()
    marks = AuditLine.objects.order_by("number").values_list("mark", flat=True)
    assert [bool(mark) for mark in marks] == [False] * 3 + [True] * 4
    assert faults() == []


def test_lines_that_are_written_together_have_marks_too():
    add_key()
    record_many([AuditDraft("试写", object=f"第{n}件") for n in range(5)], by=None)
    assert all(AuditLine.objects.values_list("mark", flat=True))
    assert faults() == []


def test_a_second_key_marks_what_comes_after_it():
    add_key()
    write()
    line = add_key(by=people.admin())
    write()
    first, second = audit_keys()
    assert (first.after, second.after) == (0, line.number - 1)
    assert line.mark == second.mark(line.seal) != first.mark(line.seal)
    assert faults() == []
    kept = key_file().read_text().splitlines()
    key_file().write_text(f"{kept[0]}\n")
    assert REWRITTEN in faults()[0]  # control: without the second key its lines do not fit


def test_the_file_is_its_owners_alone_and_holds_no_key_twice():
    add_key()
    add_key()
    assert key_file().stat().st_mode & 0o777 == 0o600
    keys = [line.split()[1] for line in key_file().read_text().splitlines()]
    assert len(set(keys)) == 2
    assert {len(key) for key in keys} == {64}


def test_only_a_first_key_is_written_where_that_is_asked():
    assert add_key(only_first=True)
    assert add_key(only_first=True) is None
    assert len(audit_keys()) == 1


def test_a_key_that_is_lost_is_asked_for():
    add_key()
    write()
    key_file().unlink()
    assert "第 1 条有密钥印记，却没有密钥可以核对：请放回 audit_key" in faults()[0]


def test_keys_of_the_environment(settings):
    settings.AUDIT_KEY = f"0 {'a' * 40},2 {'b' * 40}"
    write()
    assert [key.after for key in audit_keys()] == [0, 2]
    assert faults() == []
    with pytest.raises(EditorialError, match="CHAMBER_AUDIT_KEY"):
        add_key()
    assert add_key(only_first=True) is None
    settings.AUDIT_KEY = f"0 {'c' * 40},2 {'b' * 40}"
    assert [REWRITTEN in fault for fault in faults()] == [True, True]


@pytest.mark.parametrize("written", ["nonsense", "0 short", f"x {'a' * 40}", f"-1 {'a' * 40}"])
def test_a_key_that_cannot_be_read_writes_nothing(written):
    key_file().write_text(written)
    with pytest.raises(EditorialError, match="审计密钥"):
        record("试写", by=None)
    assert not AuditLine.objects.exists()
