from django.db import models
from django.db.models import Q, Sum

from .entry import Kind


class TallyQuerySet(models.QuerySet):
    def total(self):
        return self.aggregate(total=Sum("count"))["total"] or 0

    def by_year(self):
        """[(year, count)] newest first, years without entries left out."""
        rows = self.values("year").annotate(total=Sum("count")).filter(total__gt=0)
        return [(row["year"], row["total"]) for row in rows.order_by("-year")]


class Tally(models.Model):
    """How many entries readers see per column, kind and year: counts without a scan.

    Changed in the transaction that publishes or withdraws; `manage.py recount` rebuilds it.
    """

    column = models.ForeignKey("series.Column", models.CASCADE, related_name="tallies")
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "计数"
        verbose_name_plural = "计数"
        constraints = [
            models.UniqueConstraint(fields=["column", "kind", "year"], name="tally_once"),
            models.CheckConstraint(name="tally_kind_known", condition=Q(kind__in=Kind.values)),
        ]
