"""Filters that read an index range or a short table, never every row."""

from datetime import datetime

from django.contrib import admin
from django.utils import timezone

from series.models import Tally

from .base import whole_number


class YearFilter(admin.SimpleListFilter):
    """The year of publication; the years come from the tallies, the rows from a range."""

    title = "发布年份"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = Tally.objects.filter(count__gt=0).order_by("-year")
        distinct = years.values_list("year", flat=True).distinct()
        return [(str(year), f"{year}年") for year in distinct]

    def queryset(self, request, queryset):
        year = whole_number(self.value() or "")
        if not 1 < year < 9999:
            return queryset
        first, next_first = (
            timezone.make_aware(datetime(value, 1, 1)) for value in (year, year + 1)
        )
        return queryset.filter(published_at__gte=first, published_at__lt=next_first)
