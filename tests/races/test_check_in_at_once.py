"""Two helpers check one person in at once: one row, and both are told of the same moment."""

import threading

import pytest
from django.db import IntegrityError

from series.actions.registration import check_in as deeds
from series.actions.registration.check_in import check_in, walk_in
from series.actions.registration.register import Person
from series.models import CheckIn, Registration
from tests.helpers.deeds.checking_in import deed, event_today, helper_link, person
from tests.helpers.deeds.registering import new_phone
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_helpers_and_one_person():
    event = event_today()
    row, link = person(event, "甲"), helper_link(event)[0]
    results, errors = run_together(*[lambda: check_in(row, deed(), link=link)] * 8)
    assert errors == []
    assert sorted(result.is_new for result in results) == [False] * 7 + [True]
    assert CheckIn.objects.count() == 1


def test_control_without_the_lock_the_second_helper_fails(monkeypatch):
    """The control: both have looked before either stores, as without the lock of the event."""
    event = event_today()
    row, link = person(event, "甲"), helper_link(event)[0]
    both, look = threading.Barrier(2), deeds._known

    def look_together(*given):
        found = look(*given)
        both.wait(timeout=60)
        return found

    monkeypatch.setattr(deeds, "lock_settings", lambda event_id: None)
    monkeypatch.setattr(deeds, "_known", look_together)
    unlocked = check_in.__wrapped__
    _, errors = run_together(*[lambda: unlocked(row, deed(), link=link)] * 2)
    assert [type(error) for error in errors] == [IntegrityError]
    assert CheckIn.objects.count() == 1


def test_one_walk_in_sent_by_four_hands_is_one():
    event = event_today()
    link, once, guest = helper_link(event)[0], deed(), Person("丁", new_phone())
    _, errors = run_together(*[lambda: walk_in(link, guest, once)] * 4)
    assert errors == []
    assert (Registration.objects.count(), CheckIn.objects.count()) == (1, 1)
