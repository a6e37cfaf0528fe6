from django.conf import settings
from django.db import models


class Presence(models.Model):
    """在场：who has an entry's page open; a row counts while `seen_at` is fresh."""

    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "在场"
        verbose_name_plural = "在场"
        indexes = [models.Index(fields=["seen_at"], name="presence_seen")]
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="presence_once")]

    def __str__(self):
        return f"{self.user}在{self.entry_id}"
