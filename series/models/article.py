from .entry import Entry
from .kind import EntryKind, Kind


class Article(Entry):
    """文章。"""

    KIND = Kind.ARTICLE

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"


ARTICLE = EntryKind(
    kind=Kind.ARTICLE,
    model=Article,
    folder="articles",
    views="articles",
    seal="文",
    keywords="文章,工作动态",
    write="写文章",
    shortcut="a",
    also_at=("column", "month", "archive"),
    is_main=True,
    is_news=True,
)
