"""What a person has in hand at the desk.

It is handed on before the account is switched off."""

from dataclasses import dataclass

from series.actions.progress.stages import drafts_of, for_desk
from series.models import Entry, ReviewTask, StandIn

MOST_ROWS = 8


@dataclass(frozen=True)
class Holdings:
    """The entries in hand by what they wait for, and the coming stand-ins, newest first."""

    drafts: list
    tasks: list
    scheduled: list
    stand_ins: list

    def __bool__(self):
        return bool(self.drafts or self.tasks or self.scheduled or self.stand_ins)


def holdings_of(person, *, today):
    """Return the Holdings of this person, at most MOST_ROWS of each."""
    claimed = ReviewTask.objects.open().filter(holder=person).values("entry").order_by()
    scheduled = Entry.objects.filter(scheduled_by=person, publish_due_at__isnull=False)
    stand_ins = StandIn.objects.filter(person=person, ends_on__gte=today)
    return Holdings(
        drafts=list(drafts_of(person)[:MOST_ROWS]),
        tasks=list(for_desk(Entry.objects.filter(pk__in=claimed))[:MOST_ROWS]),
        scheduled=list(for_desk(scheduled)[:MOST_ROWS]),
        stand_ins=list(stand_ins.select_related("absent")[:MOST_ROWS]),
    )
