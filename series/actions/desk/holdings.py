"""What a person has in hand at the desk.

It is handed on before the account is switched off."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from series.actions.editorial.working_copies import new_texts_of
from series.actions.progress.stages import for_desk, pending, written_by
from series.models import Entry, ReviewTask, StandIn

MOST_ROWS = 8


@dataclass(frozen=True)
class Holdings:
    """What is in hand by what it waits for.

    `new_texts` are no revision yet, `submitted` are the person's own texts in review.
    """

    new_texts: list
    drafts: list
    submitted: list
    tasks: list
    scheduled: list
    stand_ins: list

    def __bool__(self):
        return any(vars(self).values())


def holdings_of(person, *, today, most=MOST_ROWS):
    """Return the Holdings of this person, at most `most` of each; None for all.

    Also of an account that is switched off, which sees no text itself.
    """
    in_review = Exists(ReviewTask.objects.open().filter(entry=OuterRef("pk")))
    written = pending().filter(written_by(person))
    claimed = ReviewTask.objects.open().filter(holder=person).values("entry").order_by()
    scheduled = Entry.objects.filter(scheduled_by=person, publish_due_at__isnull=False)
    stand_ins = StandIn.objects.filter(person=person, ends_on__gte=today)
    return Holdings(
        new_texts=list(new_texts_of(person)[:most]),
        drafts=list(written.exclude(in_review)[:most]),
        submitted=list(written.filter(in_review)[:most]),
        tasks=list(for_desk(Entry.objects.filter(pk__in=claimed))[:most]),
        scheduled=list(for_desk(scheduled)[:most]),
        stand_ins=list(stand_ins.select_related("absent")[:most]),
    )
