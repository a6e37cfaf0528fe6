from django.conf import settings
from django.db import models
from django.db.models import Q

from .review import Level


class Step(models.IntegerChoices):
    """The step that a text in review waits for: a level, or publication."""

    FIRST = Level.FIRST.value, Level.FIRST.label
    SECOND = Level.SECOND.value, Level.SECOND.label
    FINAL = Level.FINAL.value, Level.FINAL.label
    EXTRA = Level.EXTRA.value, Level.EXTRA.label
    PUBLISH = 9, "发布"


class Outcome(models.TextChoices):
    OPEN = "open", "待办"
    DONE = "done", "已办"
    RETURNED = "returned", "退回"
    VOID = "void", "因改稿失效"
    RECALLED = "recalled", "撤回"


class ReviewTaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(outcome=Outcome.OPEN)

    def overdue(self, now):
        return self.open().filter(due_at__lt=now)


class ReviewTask(models.Model):
    """审核任务：the open step of one exact content. An entry has at most one open task.

    `holder` is the person who claimed it or to whom it was handed; without one, everybody with the
    step's role may take it. Decision 20.
    """

    entry = models.ForeignKey("series.Entry", models.PROTECT, related_name="tasks")
    revision = models.ForeignKey("series.Revision", models.PROTECT, related_name="tasks")
    step = models.PositiveSmallIntegerField("环节", choices=Step)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.OPEN)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="经办人",
    )
    due_at = models.DateTimeField("期限", null=True, blank=True)
    opened_at = models.DateTimeField("开始", auto_now_add=True)
    closed_at = models.DateTimeField("办结", null=True)
    reminded_at = models.DateTimeField("催办", null=True)

    objects = ReviewTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "审核任务"
        verbose_name_plural = "审核任务"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["step", "due_at"], name="task_open", condition=Q(outcome=Outcome.OPEN)
            ),
            models.Index(fields=["closed_at"], name="task_closed"),
        ]
        constraints = [
            models.CheckConstraint(name="task_step_known", condition=Q(step__in=Step.values)),
            models.CheckConstraint(
                name="task_outcome_known", condition=Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="task_closed_has_time",
                condition=Q(outcome=Outcome.OPEN, closed_at__isnull=True)
                | (~Q(outcome=Outcome.OPEN) & Q(closed_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(outcome=Outcome.OPEN), name="task_one_open_an_entry"
            ),
        ]

    def __str__(self):
        return f"待{self.get_step_display()}"
