"""What the interface answers. A field without a value is left out."""

from ninja import Field, Schema

from series.models.content_fields import LABELS

from .queries import KINDS


class ErrorOut(Schema):
    error: str = Field(description="一句话说明出了什么问题、可以怎么办")


class LinkOut(Schema):
    name: str = Field(description="名称")
    address: str = Field(description="网页地址")


class ColumnOut(Schema):
    id: int = Field(description="专栏编号")
    name: str = Field(description="名称")
    description: str | None = Field(None, description="说明")
    address: str = Field(description="网页地址")
    entries: str = Field(description="这个专栏的稿件（本接口地址）")


class SeriesOut(Schema):
    id: int = Field(description="系列编号")
    title: str = Field(description="名称")
    kind: str = Field(description="类别，例如“连载”“论坛”")
    intro: str | None = Field(None, description="简介")
    host: str | None = Field(None, description="主办")
    column: int = Field(description="所属专栏编号")
    count: int = Field(description="已发布的篇数或场数")
    address: str = Field(description="网页地址")
    entries: str = Field(description="这个系列的稿件（本接口地址）")


class TagOut(Schema):
    slug: str = Field(description="话题代号，用于参数 tag")
    name: str = Field(description="名称")
    description: str | None = Field(None, description="说明")
    count: int = Field(description="已发布的篇数")
    address: str = Field(description="网页地址")
    entries: str = Field(description="这个话题的稿件（本接口地址）")


class NumberedOut(Schema):
    id: int = Field(description="系列编号")
    title: str = Field(description="名称")
    number: int | None = Field(None, description="期号")
    address: str = Field(description="网页地址")


class PlaceOut(Schema):
    id: int = Field(description="专栏编号")
    name: str = Field(description="名称")
    address: str = Field(description="网页地址")


class CardOut(Schema):
    """列表中的一篇稿件。"""

    id: int = Field(description="稿号，各类稿件统一编号")
    kind: str = Field(description=KINDS)
    kicker: str | None = Field(None, description="引题，排在标题上面的一行")
    headline: str = Field(description="标题，其中的空格有意义")
    subtitle: str | None = Field(None, description="副题，不含破折号")
    summary: str | None = Field(None, description=LABELS["summary"])
    published: str = Field(
        description="发布时间，与网页所示相同：2023-11-17 09:30；只知道日期的写 2023-11-17"
    )
    published_at: str = Field(description="同一时间的 ISO 8601 写法，只知道日期的只写日期")
    modified_at: str = Field(description="网页最后改动的时间，ISO 8601")
    source: str = Field(description=LABELS["source"])
    author: str | None = Field(None, description=LABELS["author"])
    column: PlaceOut = Field(description="所属专栏")
    series: NumberedOut | None = Field(None, description="所属系列与期号")
    tags: list[LinkOut] = Field(description=LABELS["tags"])
    address: str = Field(description="网页地址")
    api: str = Field(description="全文（本接口地址）")


class OriginalOut(Schema):
    title: str | None = Field(None, description="原题")
    source: str | None = Field(None, description="原出处")
    published: str | None = Field(None, description="原发布时间")
    address: str | None = Field(None, description="原文链接")


class CorrectionOut(Schema):
    date: str | None = Field(None, description="更正日期")
    text: str = Field(description="更正说明")


class AttachmentOut(Schema):
    title: str = Field(description="名称")
    extension: str = Field(description="文件类型")
    size: int = Field(description="字节数")
    address: str = Field(description="下载地址")


class FigureOut(Schema):
    label: str = Field(description="说的是什么")
    figure: str = Field(description="数字，连同“超过、近、多、余”和单位")
    quote: str = Field(description="正文原句")
    section: int = Field(description="第几节；0 为第一个小标题之前")


class MentionOut(Schema):
    name: str = Field(description="名称")
    address: str = Field(description="网页地址")


class NeighbourOut(Schema):
    id: int = Field(description="稿号")
    number: int = Field(description="期号")
    headline: str = Field(description="标题")
    address: str = Field(description="网页地址")
    api: str = Field(description="全文（本接口地址）")


class SpeakerOut(Schema):
    name: str = Field(description="姓名")
    post: str | None = Field(None, description="职务，议程发布时的")
    organization: str | None = Field(None, description="单位，议程发布时的")
    address: str | None = Field(None, description="参加过的公开活动（网页地址）")


class SessionOut(Schema):
    starts: str | None = Field(None, description="开始，例如 09:30")
    ends: str | None = Field(None, description="结束")
    kind: str | None = Field(None, description="类别，例如“主题演讲”")
    title: str = Field(description="内容")
    speaker: str | None = Field(None, description="主讲")
    note: str | None = Field(None, description="说明")
    speakers: list[SpeakerOut] | None = Field(None, description="嘉宾")


class MeetingOut(Schema):
    """活动的时间、地点和安排。"""

    form: str = Field(description="形式，例如“论坛”")
    state: str = Field(description="planned 如期举行、postponed 改期、cancelled 已取消")
    state_note: str | None = Field(None, description=LABELS["state_note"])
    starts: str = Field(description="开始，ISO 8601；全天活动只写日期")
    ends: str = Field(description="结束，ISO 8601；全天活动只写日期")
    all_day: bool = Field(description="是否全天")
    venue: str | None = Field(None, description=LABELS["venue"])
    address: str | None = Field(None, description=LABELS["address"])
    map: str | None = Field(None, description=LABELS["map_url"])
    directions: str | None = Field(None, description=LABELS["directions"])
    host: str | None = Field(None, description=LABELS["host"])
    organizer: str | None = Field(None, description=LABELS["organizer"])
    co_host: str | None = Field(None, description=LABELS["co_host"])
    enterprise: str | None = Field(None, description=LABELS["enterprise"])
    participation: str | None = Field(None, description=LABELS["participation"])
    deadline: str | None = Field(None, description="报名截止，ISO 8601")
    contact: str | None = Field(None, description=LABELS["contact"])
    phone: str | None = Field(None, description=LABELS["phone"])
    programme: list[SessionOut] | None = Field(None, description=LABELS["programme"])


class CallOut(Schema):
    """倡议的发起与响应。"""

    issuer: str | None = Field(None, description=LABELS["issuer"])
    audience: str | None = Field(None, description=LABELS["audience"])
    open_from: str | None = Field(None, description=LABELS["open_from"])
    open_until: str | None = Field(None, description=LABELS["open_until"])


class EntryOut(CardOut):
    """一篇稿件的全文。"""

    body: str = Field(description="正文（已过滤的 HTML，站内地址写全）")
    text: str = Field(description="正文的纯文字，一段一行")
    editor: str | None = Field(None, description=LABELS["editor"])
    image: str | None = Field(None, description="正文第一张图片的地址")
    corrections: list[CorrectionOut] = Field(description=LABELS["corrections"])
    original: OriginalOut | None = Field(None, description="转载的原文")
    original_address: str | None = Field(None, description="原文链接")
    figures: list[FigureOut] = Field(description="正文中单列的数字")
    mentions: list[MentionOut] = Field(description="正文写到的单位")
    attachments: list[AttachmentOut] = Field(description=LABELS["attachments"])
    previous: NeighbourOut | None = Field(None, description="同系列的上一篇")
    next: NeighbourOut | None = Field(None, description="同系列的下一篇")
    meeting: MeetingOut | None = Field(None, description="只有活动才有")
    call: CallOut | None = Field(None, description="只有倡议才有")


class EventOut(CardOut):
    """列表中的一场活动。"""

    meeting: MeetingOut


class EntryPageOut(Schema):
    entries: list[CardOut] = Field(description="新的在前")
    next: str | None = Field(None, description="更早的一页；没有即已到底")
    previous: str | None = Field(None, description="更新的一页")


class EventPageOut(Schema):
    events: list[EventOut] = Field(description="按开始时间，晚的在前")
    next: str | None = Field(None, description="更早的一页；没有即已到底")
    previous: str | None = Field(None, description="更晚的一页")


class ColumnPageOut(Schema):
    columns: list[ColumnOut]
    next: str | None = Field(None, description="下一页；没有即已到底")


class SeriesPageOut(Schema):
    series: list[SeriesOut]
    next: str | None = Field(None, description="下一页；没有即已到底")


class TagPageOut(Schema):
    tags: list[TagOut]
    next: str | None = Field(None, description="下一页；没有即已到底")


class IndexOut(Schema):
    name: str = Field(description="网站名称")
    owner: str = Field(description="主办单位")
    address: str = Field(description="网站地址")
    entries: str = Field(description="全部稿件")
    events: str = Field(description="活动")
    columns: str = Field(description="专栏")
    series: str = Field(description="系列")
    tags: str = Field(description="话题")
    openapi: str = Field(description="本接口的 OpenAPI 说明")
