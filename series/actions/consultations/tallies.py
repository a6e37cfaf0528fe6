"""What is counted of consultations: answered and how fast, and what waits at the desk."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Case, Count, DateField, IntegerField, Value, When
from django.utils import timezone

from series.consultation.clock import first_day_in_time
from series.models import Consultation, ConsultationSettings, ConsultationState, SpecialDay

from .settings import may_manage


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

    open: int = 0
    late: int = 0
    reviewing: int = 0

    def __bool__(self):
        return bool(self.open)


def counts_at_work(user, now) -> list:
    """Return queries of (a field of ConsultationsAtWork, number) for a person who handles them.

    None for others. One query: the days that are worked say since when a question is late.
    """
    if not may_manage(user):
        return []
    rows = Consultation.objects.unanswered().order_by()
    wanted = {
        "open": rows,
        "late": rows.filter(received_at__lt=_late_before(timezone.localdate(now))),
        "reviewing": rows.filter(state=ConsultationState.REVIEWING),
    }
    return [_counted(name, chosen) for name, chosen in wanted.items()]


def _counted(name, rows):
    """Return a query of a name and the number of these rows, if any."""
    named = rows.annotate(number_of=Value(name)).values("number_of").annotate(many=Count("pk"))
    return named.values_list("number_of", "many")


def _late_before(today):
    """Return the moment before which an unanswered question is late today. One query."""
    limit, special = _limit_and_days(today)
    return timezone.make_aware(datetime.combine(first_day_in_time(today, limit, special), time.min))


def _limit_and_days(today):
    """Return (working days for an answer, {day: whether it is worked}) up to today.

    One query: the row without a day is that of the settings."""
    worked = Case(When(is_worked=True, then=1), default=0, output_field=IntegerField())
    days = SpecialDay.objects.filter(day__lte=today).order_by().values_list("day", worked)
    limits = ConsultationSettings.objects.order_by()
    rows = dict(days.union(limits.values_list(Value(None, DateField()), "answer_days")))
    return rows.pop(None, ConsultationSettings().answer_days), rows
