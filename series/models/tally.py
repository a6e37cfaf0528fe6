from django.db import models
from django.db.models import Q, Sum

from .entry import Kind


class TallyQuerySet(models.QuerySet):
    def total(self):
        return self.aggregate(total=Sum("count"))["total"] or 0

    def by_year(self):
        """Return [(year, count)] newest first, without empty years."""
        rows = self.values("year").annotate(total=Sum("count")).filter(total__gt=0)
        return [(row["year"], row["total"]) for row in rows.order_by("-year")]

    def by_month(self):
        """Return {year: {month: count}}, newest year first, without empty months."""
        rows = self.values("year", "month").annotate(total=Sum("count")).filter(total__gt=0)
        found = {}
        for row in rows.order_by("-year", "month"):
            found.setdefault(row["year"], {})[row["month"]] = row["total"]
        return found


class Tally(models.Model):
    """The number of public entries per column, kind and month, stored. Decision 45.

    Changed in the transaction that publishes or withdraws; `manage.py recount` rebuilds it.
    """

    column = models.ForeignKey("series.Column", models.CASCADE, related_name="tallies")
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "计数"
        verbose_name_plural = "计数"
        constraints = [
            models.UniqueConstraint(
                fields=["column", "kind", "year", "month"], name="tally_once_a_month"
            ),
            models.CheckConstraint(name="tally_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="tally_month_known", condition=Q(month__gte=1, month__lte=12)
            ),
        ]
