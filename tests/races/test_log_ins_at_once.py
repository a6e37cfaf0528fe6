"""Wrong passwords sent at once: no more are checked than one after another."""

from contextlib import nullcontext
from threading import Barrier

import pytest
from django.test import Client

from series.actions.audit import logins
from series.models import AuditLine, Result
from tests.helpers import people
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
GUESSES = 12


def guess():
    words = {"username": people.editor().username, "password": "cuo-wu-de-mi-ma"}
    return Client().post("/desk/login/", words).status_code


def checked():
    return AuditLine.objects.filter(verb="登录", result=Result.FAILED).count()


def test_five_guesses_are_checked_however_many_come_at_once():
    people.editor()
    statuses, errors = run_together(*[guess] * GUESSES)
    assert errors == []
    assert sorted(statuses) == [200] * 5 + [429] * (GUESSES - 5)
    assert checked() == 5


def test_control_without_the_lock_all_are_checked(monkeypatch):
    """All of them have counted before the first line is written."""
    people.editor()
    counted, count = Barrier(GUESSES, timeout=30), logins.must_wait

    def must_wait(name):
        answer = count(name)
        counted.wait()
        return answer

    monkeypatch.setattr(logins, "one_at_a_time", nullcontext)
    monkeypatch.setattr(logins, "must_wait", must_wait)
    run_together(*[guess] * GUESSES)
    assert checked() == GUESSES
