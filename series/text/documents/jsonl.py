"""Read one line of an archive (.jsonl).
A text that was public elsewhere, with its fields."""

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from series.text.characters.invisible import invisible_phrase, take_invisible
from series.text.characters.replaced import replaced_phrase, with_ideographs
from series.text.language.single_line import single_line
from series.text.language.tag_names import split_tags
from series.text.markup.blocks import Source, TextError
from series.text.web import page

from .plain_text import copied_source

KNOWN = frozenset(
    {"id", "title", "date", "source", "body", "column", "author", "editor", "tags", "url"}
)
WORDS = ("title", "source", "body", "column", "author", "editor", "tags")
SHANGHAI = ZoneInfo("Asia/Shanghai")
MARKUP = re.compile(
    r"</?(?:p|div|br|hr|h[1-6]|ul|ol|li|table|tr|td|span|a|strong|b|em|img|figure|section|article"
    r"|blockquote|font|center)\b[^<>]*>",
    re.IGNORECASE,
)
DAY = re.compile(
    r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[T\s]+(\d{1,2}:\d{2}\S*))?", re.ASCII
)
TITLES = {"title": "标题", "body": "正文"}
OPTIONAL = {
    "source": "来源", "column": "专栏", "author": "作者", "editor": "责任编辑", "url": "网址",
}  # fmt: skip
LONGEST_ID = 200
LONGEST_SHOWN = 40
FIRST = 200  # characters by which a text is known to have some, mostly


@dataclass(frozen=True)
class ArchiveText:
    """The content of one line.
    `day` and `clock` are in Shanghai's time, empty where it says nothing. `odd` names the
    optional values that cannot be read, and what its characters needed; the text goes in
    without them. `record` is the whole line, for the account of its words."""

    id: str
    title: str
    body: str
    day: date | None = None
    clock: time | None = None
    source: str = ""
    column: str = ""
    author: str = ""
    editor: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    unused: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    record: dict = field(default_factory=dict)

    @property
    def is_markup(self) -> bool:
        return bool(MARKUP.search(self.body))


def parse_line(line: str) -> ArchiveText:
    """Return the text of one line. Raises TextError with the sentence for the operator."""
    record, needed = _with_plain_characters(_record(line))
    day, clock = _moment(_words(record, "date", name="日期"))
    odd = list(needed)
    optional = {key: _optional(record, key, odd) for key in OPTIONAL}
    return ArchiveText(
        id=line_id(record),
        title=_needed(record, "title"),
        body=_needed(record, "body"),
        day=day,
        clock=clock,
        **optional,
        tags=_tags(record.get("tags"), odd),
        unused=tuple(sorted(str(key) for key in set(record) - KNOWN)),
        odd=tuple(odd),
        record=record,
    )


def _with_plain_characters(record: dict) -> tuple[dict, tuple[str, ...]]:
    """Return the record with ideographs for radicals in its words, and the receipt's phrases."""
    texts = [value for key, value in record.items() if key in WORDS and isinstance(value, str)]
    read = "\n".join(texts)
    invisible = take_invisible(read.replace("\r", ""))[1]
    odd = tuple(filter(None, (invisible_phrase(invisible), replaced_phrase(read))))
    if not odd:
        return record, ()
    plain = {key: with_ideographs(record[key]) for key in WORDS if isinstance(record.get(key), str)}
    return record | plain, odd


def title_and_text(line: str) -> tuple[str, str]:
    """Return the title and the plain text of a line.
    The line may hold nothing else. Raises TextError with the sentence for the operator."""
    record = _record(line)
    title, body = _words(record, "title", name="标题"), record.get("body") or ""
    if not isinstance(body, str):
        raise TextError("正文（body）应是文字，请加上引号")
    if not f"{title}{single_line(body)}".strip():
        raise TextError("标题（title）和正文（body）都没有文字，请补上")
    read = archive_source(ArchiveText("", title, _visible(body)))
    return title, "\n".join(block.text for block in read.blocks)


def _record(line: str) -> dict:
    try:
        record = json.loads(line)
        if "\\u" in line or not line.isprintable():  # only so half a pair comes in
            json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise TextError("这一行含有残缺的字符（半个 Unicode 代理对），请改正后再导入") from error
    except (ValueError, RecursionError) as error:
        raise TextError("这一行不是完整的 JSON，请检查引号、逗号和花括号") from error
    if not isinstance(record, dict):
        raise TextError('这一行应是一个 JSON 对象，形如 {"id": …, "title": …, "body": …}')
    return record


def line_id(record: dict) -> str:
    """Return the text's own id in the archive, the same on every run."""
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TextError("这一行没有编号（id），请补上后再导入")
    name = single_line(str(value))
    if not name or len(name) > LONGEST_ID:
        raise TextError(f"编号（id）应有 1–{LONGEST_ID} 个字符，请改正后再导入")
    return name


def _words(record: dict, key: str, *, name: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TextError(f"{name}（{key}）应是文字，请加上引号后再导入")
    return single_line(value)


def _optional(record: dict, key: str, odd: list[str]) -> str:
    """Return an optional value as one line.
    Name it in `odd` where it is no text."""
    value = record.get(key)
    if value is None or isinstance(value, str):
        return single_line(value or "")
    odd.append(f"{OPTIONAL[key]}（{key}）不是文字，没有用：{_shown(value)}")
    return ""


def _shown(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]}……"


def _needed(record: dict, key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not (single_line(value[:FIRST]) or single_line(value)):
        raise TextError(f"这一行没有{TITLES[key]}（{key}），请补上后再导入")
    return _visible(value) if key == "body" else single_line(value)


def _visible(text: str) -> str:
    return take_invisible(text.replace("\r\n", "\n").replace("\r", "\n"))[0]


def _moment(written: str) -> tuple[date | None, time | None]:
    if not written:
        return None, None
    found = DAY.fullmatch(written)
    try:
        if not found:
            raise ValueError(written)
        day = date(*map(int, found.group(1, 2, 3)))
        if not found[4]:
            return day, None
        clock = datetime.fromisoformat(f"{day.isoformat()}T{found[4].rjust(5, '0')}")
    except ValueError as error:
        raise TextError(
            f"日期“{written[:40]}”无法识别，请写成 2023-11-17 或 2023-11-17 09:30"
        ) from error
    if clock.tzinfo:
        clock = clock.astimezone(SHANGHAI)
    return clock.date(), clock.time().replace(second=0, microsecond=0)


def _tags(value: object, odd: list[str]) -> tuple[str, ...]:
    """Return the topics of a line; name those in `odd` that are no text."""
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not isinstance(item, str):
            odd.append(f"话题（tags）有一项不是文字，没有用：{_shown(item)}")
    typed = [item for item in items if isinstance(item, str)]
    return tuple(dict.fromkeys(name for item in typed for name in split_tags(item)))


def archive_source(text: ArchiveText) -> Source:
    """Return the text in the common form, ready to be recognised."""
    is_page = text.is_markup
    read = page.read_page(text.body, title=text.title) if is_page else copied_source(text.body)
    unused = (f"未用字段 {'、'.join(text.unused)}",) if text.unused else ()
    return replace(
        read,
        title=text.title,
        column=text.column or read.column,
        published_on=text.day or read.published_on,
        published_time=text.clock if text.day else read.published_time,
        source=text.source or read.source,
        skipped=(*read.skipped, *unused, *text.odd),
    )
