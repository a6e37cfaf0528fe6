"""Rounds of registrations at once, and what they showed."""

from dataclasses import dataclass

from series.actions.registration.register import register
from tests.helpers.deeds.registering import sent
from tests.helpers.deeds.threads import run_together

HANDS, PLACES = 24, 10


@dataclass
class Outcome:
    """What went wrong: places given twice, places left empty, faults, people told wrongly.

    `told_wrong` are those with a place who do not stand among the first of the queue.
    """

    overbooked: int = 0
    unfilled: int = 0
    errors: int = 0
    told_wrong: int = 0

    def __add__(self, other):
        return Outcome(
            self.overbooked + other.overbooked,
            self.unfilled + other.unfilled,
            self.errors + other.errors,
            self.told_wrong + other.told_wrong,
        )

    def __str__(self):
        return (
            f"超员 {self.overbooked}，空席 {self.unfilled}，出错 {self.errors}，"
            f"说错 {self.told_wrong}"
        )


def play_round(event):
    """Let HANDS people register for PLACES places at once."""
    forms = [sent(f"报名人{number}") for number in range(HANDS)]
    _, errors = run_together(*[lambda form=form: register(event, form) for form in forms])
    queue = list(event.registrations.in_queue().values_list("pk", "admitted_at"))
    told = {key for key, admitted_at in queue if admitted_at}
    first = {key for key, _ in queue[:PLACES]}
    return Outcome(
        overbooked=max(len(told) - PLACES, 0),
        unfilled=max(PLACES - len(told), 0),
        errors=len(errors),
        told_wrong=len(told - first),
    )
