"""Codes of a second factor sent at once: each is taken once, and five guesses are checked."""

from functools import partial
from threading import Barrier

import pytest
import time_machine

from series.actions.desk import second_factor
from series.actions.desk.second_factor import Answer, check_code
from tests.helpers import people
from tests.helpers.deeds.threads import run_together
from tests.helpers.second_factor import code_now, give_factor

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 5


@pytest.fixture
def person():
    editor = people.editor()
    with time_machine.travel("2026-03-02 09:00 +0800", tick=False) as clock:
        editor.secret, editor.codes = give_factor(editor)
        clock.shift(60)
        yield editor


def answers(check, user, *, code, times):
    results, errors = run_together(*[partial(check, user, code=code)] * times)
    assert errors == []
    return results


@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_one_code_sent_at_once_passes_once(person, kind):
    code = code_now(person.secret) if kind == "code" else person.codes[0]
    assert answers(check_code, person, code=code, times=AT_ONCE).count(Answer.PASSED) == 1


def test_five_guesses_are_checked_however_many_come_at_once(person):
    found = answers(check_code, person, code="000000", times=12)
    assert (found.count(Answer.WRONG), found.count(Answer.PAUSED)) == (5, 7)


def test_control_without_transaction_and_lock_one_code_passes_each_time(person, monkeypatch):
    """All of them have read the account before the first one writes it."""
    read, gate = second_factor._fresh, Barrier(AT_ONCE, timeout=30)

    def read_together(user):
        account = read(user)
        gate.wait()
        return account

    monkeypatch.setattr(second_factor, "_fresh", read_together)
    monkeypatch.setattr(second_factor, "lock_audit_chain", lambda: None)
    found = answers(check_code.__wrapped__, person, code=person.codes[0], times=AT_ONCE)
    assert found.count(Answer.PASSED) == AT_ONCE
