from django.contrib import admin

from chamber.models import Organization
from series.admin.base import DeskAdmin


@admin.register(Organization)
class OrganizationAdmin(DeskAdmin):
    list_display = ("name", "short_name", "kind", "parent", "founded_on")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "other_names")
    fields = (
        ("name", "short_name"),
        "other_names",
        ("kind", "parent"),
        ("founded_on", "keyword_links"),
        "intro",
    )
