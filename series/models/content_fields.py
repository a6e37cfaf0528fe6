"""The fields of a content.
One table of what a revision holds, in the order of the page.

A content is the mapping that editors change and reviewers sign (`series.actions.editorial.content`).
Forms, the live row, comparison, import, search and the verification are loops over this table.
A new field must be `optional`: a key that old contents lack would change their digests. Decision 23.
"""

from dataclasses import dataclass
from enum import Enum, Flag, auto

from django.db.models import Model, TextChoices

from chamber.models import Organization

from .article import Article
from .column import Column
from .entry import Entry, Kind
from .event import Event, EventForm, EventState
from .initiative import Initiative
from .kind import Aftermath
from .series import Series
from .site.flatpage import FlatPage


class What(Enum):
    """The type of a field's value, and how it is stored."""

    LINE = "one line"
    TEXT = "running text without markup"
    MARKUP = "safe HTML"
    URL = "the address of a page"
    REFERENCE = "the id of a row, or None"
    CHOICE = "the value of a choice"
    NUMBER = "a whole number, or None"
    FLAG = "true or false"
    DATE = "2023-11-17, or empty"
    DATELINE = "2023-11-17 or 2023-11-17T09:30 (Shanghai), or empty"
    MOMENT = "an ISO moment with its zone, or empty"
    LINES = "a list of lines"
    NAMES = "a list of names without order"
    FILES = "a list of attachments' ids"
    PROGRAMME = "a list of mappings of Session's fields"


class Found(Flag):
    """How the search finds a field.
    In the text, as a name, or beside the text.

    The names are those of persons (PERSON) or others (NAME).
    """

    NEVER = 0
    TEXT = auto()
    PERSON = auto()
    NAME = auto()
    BESIDE = auto()


NOTHING = {What.REFERENCE: None, What.NUMBER: None, What.FLAG: False}
LISTS = (What.LINES, What.NAMES, What.FILES, What.PROGRAMME)


@dataclass(frozen=True)
class ContentField:
    """One field of a content.

    `owner` is the model that has the field: Entry for every kind, else the one kind's model, which
    also sets its maximal length. `model` and `choices` are what a reference or a choice takes its
    value from, `default` a choice's first value. An `optional` key stands in a content only where
    it is not empty. `on_row`: the live row has a field for the value. `recognised`: an import finds
    it in the text itself.
    """

    key: str
    label: str
    what: What = What.LINE
    owner: type[Entry] = Entry
    model: type[Model] | None = None
    choices: type[TextChoices] | None = None
    default: str = ""
    optional: bool = False
    on_row: bool = True
    recognised: bool = False
    found: Found = Found.NEVER

    @property
    def empty(self):
        """Return a new empty value of the field."""
        return [] if self.what in LISTS else NOTHING.get(self.what, self.default)

    @property
    def attribute(self) -> str:
        """Return the name of the live row's attribute; empty where it has none."""
        suffix = "_id" if self.what is What.REFERENCE else ""
        return f"{self.key}{suffix}" if self.on_row else ""

    @property
    def max_length(self) -> int | None:
        return self.owner._meta.get_field(self.key).max_length if self.on_row else None

    def value_in(self, content):
        """Return the field's value in a content; the empty value for a missing optional key."""
        return content.get(self.key, self.empty) if self.optional else content[self.key]


CONTENT_FIELDS = (
    ContentField("kicker", "引题", optional=True, recognised=True, found=Found.TEXT),
    ContentField("headline", "标题", recognised=True, found=Found.TEXT),
    ContentField("subtitle", "副题", recognised=True, found=Found.TEXT),
    ContentField("summary", "摘要", What.TEXT, found=Found.TEXT),
    ContentField("column", "专栏", What.REFERENCE, model=Column, recognised=True),
    ContentField("series", "系列", What.REFERENCE, model=Series, recognised=True),
    ContentField("number", "期号", What.NUMBER, recognised=True),
    ContentField("body", "正文", What.MARKUP, found=Found.TEXT),
    ContentField("issuer", "发起单位", What.REFERENCE, Initiative, model=Organization),
    ContentField("audience", "面向", owner=Initiative, found=Found.BESIDE),
    ContentField("open_from", "响应开始", What.DATE, Initiative),
    ContentField("open_until", "响应截止", What.DATE, Initiative),
    *(
        ContentField(key, label, What.LINES, Initiative, optional=True, found=Found.TEXT)
        for key, label in (("milestones", "历程"), ("thresholds", "承诺"), ("outcome", "结果"))
    ),
    ContentField(
        "form", "形式", What.CHOICE, Event, choices=EventForm, default=EventForm.OTHER.value
    ),
    ContentField(
        "state", "安排", What.CHOICE, Event, choices=EventState, default=EventState.PLANNED.value
    ),
    ContentField("state_note", "安排说明", owner=Event, found=Found.BESIDE),
    ContentField("starts_at", "开始", What.MOMENT, Event),
    ContentField("ends_at", "结束", What.MOMENT, Event),
    ContentField("all_day", "全天", What.FLAG, Event),
    ContentField("venue", "地点", owner=Event, found=Found.TEXT | Found.NAME),
    ContentField("address", "地址", owner=Event, found=Found.NAME),
    ContentField("host", "主办", owner=Event, found=Found.TEXT | Found.NAME),
    ContentField("map_url", "地图链接", What.URL, Event, optional=True),
    ContentField("directions", "怎样到达", owner=Event, optional=True, found=Found.BESIDE),
    ContentField("organizer", "承办", owner=Event, optional=True, found=Found.TEXT | Found.NAME),
    ContentField("co_host", "协办", owner=Event, optional=True, found=Found.TEXT | Found.NAME),
    ContentField(
        "enterprise", "接待企业", What.REFERENCE, Event, model=Organization, optional=True
    ),
    ContentField("participation", "怎样参加", What.TEXT, Event, optional=True, found=Found.BESIDE),
    ContentField("deadline", "报名截止", What.MOMENT, Event, optional=True),
    ContentField("contact", "联系人", owner=Event, optional=True, found=Found.BESIDE),
    ContentField("phone", "联系电话", owner=Event, optional=True, found=Found.BESIDE),
    ContentField("programme", "议程", What.PROGRAMME, Event, on_row=False, found=Found.TEXT),
    ContentField("slug", "网址", owner=FlatPage),
    ContentField("source", "来源", What.REFERENCE, model=Organization, recognised=True),
    ContentField("author", "作者", recognised=True, found=Found.PERSON),
    ContentField("editor", "责任编辑", optional=True, recognised=True, found=Found.PERSON),
    ContentField("dateline", "原发布日期", What.DATELINE, on_row=False, recognised=True),
    ContentField("original_url", "原文链接", What.URL),
    ContentField("reprint", "转载", What.FLAG, optional=True),
    ContentField("original_title", "原题", optional=True, found=Found.TEXT),
    ContentField("original_source", "原出处", optional=True, found=Found.TEXT),
    ContentField("original_at", "原发布时间", What.DATELINE, optional=True),
    ContentField("corrections", "更正说明", What.LINES, optional=True, found=Found.TEXT),
    ContentField("figures", "数字", What.LINES, optional=True, found=Found.TEXT),
    ContentField("about_event", "所写活动", What.REFERENCE, Article, model=Event, optional=True),
    ContentField(
        *("aftermath", "写的是", What.CHOICE, Article),
        choices=Aftermath,
        default=Aftermath.REPORT.value,
        optional=True,
    ),
    ContentField("tags", "话题", What.NAMES, on_row=False, recognised=True, found=Found.TEXT),
    ContentField("attachments", "附件", What.FILES, on_row=False),
    ContentField("no_keywords", "不加关键词链接", What.FLAG, optional=True),
)
FIELDS = {field.key: field for field in CONTENT_FIELDS}
LABELS = {field.key: field.label for field in CONTENT_FIELDS}
RECOGNISED = tuple(field for field in CONTENT_FIELDS if field.recognised)
# What an import finds as a line of its own, and puts into a field of the same name.
RECOGNISED_LINES = tuple(field for field in RECOGNISED if field.what is What.LINE)


def own_last(field):
    """Return a sort key that puts fields of every kind before those of one kind."""
    return field.owner is not Entry


ORGANIZATIONS = tuple(
    sorted((field for field in CONTENT_FIELDS if field.model is Organization), key=own_last)
)


def fields_of(kind) -> tuple[ContentField, ...]:
    """Return the fields of a content of this kind."""
    return FIELDS_BY_KIND[kind]


def _belongs(field, kind):
    return field.owner is Entry or kind == field.owner.KIND


FIELDS_BY_KIND = {
    kind: tuple(field for field in CONTENT_FIELDS if _belongs(field, kind)) for kind in Kind
}
