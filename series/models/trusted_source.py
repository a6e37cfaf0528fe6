from django.db import models


class TrustedSource(models.Model):
    """转载来源：a publisher whose texts may be reprinted without one more signature.

    A reprint is trusted by its source's exact name; where `domain` is given, the address of
    the original must lie in it too.
    """

    name = models.CharField("名称", max_length=60, unique=True)
    domain = models.CharField(
        "网址域名", max_length=100, blank=True, help_text="例如 news.cn；填写后原文链接须在此域名下"
    )
    note = models.CharField("说明", max_length=100, blank=True)
    checked_on = models.DateField("核对日期", null=True, blank=True)

    class Meta:
        verbose_name = "转载来源"
        verbose_name_plural = "转载来源"
        ordering = ["name"]

    def __str__(self):
        return self.name
