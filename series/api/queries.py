"""The parameters of the interface; every bound stands here, and so in the OpenAPI document."""

from datetime import date

from ninja import Field, Schema

from series.models import ENTRY_KINDS, Kind
from series.views.paging import PER_PAGE
from series.views.public import LARGEST_KEY

MOST = 100
LONGEST = 100
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
KEY = {"ge": 1, "le": LARGEST_KEY}
KINDS = "、".join(f"{key} {kind.label}" for key, kind in ENTRY_KINDS.items())
CURSOR = "这个位置之{}的一页，取自上一次回答的 {}"


class PageQuery(Schema):
    size: int = Field(PER_PAGE, ge=1, le=MOST, description=f"每页几条，1 到 {MOST}")


class CursorQuery(PageQuery):
    before: str | None = Field(
        None, max_length=LONGEST, description=CURSOR.format("前（更早）", "next")
    )
    after: str | None = Field(
        None, max_length=LONGEST, description=CURSOR.format("后（更新）", "previous")
    )


class EntryQuery(CursorQuery):
    kind: Kind | None = Field(None, description=f"类型：{KINDS}")
    column: int | None = Field(None, **KEY, description="专栏编号")
    series: int | None = Field(None, **KEY, description="系列编号")
    tag: str | None = Field(None, max_length=LONGEST, description="话题代号（slug）")
    year: int | None = Field(None, ge=1900, le=2100, description="发布年份")


class EventQuery(CursorQuery):
    since: date | None = Field(
        None, alias="from", ge=EARLIEST, le=LATEST, description="从这一天起（含），2026-12-01"
    )
    until: date | None = Field(
        None, alias="to", ge=EARLIEST, le=LATEST, description="到这一天止（含）"
    )


class KeyQuery(PageQuery):
    after: int = Field(0, ge=0, le=LARGEST_KEY, description="从这个编号之后起，取自 next")


class SeriesQuery(KeyQuery):
    column: int | None = Field(None, **KEY, description="专栏编号")
