from django.conf import settings
from django.db import models

from .entry import Kind
from .revision import ReadableJSON


class WorkingCopyQuerySet(models.QuerySet):
    def unsaved(self, purpose="text"):
        """Limit to copies for this purpose that were not saved or sent."""
        return self.filter(closed_at__isnull=True, purpose=purpose)

    def new_texts(self):
        """Limit to unsaved texts that are not yet an entry."""
        return self.unsaved().filter(entry__isnull=True)


class WorkingCopy(models.Model):
    """工作稿：what one person has typed and not yet saved as a revision. Decisions 24, 116.

    `fields` are the form's raw values, so that nothing typed is too unfinished to keep. `base`
    is the number of the revision that the person started from, 0 for a text that is not yet an
    entry. `key` names the copy, `page` the open form that wrote it last, `turn` that form's count
    of changes. A copy that was saved as a revision is closed and kept for a day: it tells
    late and repeated requests of the same form from new ones. `purpose` tells the text itself
    from a reviewer's amendment and from what is typed beside a text. Decision 123.
    """

    class Purpose(models.TextChoices):
        TEXT = "text", "稿件"
        AMENDMENT = "amendment", "改后签"
        OPINION = "opinion", "意见、批注"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="working_copies"
    )
    entry = models.ForeignKey(
        "series.Entry", models.CASCADE, null=True, related_name="working_copies"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.TEXT)
    key = models.CharField(max_length=32)
    page = models.CharField(max_length=32)
    turn = models.PositiveIntegerField(default=0)
    base = models.PositiveIntegerField(default=0)
    fields = models.JSONField(encoder=ReadableJSON)
    saved_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "工作稿"
        verbose_name_plural = "工作稿"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="working_copy_once_a_key"),
            models.UniqueConstraint(fields=["user", "page"], name="working_copy_once_a_form"),
            models.CheckConstraint(
                condition=models.Q(purpose="text") | models.Q(entry__isnull=False),
                name="working_copy_beside_an_entry",
            ),
        ]

    def __str__(self):
        return f"{self.user}的工作稿"

    @property
    def headline(self):
        """Return the typed headline, or "" where there is none yet."""
        return next(iter(self.fields.get("headline", [])), "").strip()

    @property
    def seen(self):
        """Return the state by which a form proves that it read this copy."""
        return f"{self.page}:{self.turn}"
