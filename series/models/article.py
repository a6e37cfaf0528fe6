from django.db.models import CheckConstraint, Q

from .entry import Entry
from .kind import Aftermath, EntryKind, Kind, TellsOfEvent


class Article(TellsOfEvent, Entry):
    """文章。"""

    KIND = Kind.ARTICLE

    class Meta:
        constraints = [
            CheckConstraint(
                name="article_aftermath_known", condition=Q(aftermath__in=Aftermath.values)
            )
        ]
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
    related=("about_event",),
    is_main=True,
    is_news=True,
)
