from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """常用筛选：a list's query that one person keeps under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    list = models.CharField(max_length=40)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "常用筛选"
        verbose_name_plural = "常用筛选"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "list", "name"], name="saved_filter_once")
        ]

    def __str__(self):
        return self.name
