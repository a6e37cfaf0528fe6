from django.db import models

from chamber.models import Organization


class Mention(models.Model):
    """文中提到：an organization of the register that a text names.

    Written with the live row; `published_at` repeats the entry's own and is empty while readers may
    not see the entry.
    """

    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="mentions")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="mentions")
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "文中提到"
        verbose_name_plural = "文中提到"
        constraints = [
            models.UniqueConstraint(fields=["entry", "organization"], name="mention_once_an_entry")
        ]
        indexes = [
            models.Index(
                fields=["organization", "-published_at", "-entry"], name="mention_newest_first"
            )
        ]
