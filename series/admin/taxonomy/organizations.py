from django.contrib import admin

from chamber.models import Organization
from series.admin.base import DeskAdmin


@admin.register(Organization)
class OrganizationAdmin(DeskAdmin):
    list_display = ("name", "short_name", "kind", "parent", "founded_on")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "other_names")
    fieldsets = (
        ("名称", {"fields": (("name", "short_name"), "other_names", "keyword_links")}),
        ("是什么单位", {"fields": (("kind", "parent"), "founded_on", "intro")}),
    )
