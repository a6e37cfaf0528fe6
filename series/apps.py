from django.apps import AppConfig
from django.conf import settings


class SeriesConfig(AppConfig):
    name = "series"
    verbose_name = "专栏"

    def ready(self):
        """jieba's cache lies with the site's own data; nothing is loaded here."""
        from series.text.language import segmenter

        segmenter.configure(settings.DATA_DIR / "cache" / "words")
