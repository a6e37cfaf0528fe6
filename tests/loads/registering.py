"""Rounds in which twenty-four people register at once for ten places.

    python -m tests.loads.registering 100 [--control]
    python -m tests.helpers.postgres python -m tests.loads.registering 100

After each round: who was told of a place, who stands first in the queue, what failed. `--control`
reads the settings without their lock and lets each statement stand alone: more are then told of a
place than there are. Ends with 1 where a round went wrong, with `--control` where none did.
"""

import argparse
import os
import sys

from tests.loads.places import own_database


def prepare():
    from tests.benchmarks.site import fresh_site

    fresh_site()


def remove_the_lock():
    """Switch the protection off for this process."""
    from series.actions.registration import promotion, register
    from series.models import RegistrationSettings

    def unlocked(event_id):
        return RegistrationSettings.objects.get(pk=event_id)

    register.lock_settings = promotion.lock_settings = unlocked
    register._register = register._register.__wrapped__


def play(rounds):
    """Play so many rounds; return what went wrong in all of them."""
    from tests.helpers.deeds.registering import open_event
    from tests.helpers.deeds.registration_rounds import PLACES, Outcome, play_round

    total, wrong = Outcome(), 0
    for number in range(1, rounds + 1):
        event = open_event(settings={"capacity": PLACES}, headline=f"第{number}轮的论坛")
        outcome = play_round(event)
        wrong += outcome != Outcome()
        total += outcome
        if not number % 10:
            print(f"{number} 轮：{wrong} 轮有错；{total}", flush=True)
    return total, wrong


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rounds", type=int)
    parser.add_argument("--control", action="store_true")
    given = parser.parse_args(arguments)
    with own_database() as database:
        if database:
            os.environ["DATABASE_URL"] = database
        prepare()
        from django.db import connections

        if given.control:
            remove_the_lock()
        total, wrong = play(given.rounds)
        connections.close_all()
    print(f"{given.rounds} 轮，每轮 24 人报 10 席：{wrong} 轮有错；{total}")
    return int(bool(wrong) != given.control)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
