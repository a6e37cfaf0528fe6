from django.db import models
from django.db.models import Exists, OuterRef, Q

LONGEST_QUESTION = 60


class SearchTallyQuerySet(models.QuerySet):
    def between(self, first, last):
        """Return the rows of these days, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def missed(self):
        """Return questions that found nothing or only a guess, and nothing later. Decision 71."""
        later = SearchTally.objects.filter(
            question=OuterRef("question"), day__gt=OuterRef("day"), hits__gt=0, guessed=False
        )
        return self.filter(Q(hits=0) | Q(guessed=True)).exclude(question="").filter(~Exists(later))


class SearchTally(models.Model):
    """检索词：how often a question was asked on one day in Shanghai. Decision 70.

    The last answer had `hits` results, with `guessed` those of another question that may have been
    meant. Nothing about who asked, from where or when; written by
    `series.actions.counters.searches`.

    `question` is folded; it is empty for all questions of the day that may name a person's
    number or mailbox, which are only counted.
    """

    question = models.CharField(max_length=LONGEST_QUESTION, blank=True)
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=1)
    hits = models.PositiveIntegerField(default=0)
    guessed = models.BooleanField(default=False)

    objects = SearchTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "检索词"
        verbose_name_plural = "检索词"
        constraints = [
            models.UniqueConstraint(fields=["question", "day"], name="question_once_a_day"),
            models.CheckConstraint(name="question_asked", condition=Q(times__gte=1)),
            models.CheckConstraint(
                name="question_guess_has_hits", condition=Q(guessed=False) | Q(hits__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.question}（{self.day}）"
