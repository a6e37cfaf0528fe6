from django.db import models
from django.db.models import Q

from .review import Decision


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
