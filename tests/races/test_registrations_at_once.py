"""Twenty-four register at once for ten places: none too many, none left empty, nobody is told wrong.

`tests/loads/registering.py` runs a hundred rounds.
"""

import threading

import pytest

from series.actions.registration import own_data, promotion, register
from series.actions.registration.own_data import cancel
from series.models import Registration, RegistrationSettings
from tests.helpers.deeds.registering import admitted, enrol, open_event, sent
from tests.helpers.deeds.registration_rounds import HANDS, PLACES, Outcome, play_round
from tests.helpers.deeds.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_rounds_of_twenty_four_for_ten_places():
    event = open_event(settings={"capacity": PLACES})
    assert play_round(event) == Outcome(overbooked=0, unfilled=0, errors=0, told_wrong=0)
    assert Registration.objects.count() == HANDS


def test_control_without_the_lock_more_are_told_of_a_place_than_there_are(monkeypatch):
    """The control: neither the row of the settings is locked, nor is the deed one transaction.

    All have their moment before anyone stands in the queue, so that whoever goes on first, at
    whatever pace, has a later moment than others.
    """
    event = open_event(settings={"capacity": PLACES})
    unlock(monkeypatch)
    outcome = play_round(event)
    assert outcome.overbooked or outcome.told_wrong or outcome.errors


def unlock(monkeypatch):
    """Read the settings without a lock, and let each statement of a registration stand alone."""

    def unlocked(event_id):
        return RegistrationSettings.objects.get(pk=event_id)

    for module in (register, own_data, promotion):
        monkeypatch.setattr(module, "lock_settings", unlocked)
    monkeypatch.setattr(register, "_register", register._register.__wrapped__)
    everybody = threading.Barrier(HANDS)

    def moment_of_all(settings):
        moment = promotion.next_moment(settings)
        everybody.wait(timeout=60)
        return moment

    monkeypatch.setattr(register, "next_moment", moment_of_all)


def test_cancellations_and_registrations_at_once_fill_every_place():
    event = open_event(settings={"capacity": PLACES})
    groups = [enrol(event, f"在{number}") for number in range(PLACES)]
    forms = [sent(f"候{number}") for number in range(8)]
    deeds = [lambda group=group: cancel(group) for group in groups[:6]]
    deeds += [lambda form=form: register.register(event, form) for form in forms]
    _, errors = run_together(*deeds)
    assert errors == []
    queue = list(event.registrations.in_queue().values_list("name", flat=True))
    assert (len(queue), admitted(event)) == (12, queue[:PLACES])


def test_one_form_sent_by_eight_hands_is_one_registration():
    event = open_event(settings={"capacity": PLACES})
    form = sent("甲")
    groups, errors = run_together(*[lambda: register.register(event, form)] * 8)
    assert errors == []
    assert len({group.pk for group in groups}) == 1
    assert Registration.objects.count() == 1


def test_one_phone_sent_by_eight_forms_is_one_registration():
    event = open_event(settings={"capacity": PLACES})
    form = sent("甲")
    forms = [sent(people=form.people) for _ in range(8)]
    _, errors = run_together(*[lambda each=each: register.register(event, each) for each in forms])
    assert [type(error) for error in errors] == [register.PhoneTakenError] * 7
    assert Registration.objects.count() == 1
