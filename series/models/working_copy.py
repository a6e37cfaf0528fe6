from django.conf import settings
from django.db import models
from django.db.models import Q

from .entry import Kind
from .revision import ReadableJSON


class WorkingCopy(models.Model):
    """工作稿：what one person has typed and not yet saved as a revision. Decision 24.

    `fields` are the form's raw values, so that nothing typed is too unfinished to keep. `base`
    is the number of the revision that the person started from, 0 for a text that is not yet an
    entry.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="working_copies"
    )
    entry = models.ForeignKey(
        "series.Entry", models.CASCADE, null=True, related_name="working_copies"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    base = models.PositiveIntegerField(default=0)
    fields = models.JSONField(encoder=ReadableJSON)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "工作稿"
        verbose_name_plural = "工作稿"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "entry"],
                condition=Q(entry__isnull=False),
                name="working_copy_once_an_entry",
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(entry__isnull=True),
                name="working_copy_one_new_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.user}的工作稿"
