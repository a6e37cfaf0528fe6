"""Limits on how often one network address or one phone tries.

A hundred colleagues share one address, so its limit is high; one phone needs few tries. Hashes
alone are kept, for a day. Decision 128.
"""

from datetime import timedelta

from django.utils import timezone

from chamber.personal_data.fields import keyed_hashes
from series.actions.audit.chain import origin
from series.actions.errors import RegistrationError
from series.models import AttemptKind, RegistrationAttempt
from series.models.participation.registration import ADDRESS_PURPOSE, PHONE_PURPOSE

PERIOD, KEPT = timedelta(hours=1), timedelta(days=1)
MOST_OF_ADDRESS = {
    AttemptKind.REGISTER: 400,
    AttemptKind.ENDORSE: 400,
    AttemptKind.FIND: 200,
    AttemptKind.CHECK_IN: 1200,  # a whole hall behind one address
    AttemptKind.ASK: 60,
    AttemptKind.REPORT: 30,
}
MOST_OF_PHONE = 8
WAIT = "试得太多，请一小时后再试，或打电话给我们。"


def count_attempt(kind, *, phones=()):
    """Note an attempt from this request's address. Raises RegistrationError beyond the limits."""
    since = timezone.now() - PERIOD
    rows = RegistrationAttempt.objects.filter(kind=kind, at__gt=since)
    address = _hash(origin.get().address or "", ADDRESS_PURPOSE)
    hashes = [_hash(phone, PHONE_PURPOSE) for phone in phones]
    _check(rows.filter(address_hash=address), MOST_OF_ADDRESS[kind] if address else None)
    for each in hashes:
        _check(rows.filter(phone_hash=each), MOST_OF_PHONE)
    RegistrationAttempt.objects.bulk_create(
        RegistrationAttempt(
            kind=kind, at=timezone.now(), address_hash="" if place else address, phone_hash=each
        )
        for place, each in enumerate(hashes or [""])
    )


def _check(rows, most):
    if most is not None and rows.count() >= most:
        raise RegistrationError(WAIT)


def _hash(value, purpose):
    return keyed_hashes(value, purpose)[0] if value else ""


def forget_attempts() -> int:
    """Delete the attempts of before yesterday; returns how many."""
    rows = RegistrationAttempt.objects.filter(at__lt=timezone.now() - KEPT)
    return rows.delete()[0]
