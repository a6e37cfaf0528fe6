from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps


class SeriesConfig(AppConfig):
    default = True
    name = "series"
    verbose_name = "专栏"

    def ready(self):
        """Set the folders of the dictionaries, and what writes touch; nothing is loaded."""
        from chamber.page_cache import writes
        from series.page_keys import keys_of_write
        from series.text.dictionaries import mapped_file
        from series.text.language import segmenter

        place = settings.PAGE_VERSIONS if settings.PAGES_MB else None
        writes.configure(place, keys_of_write, redis=settings.REDIS)
        mapped_file.configure(settings.DATA_DIR / "cache" / "dictionaries")
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
