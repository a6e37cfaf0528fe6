from django.conf import settings
from django.db import models

from .immutable import Immutable


class Submission(Immutable):
    """送审：an editor puts one exact content before the reviewers. Append-only."""

    entry = models.ForeignKey("series.Entry", models.PROTECT, related_name="submissions")
    revision = models.ForeignKey("series.Revision", models.PROTECT, related_name="submissions")
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="送审人"
    )
    note = models.CharField("说明", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "送审"
        verbose_name_plural = "送审"
        ordering = ["pk"]

    def __str__(self):
        return f"送审{self.revision}"
