"""Read a page's title, column, date and source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from lxml.etree import _Element

from .weights import Weights

CHINA = timezone(timedelta(hours=8))
_LABELS = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "column": ("columnname", "article:section"),
    "moment": (
        "pubdate",
        "publishdate",
        "article:published_time",
        "og:release_date",
        "publish_time",
    ),
    "source": ("contentsource", "source", "og:article:author", "og:site_name"),
    "address": ("url", "og:url"),
}
_MOMENT = re.compile(
    r"(?<!\d)(\d{4})\s?[-—–－/.年]\s?(\d{1,2})\s?[-—–－/.月]\s?(\d{1,2})(?!\d)日?[T\s]*(?:(\d{1,2})[:：](\d{2}))?"
)
_DATE_LABEL = re.compile(
    r"(?:发布日期|发布时间|发表时间|发文日期|成文日期|更新时间|日期|时间)\s*[:：]\s*|发[表布]于\s*[:：]?\s*"
)
_SOURCE_LABEL = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|来源)\s*[:：]\s*([^\s:：|｜【】\[\]]{2,40}?)"
    r"(?=[\s|｜【】\[\]]|发布|日期|时间|作者|编辑|浏览|点击|阅读|字号|字体|$)"
)
_SITE_BREAK = re.compile(
    r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<=[\u4e00-\u9fff”》）)])-+(?=[\u4e00-\u9fff])"
)
_NO_TITLE = re.compile(
    r"(?:新建|无标题|未命名).{0,20}(?:文档|页|网页)?|untitled.*|document\d*", re.IGNORECASE
)
_LARGE = frozenset({"5", "6", "7", "+2", "+3", "+4"})
_SCRIPTED_MOMENT = re.compile(r"createTime\s*=\s*['\"](\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)")
_SCRIPTED_SECONDS = re.compile(r"\bvar\s+ct\s*=\s*['\"](\d{10})['\"]")
_BAR_LENGTH = 200
_MOST_INSIDE = 40
_LONGEST_HEADING = 120
_HEADING_TAGS = ("h1", "h2", "h3", "td", "div", "p", "span")
_LINE_TAGS = (*_HEADING_TAGS, "li", "h4", "h5", "em", "font")


@dataclass(frozen=True)
class Meta:
    """The metadata that a page gives about its text."""

    title: str = ""
    column: str = ""
    published_on: date | None = None
    published_time: time | None = None
    source: str = ""
    address: str = ""


def read_meta(document: _Element, *, weights: Weights, scripts: str = "") -> Meta:
    """Return the metadata: from the head first, then the lines around the text, then the
    scripts."""
    labels = _labels(document)
    told = {name: _first(labels, keys) for name, keys in _LABELS.items()}
    small = _small(document, weights)
    lines = list(_short_lines(small))
    day, clock = parse_moment(told["moment"])
    if day is None:
        day, clock = _shown_moment(lines, scripts)
    return Meta(
        title=told["title"] or _shown_title(document, small),
        column=told["column"],
        published_on=day,
        published_time=clock,
        source=_source(document, told["source"], lines),
        address=told["address"],
    )


def _labels(document: _Element) -> dict[str, str]:
    labels: dict[str, str] = {}
    for element in document.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        value = single_spaced(element.get("content", ""))
        if name and value:
            labels.setdefault(name, value)
    return labels


def _first(labels: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((labels[key] for key in keys if key in labels), "")


def single_spaced(text: str) -> str:
    """Return one line with single spaces. Full-width spaces inside count as spaces."""
    return " ".join(text.split())


def text_of(element: _Element) -> str:
    return single_spaced("".join(element.itertext()))


def parse_moment(text: str) -> tuple[date | None, time | None]:
    """Return day and time in Chinese time. Midnight sharp means that no time was given."""
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        exact = None
    if exact and exact.tzinfo:
        exact = exact.astimezone(CHINA)
        return exact.date(), exact.time().replace(second=0, microsecond=0)
    return _written_moment(_MOMENT.search(text))


def _written_moment(found: re.Match | None) -> tuple[date | None, time | None]:
    if not found:
        return None, None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return date(year, month, day), time(hour, minute) if hour or minute else None
    except ValueError:
        return None, None


def _shown_moment(lines: list[str], scripts: str) -> tuple[date | None, time | None]:
    for line in lines:
        for label in _DATE_LABEL.finditer(line):
            if found := _MOMENT.match(line, label.end()):
                return _written_moment(found)
    if found := _SCRIPTED_MOMENT.search(scripts):
        return parse_moment(found[1])
    if found := _SCRIPTED_SECONDS.search(scripts):
        exact = datetime.fromtimestamp(int(found[1]), CHINA)
        return exact.date(), exact.time().replace(second=0)
    return None, None


def _source(document: _Element, told: str, lines: list[str]) -> str:
    for element in document.xpath("//*[@id='js_name']"):
        return text_of(element)
    if told:
        return re.sub(r"^(?:信息)?来源\s*[:：]\s*", "", told)
    found = (_SOURCE_LABEL.search(line) for line in lines)
    return next((match[1] for match in found if match), "")


def _small(document: _Element, weights: Weights) -> list[_Element]:
    """Return the elements with little inside: the bar with date and source, the headline."""
    return [
        element
        for element in document.iter(*_LINE_TAGS)
        if weights.size[element] <= _MOST_INSIDE and 0 < weights.characters[element] <= _BAR_LENGTH
    ]


def _short_lines(small: list[_Element]) -> Iterator[str]:
    return (text_of(element) for element in small)


def _shown_title(document: _Element, small: list[_Element]) -> str:
    """Return the heading that the window's title also names; else that title without the site."""
    window = next((text_of(element) for element in document.iter("title")), "")
    if _NO_TITLE.fullmatch(window):
        window = ""
    headings = list(_heading_like(small))
    bare = _bare(window)
    for heading in headings:
        if bare and bare.startswith(_bare(heading)):
            return heading
    pieces = [piece for piece in _SITE_BREAK.split(window) if piece]
    known = {_bare(heading) for heading in headings}
    shown = [piece for piece in pieces if _bare(piece) in known]
    first = _largest(document)
    return next((text for text in [*shown, first, *pieces] if text), "")


def _largest(document: _Element) -> str:
    """Return the first h1, or the first line that an old page sets large."""
    large = [element for element in document.iter("font") if element.get("size") in _LARGE]
    for element in (*document.iter("h1"), *large):
        if (text := text_of(element)) and len(text) <= _LONGEST_HEADING:
            return text
    return ""


def _heading_like(small: list[_Element]) -> Iterator[str]:
    for element in small:
        if element.tag in _HEADING_TAGS and 4 <= len(text := text_of(element)) <= _LONGEST_HEADING:
            yield text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
