from django.db import models

from .revision import ReadableJSON


class DeskCheck(models.Model):
    """巡检：what one check found when it last ran.
    The start page reads one short table.

    `total` counts all findings; `findings` keeps the first of them as
    {"text": sentence}, at an entry with {"entry": id, "kind", "column": id, "headline"} beside it.
    """

    name = models.CharField("项目", max_length=20, unique=True)
    checked_at = models.DateTimeField("时间")
    total = models.PositiveIntegerField("处数", default=0)
    findings = models.JSONField("所见", default=list, encoder=ReadableJSON)

    class Meta:
        verbose_name = "巡检"
        verbose_name_plural = "巡检"
        ordering = ["name"]

    def __str__(self):
        return f"{self.name}：{self.total}处"
