"""会后反馈: stored without any link to who gave it. Decision 132."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from series.actions.errors import RegistrationError
from series.models import Feedback, RegistrationGroup, WouldCome
from series.models.participation.feedback import SCALE
from series.registration.feedback import QUESTIONS, may_give_feedback

from .promotion import lock_settings

FEWEST_SHOWN = 3  # fewer answers would tell who gave them
LIMIT_OF_COMMENTS = 300


@transaction.atomic
def give_feedback(group, answers: Feedback):
    """Store answers, and count them at the form. Raises RegistrationError where all are given.

    The form counts how many of its people answered; the answers name neither form nor moment.
    """
    lock_settings(group.event_id)
    group = RegistrationGroup.objects.select_related("event").get(pk=group.pk)
    if not may_give_feedback(group, timezone.now()):
        raise RegistrationError("这份报名已经答过，或者不在可以答的时间。")
    RegistrationGroup.objects.filter(pk=group.pk).update(feedback_given=F("feedback_given") + 1)
    answers.save(force_insert=True)


@dataclass(frozen=True)
class QuestionResult:
    """One question with its answers, counted.

    `rows` are (answer, how many, share in percent); `mean` is that of a scale.
    """

    question: str
    rows: list
    mean: float | None = None


@dataclass(frozen=True)
class FeedbackResults:
    """What was answered at an event; nothing but `many` while there are few."""

    many: int
    questions: list
    comments: list

    @property
    def shown(self):
        return self.many >= FEWEST_SHOWN


def feedback_results(event) -> FeedbackResults:
    """Return the answers of an event, counted; comments in no order that tells of people."""
    answers = Feedback.objects.filter(event=event.pk)
    many = answers.count()
    if many < FEWEST_SHOWN:
        return FeedbackResults(many, [], [])
    questions = [
        _result(answers, name, SCALE) for name in ("overall", "content", "arrangement")
    ] + [_result(answers, "again", dict(WouldCome.choices))]
    comments = answers.exclude(comment="").order_by("pk").values_list("comment", flat=True)
    return FeedbackResults(many, questions, list(comments[:LIMIT_OF_COMMENTS]))


def _result(answers, name, options):
    counted = answers.order_by().values_list(name).annotate(Count("pk"))
    found = {str(value): number for value, number in counted}
    numbers = [found.get(str(value), 0) for value in options]
    total = sum(numbers)
    rows = [
        (label, number, round(100 * number / total))
        for label, number in zip(options.values(), numbers, strict=True)
    ]
    points = [
        value * number for value, number in zip(options, numbers, strict=True) if value in SCALE
    ]
    return QuestionResult(QUESTIONS[name], rows, round(sum(points) / total, 1) if points else None)
