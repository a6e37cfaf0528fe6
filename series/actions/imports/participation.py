"""What the public did on the demonstration site, from its data file."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from chamber.credit_code import check_character
from series.actions.endorsements.endorsing import EndorsementDraft, add_from_paper, endorse
from series.actions.endorsements.settings import CONSENT, change_settings
from series.actions.registration.check_in import check_in_at_desk
from series.actions.registration.register import Person, SentForm, register
from series.actions.registration.settings import save_settings
from series.models import RegistrationSettings
from series.registration.attendance import day_at

PHONES, CODES = 13800000000, 100_000_000
KEEP_DAYS = 180


def has_registrations(event) -> bool:
    """Tell whether the event's registration was set up already."""
    return RegistrationSettings.objects.filter(pk=event.pk).exists()


def take_registrations(event, row, *, by):
    """Open the registration of an event and register the people of the row.

    Nobody is registered for an event that has begun, unless the row says who came to it.
    """
    save_settings(event, by=by, way=row.get("way", "open"), capacity=row["capacity"])
    now = timezone.now()
    came = row.get("came", 0) if event.ends_at < now else 0
    if event.starts_at < now + timedelta(hours=1) and not came:
        return
    for number, name in enumerate(row["people"], start=1):
        phone = str(PHONES + event.pk * 100 + number)
        key = f"{event.pk:016x}{number:016x}"
        sent = SentForm((Person(name=name, phone=phone),), key, organization=row["organization"])
        group = register(event, sent, at_the_door=bool(came))
        if number <= came:
            _check_in(event, group.people.get(), minute=number, by=by)


def _check_in(event, registration, *, minute, by):
    """Check a person in, as somebody who came some minutes before the event began."""
    check_in = check_in_at_desk(event, registration, by=by).check_in
    check_in.at = event.starts_at - timedelta(minutes=20 - minute)
    check_in.day = day_at(event, check_in.at)
    check_in.save(update_fields=["at", "day"])


def take_endorsements(call, row, *, by):
    """Open a call to endorsements and add those of the row.

    Those of `waiting` are left to verify; there are none where the call is closed by now.
    """
    values = {"signers": row["signers"], "goal": row["goal"], "names_public": True}
    change_settings(call, consent=CONSENT, by=by, keep_days=KEEP_DAYS, **values)
    numbers = count(1)
    for name in row["names"]:
        add_from_paper(call.pk, _draft(name, next(numbers)), by=by)
    if call.open_until >= timezone.localdate():
        for name in row["waiting"]:
            endorse(call.pk, _draft(name, next(numbers)))


def _draft(name, number):
    first = f"91320400{CODES + number}"
    return EndorsementDraft(
        is_organization=True,
        name=name,
        credit_code=first + check_character(first),
        phone=str(PHONES + number),
        name_public=True,
    )
