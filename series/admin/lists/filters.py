"""Filters of the lists of entries; each reads an index range or a short table."""

from datetime import datetime

from django.contrib import admin
from django.utils import timezone

from series.actions.progress import stage_filters
from series.admin.base import parse_positive_int

from .choices import HOLDER, SERIES, YEAR, choices_once, columns_once


class ColumnFilter(admin.RelatedFieldListFilter):
    """Filter by column."""

    def field_choices(self, field, request, model_admin):
        return [(key, str(column)) for key, column in columns_once(request).items()]


class SeriesFilter(admin.RelatedFieldListFilter):
    """Filter by series, or for entries without one."""

    def field_choices(self, field, request, model_admin):
        return choices_once(request, SERIES)


class YearFilter(admin.SimpleListFilter):
    """Filter by year of publication; the years come from the tallies."""

    title = "发布年份"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(year), f"{year}年") for year, _ in choices_once(request, YEAR)]

    def queryset(self, request, queryset):
        year = parse_positive_int(self.value() or "")
        if not 1 < year < 9999:
            return queryset
        first, next_first = (
            timezone.make_aware(datetime(value, 1, 1)) for value in (year, year + 1)
        )
        return queryset.filter(published_at__gte=first, published_at__lt=next_first)


class StageFilter(admin.SimpleListFilter):
    """Filter by stage: 草稿, 待初审 … 已撤稿, 回收站.

    Drafts in the bin are in the last only."""

    title = "进度"
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        stages = [(name, words) for name, (words, _) in stage_filters.STAGES.items()]
        return [*stages, (stage_filters.BIN, "回收站")]

    def queryset(self, request, queryset):
        return stage_filters.in_stage(queryset, self.value())


class HolderFilter(admin.SimpleListFilter):
    """Filter by the holder of the open task: a person, `me` or `nobody`."""

    title = "经办人"
    parameter_name = "holder"

    def lookups(self, request, model_admin):
        others = [
            (str(key), name)
            for key, name in choices_once(request, HOLDER)
            if key != request.user.pk
        ]
        return [("me", "我"), ("nobody", "待认领"), *others]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        holders = {"me": request.user.pk, "nobody": None}
        return stage_filters.held_by(
            queryset, holders.get(self.value(), parse_positive_int(self.value()))
        )


class MineFilter(admin.SimpleListFilter):
    """Filter for entries in which the user saved a revision."""

    title = "作者"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", "我写的")]

    def queryset(self, request, queryset):
        return stage_filters.written_by(queryset, request.user) if self.value() == "1" else queryset
