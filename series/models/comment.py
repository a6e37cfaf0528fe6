from django.conf import settings
from django.db import models
from django.db.models import Q

from .immutable import Immutable
from .review import Level


class CommentState(models.TextChoices):
    OPEN = "open", "待办"
    ANSWERED = "answered", "已答"
    DONE = "done", "已办"
    WAIVED = "waived", "已免"


class CommentQuerySet(models.QuerySet):
    def unsettled(self):
        """Return the comments that forbid the last signature."""
        return self.filter(state__in=(CommentState.OPEN, CommentState.ANSWERED))


class Comment(models.Model):
    """批注：a reviewer's remark on words of one revision, numbered within its entry.

    `quote` are the marked words, `block` counts the blocks of the revision's body from 0; later
    revisions find the place by both. `reason` says why a comment was waived. Decision 118.
    """

    entry = models.ForeignKey("series.Entry", models.PROTECT, related_name="comments")
    revision = models.ForeignKey("series.Revision", models.PROTECT, related_name="comments")
    number = models.PositiveSmallIntegerField("编号")
    block = models.PositiveSmallIntegerField("段")
    quote = models.CharField("所批文字", max_length=200)
    level = models.PositiveSmallIntegerField("级别", choices=Level)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="批注人"
    )
    text = models.CharField("批注", max_length=500)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    state = models.CharField("状态", max_length=10, choices=CommentState, default=CommentState.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办结人"
    )
    settled_at = models.DateTimeField("办结", null=True)
    reason = models.CharField("免办原因", max_length=200, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "批注"
        verbose_name_plural = "批注"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="comment_number_once"),
            models.CheckConstraint(
                name="comment_state_known", condition=Q(state__in=CommentState.values)
            ),
            models.CheckConstraint(name="comment_level_known", condition=Q(level__in=Level.values)),
            models.CheckConstraint(
                name="comment_settled_has_person_and_time",
                condition=Q(
                    ~Q(state__in=("done", "waived")),
                    settled_by__isnull=True,
                    settled_at__isnull=True,
                )
                | Q(
                    state__in=("done", "waived"), settled_by__isnull=False, settled_at__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="comment_waived_gives_reason",
                condition=~Q(state=CommentState.WAIVED) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"批注 {self.number}"


class CommentReply(Immutable):
    """批注的答复：one answer to a comment, or a reviewer's further question. Append-only."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人"
    )
    text = models.CharField("答复", max_length=500)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "批注答复"
        verbose_name_plural = "批注答复"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.comment}答复"
