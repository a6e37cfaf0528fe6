"""A person with a telephone: an account with a second factor, and the codes its app shows."""

import time

from chamber import one_time_codes
from series.actions.desk.second_factor import enrol


def code_now(secret, *, steps=0):
    """The code that the app shows now, or `steps` × 30 seconds later."""
    return one_time_codes.code_at(secret, int(time.time()) // one_time_codes.SECONDS + steps)


def give_factor(user):
    """Enrol this account. Returns (secret, recovery codes); the code of the present is used."""
    secret = one_time_codes.new_secret()
    person, codes = enrol(user, secret=secret, code=code_now(secret))
    user.refresh_from_db()
    return person.totp_secret, codes
