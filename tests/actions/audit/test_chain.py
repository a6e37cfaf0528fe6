"""The chain of the audit under many hands: no gap, no fork."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from series.actions.audit import chain
from series.actions.audit.chain import record
from series.models import AuditHead, AuditLine
from tests.helpers import people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
HANDS, LINES = 8, 50


def faults():
    """Numbers of the lines that do not follow the one before."""
    found, seal = [], ""
    for place, line in enumerate(AuditLine.objects.order_by("number"), 1):
        if line.number != place or line.seal != line.sealed_over(seal):
            found.append(line.number)
        seal = line.seal
    return found


def test_four_hundred_lines_of_eight_threads_are_one_chain():
    editor = people.editor()

    def write(hand):
        for number in range(LINES):
            record("试写", by=editor, object=f"{hand}-{number}", 中文="“两个健康”", number=number)

    _, errors = run_together(*[lambda hand=hand: write(hand) for hand in range(HANDS)])
    assert errors == []
    head = AuditHead.objects.get()
    last = AuditLine.objects.latest("number")
    assert (AuditLine.objects.count(), head.count, head.seal) == (400, 400, last.seal)
    assert faults() == []
    written = set(AuditLine.objects.values_list("object", flat=True))
    assert len(written) == HANDS * LINES


def test_a_deed_that_fails_takes_its_line_with_it():
    record("试写", by=None)

    @transaction.atomic
    def fail():
        record("试写", by=None)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    record("试写", by=None)
    assert (AuditLine.objects.count(), faults()) == (2, [])


def test_control_without_holding_the_end_the_chain_forks(monkeypatch):
    """Read, not held: two lines want the same number, and the database refuses one of them."""
    record("试写", by=None)
    monkeypatch.setattr(chain, "lock_audit_chain", lambda: AuditHead.objects.get(pk=1))

    def write():
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"
        for _ in range(LINES):
            record("试写", by=None)

    _, errors = run_together(*[write] * HANDS)
    assert errors
    assert {type(error) for error in errors} <= {IntegrityError, OperationalError}


def test_control_a_line_that_was_rewritten_is_found():
    for _ in range(3):
        record("试写", by=None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE series_auditline SET object = 'x' WHERE number = 2")
    assert faults() == [2]
