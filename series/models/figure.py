from django.db import models
from django.db.models import Q


class FigureQuerySet(models.QuerySet):
    def published(self):
        """Return the figures of public entries, newest first."""
        rows = self.filter(published_at__isnull=False)
        return rows.select_related("entry").order_by("-published_at", "-pk")


class Figure(models.Model):
    """数字：an important figure of the text, with the words around it. Decision 42.

    Written by `series.actions.editorial.live_row` from the signed content, never by itself: `quote` stands
    word for word in the body, and its bounds (超过, 近, 多, 余 …) are the text's own.
    `published_at` repeats the entry's own and is empty while readers may not see the entry.
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
    published_at = models.DateTimeField(null=True, editable=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "数字"
        verbose_name_plural = "数字"
        ordering = ["entry", "order"]
        indexes = [models.Index(fields=["-published_at", "-id"], name="figure_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "order"], name="figure_order_once_an_entry"),
            models.CheckConstraint(name="figure_has_digits", condition=~Q(digits="")),
        ]

    def __str__(self):
        return f"{self.label} {self.before}{self.digits}{self.after}"

    def get_absolute_url(self):
        """Return the address of the passage that holds the figure."""
        anchor = f"#s{self.section}" if self.section else ""
        return f"{self.entry.get_absolute_url()}{anchor}"

    @property
    def is_public(self):
        return self.entry.is_public
