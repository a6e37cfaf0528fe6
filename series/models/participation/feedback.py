"""会后反馈: what people say of an event, with nothing that leads to them. Decision 132."""

import uuid

from django.db import models
from django.db.models import Q

from series.models.event import Event

LONGEST_COMMENT = 500
SCALE = {5: "很好", 4: "好", 3: "一般", 2: "不太好", 1: "不好"}


class WouldCome(models.TextChoices):
    YES = "yes", "会来"
    PERHAPS = "perhaps", "看主题"
    NO = "no", "不来了"


class Feedback(models.Model):
    """一份反馈：four choices and a comment.

    Without person, form, address or moment; its key is random, so that no order tells who wrote it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback")
    overall = models.PositiveSmallIntegerField("总体", choices=SCALE)
    content = models.PositiveSmallIntegerField("内容", choices=SCALE)
    arrangement = models.PositiveSmallIntegerField("组织", choices=SCALE)
    again = models.CharField("下次", max_length=8, choices=WouldCome)
    comment = models.TextField("意见和建议", blank=True)

    class Meta:
        verbose_name = "会后反馈"
        verbose_name_plural = "会后反馈"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="feedback_scales_known",
                condition=Q(overall__in=SCALE, content__in=SCALE, arrangement__in=SCALE),
            ),
            models.CheckConstraint(
                name="feedback_again_known", condition=Q(again__in=WouldCome.values)
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.get_overall_display()}"
