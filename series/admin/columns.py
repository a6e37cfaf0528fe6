from django.contrib import admin

from series.actions.assigning import realign
from series.models import Column, ReviewTask, Series
from series.roles import may

from .base import DeskAdmin, page_link


@admin.register(Column)
class ColumnAdmin(DeskAdmin):
    list_display = ("name", "type", "levels", "longest_silence", "order", "public_page")
    search_fields = ("name", "description")
    fields = (
        "name",
        "description",
        "keywords",
        ("type", "order"),
        ("levels", "review_hours", "longest_silence"),
    )

    def get_readonly_fields(self, request, obj=None):
        """How many signatures a column asks for is not for those to say who write for it."""
        return () if may(request.user, "set_levels") else ("levels",)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "levels" in form.changed_data:
            realign(ReviewTask.objects.open().filter(entry__column=obj))

    @admin.display(description="公开页")
    def public_page(self, column):
        return page_link(column)


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    list_display = ("title", "short_title", "column", "kind", "published_count", "public_page")
    list_filter = ("column", "kind")
    list_select_related = ("column",)
    search_fields = ("title", "short_title")
    fields = (
        "column",
        "title",
        ("short_title", "kind"),
        "intro",
        "host",
        ("per_year", "lunar_month", "lunar_day"),
        "order",
    )

    @admin.display(description="公开页")
    def public_page(self, series):
        return page_link(series)
