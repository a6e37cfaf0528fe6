from .entry import Entry, Kind


class Article(Entry):
    """文章。"""

    KIND = Kind.ARTICLE

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
