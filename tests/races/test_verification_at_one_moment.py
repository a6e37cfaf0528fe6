"""Somebody works while everything is verified: what was read is of one moment, no false alarm."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from chamber.models import Organization
from series.actions.audit import chain
from series.actions.audit.addresses import SHORTEST_DAYS, take_addresses_away
from series.actions.audit.chain import Origin, record
from series.actions.audit.registers import record_states, row_states
from series.actions.verification import verify
from tests.helpers import making
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def old_line():
    """A line with an address that is to be taken away."""
    with time_machine.travel(timezone.now() - timedelta(days=SHORTEST_DAYS + 1)):
        token = chain.origin.set(Origin("site", "203.0.113.9"))
        record("试写", by=None)
        chain.origin.reset(token)


def rename():
    """What the desk's form does."""
    row = Organization.objects.get()
    row.name = "新名商会"
    row.save()
    record("修改组织", by=None, **row_states(row))


@pytest.fixture
def register():
    making.organization()
    record_states()


CASES = [(verify, "taken_away_to", take_addresses_away), (verify, "told_states", rename)]


def faults_while(monkeypatch, module, name, deed):
    """The faults of a verification in which somebody acts right after `name` was read."""
    read, done = getattr(module, name), []

    def then_act():
        found = read()
        if not done:
            done.append(run_together(deed)[1])
        return found

    monkeypatch.setattr(module, name, then_act)
    faults = [str(fault) for fault in verify.Verification().faults()]
    assert done == [[]]
    return faults


@pytest.mark.parametrize(("module", "name", "deed"), CASES)
def test_a_deed_in_the_middle_is_no_fault(monkeypatch, old_line, register, module, name, deed):
    assert faults_while(monkeypatch, module, name, deed) == []
    assert [str(fault) for fault in verify.Verification().faults()] == []


def test_the_first_question_of_a_process_can_be_a_verification(old_line, register):
    """A command opens its connection with it, and writers have their usual mode afterwards."""
    connection.close()
    assert list(verify.Verification().faults()) == []
    usual = settings.DATABASES["default"].get("OPTIONS", {}).get("transaction_mode")
    assert getattr(connection, "transaction_mode", None) == usual
    rename()


@pytest.mark.parametrize(("module", "name", "deed"), CASES)
def test_control_without_the_snapshot_it_looks_like_one(
    monkeypatch, old_line, register, module, name, deed
):
    monkeypatch.setattr(verify, "one_snapshot", nullcontext)
    assert len(faults_while(monkeypatch, module, name, deed)) == 1
