"""The admin site of this house: its names, and how its entries are grouped for an editor."""

from django.contrib.admin import AdminSite


class DeskSite(AdminSite):
    site_header = "新时代 新常商 新力量 · 编辑工作台"
    site_title = "编辑工作台"
    index_title = "工作台"
    enable_nav_sidebar = True
