from django.conf import settings
from django.db import models


class ShareLink(models.Model):
    """分享链接：shows one revision to somebody without an account, until it expires."""

    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="share_links")
    revision = models.ForeignKey("series.Revision", models.PROTECT, related_name="+")
    note = models.CharField("给谁看", max_length=60, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="建立人"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    expires_at = models.DateTimeField("到期")
    revoked_at = models.DateTimeField("撤销", null=True)
    opened_count = models.PositiveIntegerField("打开次数", default=0)
    last_opened_at = models.DateTimeField("最近打开", null=True)

    class Meta:
        verbose_name = "分享链接"
        verbose_name_plural = "分享链接"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.revision}的分享链接"
