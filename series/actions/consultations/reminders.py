"""催办: one reminder for each question that is almost due.

Decision 142.
"""

from django.db import transaction
from django.utils import timezone

from series.actions.notifying import notify, people_who
from series.consultation.clock import clocks_of
from series.models import Consultation, ConsultationState
from series.roles import EVERYWHERE

from .settings import consultation_settings

BEFORE = 2  # working days


def remind_of_consultations(now=None) -> int:
    """Remind of each unanswered question that is due within two working days or overdue.

    Once a question. Returns how many questions that were.
    """
    rows = list(Consultation.objects.unanswered().filter(reminded_at=None))
    clocks = clocks_of(rows, limit=consultation_settings().answer_days, now=now)
    due = [row for row in rows if clocks[row.pk].left <= BEFORE]
    return sum(_remind(row, clocks[row.pk], now or timezone.now()) for row in due)


@transaction.atomic
def _remind(row, clock, now):
    """Remind of one question.
    Returns 1 where this process was the first to do so, else 0."""
    fresh = Consultation.objects.unanswered().filter(pk=row.pk, reminded_at=None)
    if not fresh.update(reminded_at=now):
        return 0
    people = _people(row)
    notify(people, f"{row}（{row.get_matter_display()}）{clock.sentence}，请及时办理")
    return 1


def _people(row):
    """Return who holds the question up: who answers it, or those who may review it."""
    if row.state == ConsultationState.OPEN and row.assignee and row.assignee.is_active:
        return [row.assignee]
    return [user for user in people_who("review_answer", EVERYWHERE) if not _drafted(row, user)]


def _drafted(row, user):
    return row.state == ConsultationState.REVIEWING and row.drafted_by_id == user.pk
