"""What is counted of consultations: answered and how fast, and what waits at the desk."""

from dataclasses import dataclass

from django.utils import timezone

from series.consultation.clock import clocks_of
from series.models import Consultation, ConsultationState

from .settings import consultation_settings, may_manage


@dataclass(frozen=True)
class AnsweredTally:
    """How many questions were closed, and the median of their working days."""

    count: int
    median: int


def answered_tally() -> AnsweredTally:
    """Return the tally of all that was closed, published or not; two queries."""
    rows = Consultation.objects.filter(state=ConsultationState.CLOSED).order_by("working_days")
    count = rows.count()
    middle = (
        rows.values_list("working_days", flat=True)[count // 2 : count // 2 + 1] if count else ()
    )
    return AnsweredTally(count, next(iter(middle), 0))


@dataclass(frozen=True)
class ConsultationsAtWork:
    """What the start page says: open ones, those beyond their days, those to review."""

    open: int
    late: int
    reviewing: int


def consultations_at_work(user, *, now=None) -> ConsultationsAtWork | None:
    """Return the numbers for the start page of whoever handles consultations, else None."""
    if not may_manage(user):
        return None
    rows = list(Consultation.objects.unanswered().only("received_at", "state"))
    if not rows:
        return None
    limit = consultation_settings().answer_days
    clocks = clocks_of(rows, limit=limit, now=now or timezone.now())
    return ConsultationsAtWork(
        open=len(rows),
        late=sum(clock.is_late for clock in clocks.values()),
        reviewing=sum(row.state == ConsultationState.REVIEWING for row in rows),
    )
