from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models


class ColumnRole(models.Model):
    """栏目授权：a role that a person holds in one column only.

    Roles in all columns are the person's groups.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="column_roles",
        verbose_name="人员",
    )
    role = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name="角色")
    column = models.ForeignKey(
        "series.Column", models.CASCADE, related_name="roles", verbose_name="专栏"
    )

    class Meta:
        verbose_name = "栏目授权"
        verbose_name_plural = "栏目授权"
        ordering = ["column", "role", "user"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "column"], name="column_role_once")
        ]

    def __str__(self):
        return f"{self.user}：{self.column}{self.role}"
