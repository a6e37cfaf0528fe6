from django.contrib import admin

from series.actions.editorial.assignments import realign
from series.admin.base import DeskAdmin, page_link
from series.models import Column, ReviewTask, Series
from series.roles import EVERYWHERE, columns_of, may

SIGNING_RULES = ("levels", "resign_after_amendment")


@admin.register(Column)
class ColumnAdmin(DeskAdmin):
    """Columns, arranged by those who hold the role in the column."""

    in_columns = True
    list_display = ("name", "type", "levels", "longest_silence", "order", "public_page")
    search_fields = ("name", "description")
    fieldsets = (
        ("给读者看的", {"fields": ("name", "description", "keywords", "type")}),
        ("审核", {"fields": (("levels", "review_hours"), "resign_after_amendment")}),
        ("编辑部内部", {"fields": (("longest_silence", "order"),)}),
    )

    def has_add_permission(self, request):
        return may(request.user, "arrange", EVERYWHERE)

    def get_readonly_fields(self, request, obj=None):
        """Make the rules of signing read-only for users who may not set them.

        Those who write for a column must not decide that (decision 18)."""
        return () if may(request.user, "set_levels") else SIGNING_RULES

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "levels" in form.changed_data:
            realign(ReviewTask.objects.open().filter(entry__column=obj))

    @admin.display(description="公开页")
    def public_page(self, column):
        return page_link(column)


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    """Series, arranged by those who hold the role in the column of the series."""

    in_columns = True
    list_display = ("title", "short_title", "column", "kind", "published_count", "public_page")
    list_filter = ("column", "kind")
    list_select_related = ("column",)
    search_fields = ("title", "short_title")
    fieldsets = (
        ("给读者看的", {"fields": ("column", "title", ("short_title", "kind"), "intro", "host")}),
        ("每年的日子", {"fields": (("per_year", "lunar_month", "lunar_day"),)}),
        ("编辑部内部", {"fields": ("order",)}),
    )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer only the columns that the user may arrange."""
        if db_field.name == "column":
            columns = columns_of(request.user, "arrange")
            offered = (
                Column.objects.all() if columns is None else Column.objects.filter(pk__in=columns)
            )
            kwargs["queryset"] = offered
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="公开页")
    def public_page(self, series):
        return page_link(series) if series.published_count else ""
