from django.db import models
from django.db.models import Q

from .entry import Visibility


class FigureQuerySet(models.QuerySet):
    def published(self):
        """Figures that readers may see: those of public entries, newest entry first."""
        rows = self.filter(entry__visibility=Visibility.PUBLIC).select_related("entry")
        return rows.order_by("-entry__published_at", "-entry", "order")


class Figure(models.Model):
    """数字：a number of the text that stands out, with the words that say it.

    Written by `series.actions.applying` from the signed content, never by itself: `quote` stands
    word for word in the body, and `bound` (超过, 近, 多, 余 …) is the text's own.
    """

    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="figure_rows")
    order = models.PositiveSmallIntegerField()
    label = models.CharField("说的是什么", max_length=30)
    quote = models.CharField("原文", max_length=120)
    before = models.CharField("数字前的限定", max_length=6, blank=True)
    digits = models.CharField("数字", max_length=20)
    after = models.CharField("数字后的限定与单位", max_length=12, blank=True)
    value = models.DecimalField("数值", max_digits=24, decimal_places=4)
    section = models.PositiveSmallIntegerField("第几节", default=0)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "数字"
        verbose_name_plural = "数字"
        ordering = ["entry", "order"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "order"], name="figure_order_once_an_entry"),
            models.CheckConstraint(name="figure_has_digits", condition=~Q(digits="")),
        ]

    def __str__(self):
        return f"{self.label} {self.before}{self.digits}{self.after}"
