from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ChamberConfig(AppConfig):
    name = "chamber"
    verbose_name = "登记库"


class DeskConfig(admin_apps.AdminConfig):
    """The editors' desk: Django's admin with this house's site class."""

    default_site = "chamber.desk.DeskSite"
