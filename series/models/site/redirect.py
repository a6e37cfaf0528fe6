"""跳转：old addresses and where they lead now. Decision 122."""

from django.db import models
from django.db.models import Q

from series.models.entry import Entry

PERMANENT, TEMPORARY = 301, 302
CODES = ((PERMANENT, "301 永久"), (TEMPORARY, "302 暂时"))


class Redirect(models.Model):
    """跳转：an address that answers nothing else, and the entry or address that it leads to.

    `hits` are counted in memory and written behind, like readings.
    """

    old_path = models.CharField("旧地址", max_length=300, unique=True)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="稿件"
    )
    new_address = models.CharField("新地址", max_length=500, blank=True)
    code = models.PositiveSmallIntegerField("方式", choices=CODES, default=PERMANENT)
    hits = models.PositiveIntegerField("次数", default=0, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "跳转"
        verbose_name_plural = "跳转"
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                name="redirect_code_known", condition=Q(code__in=[code for code, _ in CODES])
            ),
            models.CheckConstraint(
                name="redirect_has_one_target",
                condition=Q(entry__isnull=True) & ~Q(new_address="")
                | Q(entry__isnull=False, new_address=""),
            ),
        ]

    def __str__(self):
        return self.old_path

    @property
    def target(self):
        """Return the address that it leads to."""
        return self.entry.get_absolute_url() if self.entry_id else self.new_address
