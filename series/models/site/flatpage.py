"""单页：关于我们, 机构, 投稿须知, 联系我们. Decision 122."""

from series.models.entry import Entry
from series.models.kind import EntryKind, Kind


class FlatPage(Entry):
    """单页：a text at an address of its own, in no list.

    Reviewed and signed like every entry."""

    KIND = Kind.FLATPAGE

    class Meta:
        verbose_name = "单页"
        verbose_name_plural = "单页"


FLATPAGE = EntryKind(
    kind=Kind.FLATPAGE,
    model=FlatPage,
    folder="pages",
    views="pages",
    seal="页",
    keywords="概况,机构,联系方式",
    write="写单页",
    shortcut="p",
    measure="页",
    schema_type="WebPage",
    needs=(("slug", "网址"),),
    leaves_out=(
        *("series", "number", "author", "tags", "figures", "dateline"),
        *("original_url", "reprint", "original_title", "original_source", "original_at"),
    ),
)
