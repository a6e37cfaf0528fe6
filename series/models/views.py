from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce


class DailyViewsQuerySet(models.QuerySet):
    def total_of(self, entry):
        """Return a subquery for `annotate`: the stored views of the outer row's entry."""
        rows = self.filter(entry=entry).order_by().values("entry")
        return Coalesce(
            models.Subquery(rows.annotate(total=Sum("count")).values("total")),
            0,
            output_field=models.PositiveBigIntegerField(),
        )


def most_read(rows, *, since, least):
    """Return the entries with at least that many views since a day.

    The most read come first.
    The index by entry and day finds the views of each row, so the cost is that of `rows`.
    """
    counted = DailyViews.objects.filter(day__gte=since).total_of(models.OuterRef("pk"))
    return (
        rows.annotate(recent_views=counted)
        .filter(recent_views__gte=least)
        .order_by("-recent_views", "-published_at", "-pk")
    )


class DailyViews(models.Model):
    """浏览次数：how often an entry's page was read on one day in Shanghai.

    A count and nothing about the reader; written by `series.actions.counters.views`. Decision 43.
    """

    entry = models.ForeignKey("series.Entry", models.CASCADE, related_name="views")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    objects = DailyViewsQuerySet.as_manager()

    class Meta:
        verbose_name = "浏览次数"
        verbose_name_plural = "浏览次数"
        constraints = [
            models.UniqueConstraint(fields=["entry", "day"], name="views_once_a_day"),
            models.CheckConstraint(name="views_counted", condition=Q(count__gte=1)),
        ]
