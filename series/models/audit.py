from django.conf import settings
from django.db import models

from .immutable import Immutable
from .revision import ReadableJSON


class AuditLine(Immutable):
    """审计：who did what to which entry, written in the same transaction as the deed."""

    at = models.DateTimeField("时间", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="人员"
    )
    channel = models.CharField("途径", max_length=40, help_text="desk 为工作台，其余为命令名")
    verb = models.CharField("动作", max_length=30)
    entry = models.ForeignKey(
        "series.Entry", models.PROTECT, null=True, related_name="audit", verbose_name="稿件"
    )
    digest = models.CharField(max_length=64, blank=True)
    detail = models.JSONField("详情", default=dict, encoder=ReadableJSON)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["entry", "-id"], name="audit_of_entry")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
