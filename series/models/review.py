from django.conf import settings
from django.db import models
from django.db.models import Q

from .immutable import Immutable


class Level(models.IntegerChoices):
    FIRST = 1, "初审"
    SECOND = 2, "复审"
    FINAL = 3, "终审"
    EXTRA = 4, "加签"


class Decision(models.TextChoices):
    APPROVE = "approve", "通过"
    RETURN = "return", "退回修改"
    HANDOVER = "handover", "转交"


class Review(Immutable):
    """审核：one signature, return or handover, bound to the digest of the exact content.

    Append-only. `stood_in_for` is the absent reviewer whose level a stand-in signed.
    """

    entry = models.ForeignKey("series.Entry", models.PROTECT, related_name="reviews")
    revision = models.ForeignKey("series.Revision", models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    level = models.PositiveSmallIntegerField("级别", choices=Level)
    decision = models.CharField("结论", max_length=12, choices=Decision)
    opinion = models.CharField("意见", max_length=500, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews", verbose_name="审核人"
    )
    stood_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代"
    )
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="转给"
    )
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "审核"
        verbose_name_plural = "审核"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="review_level_known", condition=Q(level__in=Level.values)),
            models.CheckConstraint(
                name="review_decision_known", condition=Q(decision__in=Decision.values)
            ),
            models.CheckConstraint(
                name="review_return_gives_reason",
                condition=~Q(decision=Decision.RETURN) | ~Q(opinion=""),
            ),
            models.CheckConstraint(
                name="review_handover_names_a_person",
                condition=Q(decision=Decision.HANDOVER, handed_to__isnull=False)
                | (~Q(decision=Decision.HANDOVER) & Q(handed_to__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["entry", "digest", "reviewer"],
                condition=Q(decision=Decision.APPROVE),
                name="review_one_level_a_person",
            ),
            models.UniqueConstraint(
                fields=["entry", "digest", "level"],
                condition=Q(decision=Decision.APPROVE),
                name="review_one_signature_a_level",
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}{self.get_decision_display()}"


class CannedOpinion(models.Model):
    """常用意见：a sentence that a reviewer can pick instead of typing it."""

    decision = models.CharField("用于", max_length=12, choices=Decision, default=Decision.RETURN)
    text = models.CharField("意见", max_length=200)
    order = models.PositiveSmallIntegerField("排序", default=100)

    class Meta:
        verbose_name = "常用意见"
        verbose_name_plural = "常用意见"
        ordering = ["decision", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "text"], name="canned_opinion_once"),
            models.CheckConstraint(
                name="canned_opinion_decision_known", condition=Q(decision__in=Decision.values)
            ),
        ]

    def __str__(self):
        return self.text
