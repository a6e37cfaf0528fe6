from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps


class SeriesConfig(AppConfig):
    default = True
    name = "series"
    verbose_name = "专栏"

    def ready(self):
        """Set the folder of jieba's cache; nothing is loaded here."""
        from series.text.language import segmenter

        segmenter.configure(settings.DATA_DIR / "cache" / "words")


class DeskConfig(admin_apps.AdminConfig):
    """The editors' desk: Django's admin with the site class of the column.

    Its modules are imported after the site is made: they register with it.
    """

    default = False
    default_site = "series.admin.site.DeskSite"

    def ready(self):
        super().ready()
        import_module("series.admin.registration")
