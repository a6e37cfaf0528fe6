"""What a page says of its text to machines: meta elements, JSON-LD, time elements, scripts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from lxml.etree import _Element

from series.text.recognition.credit_line import (
    begins_with_surname,
    is_organization,
    leading_names,
    organization_name,
)
from series.text.recognition.written_dates import parse_moment

Moment = tuple[date | None, time | None]
_TITLES = (
    "articletitle",
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "title",
    "headline",
)
_SECTIONS = (
    "columnname",
    "article:section",
    "sitename",
    "og:site_name",
    "application-name",
    "columntype",
)
_PUBLISHED = (
    "pubdate", "publishdate", "publish_date", "publish-date", "publishtime", "publish_time", "publish-time", "pubtime",
    "datepublished", "article:published_time", "og:release_date", "og:published_time", "release_date", "apub:time",
    "bytedance:published_time", "weibo:article:create_at", "weibo: article:create_at", "dcterms.created", "firstpublishedtime", "dcterms.issued",
    "dc.date.issued", "dc.date", "dcterms.date", "datecreated", "createdate", "createtime", "og:time", "date",
)  # fmt: skip
_UPDATED = (
    "dateupdate", "datemodified", "article:modified_time", "og:updated_time", "lastmodifiedtime",
    "bytedance:updated_time", "dcterms.modified", "lastmodified",
)  # fmt: skip
_SOURCES = (
    "contentsource",
    "source",
    "og:article:source",
    "article:source",
    "mediaid",
    "og:article:author",
    "dc.source",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "contentauthor")
_LD_DATES = ("datePublished", "pubDate", "dateCreated", "uploadDate")
_SCRIPTED = re.compile(
    r"(?:createTime|publish_?[tT]ime|pub_?[dD]ate|pub_?[tT]ime|publishDate|publishedAt|\bct)[\"']?\s*[:=]\s*[\"']?(\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?|1\d{9})"
)
_LD_BREAKS = re.compile(r"<!--|-->|/\*.*?\*/|<!\[CDATA\[|\]\]>|[\x00-\x1f]", re.DOTALL)
_LD_TRAILING = re.compile(r",\s*(?=[}\]])")
_LD_MOMENT = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')
RELATIVE = re.compile(
    r"(?:.{1,4}(?:分钟|小时|天|周|个?月|年)前|刚刚|昨天|前天|今天)(?:\s?\d{1,2}:\d{2})?"
)
_LONGEST_DAY = 24
_AUTHOR_LABEL = re.compile(r"^\s*(?:作者|撰文|文)\s*[:：/|｜]\s*")
_SITE_AFTER = re.compile(r"^(?:信息|文章|稿件)?来源\s*[:：]\s*")
_IN_ADDRESS = re.compile(
    r"/(20[0-3]\d)/[A-Z]{4,12}_([01]\d)([0-3]\d)/|/(20[0-3]\d)[-/_](\d{1,2})[-/_](\d{1,2})(?=[/_.-]|$)|(20[0-3]\d)[-/]?([01]\d)[-/]?([0-3]\d)(?=[/_.-]|$)"
)


@dataclass
class Head:
    """The metadata for machines.
    `moments` are in the order in which they count; `updated` and `scripted` count after what
    the page shows; `sections` are names of the site and its parts, `text` is the article itself
    where linked data hold it."""

    titles: list[str] = field(default_factory=list)
    window: str = ""
    column: str = ""
    sections: set[str] = field(default_factory=set)
    moments: list[Moment] = field(default_factory=list)
    updated: list[Moment] = field(default_factory=list)
    scripted: list[Moment] = field(default_factory=list)
    source: str = ""
    publisher: str = ""
    site: str = ""
    author: str = ""
    address: str = ""
    text: str = ""


def read_head(document: _Element, *, scripts: list[_Element]) -> Head:
    """Return what meta elements, linked data, time elements and scripts say."""
    linked_data = [_words(script) for script in scripts if "ld+json" in script.get("type", "")]
    scripted = "\n".join(map(_words, scripts))
    labels = _labels(document)
    head = Head(
        titles=[labels[key] for key in _TITLES if key in labels],
        window=next((text_of(element) for element in document.iter("title")), ""),
        column=_first(labels, ("columnname", "article:section")),
        sections={labels[key] for key in _SECTIONS if key in labels},
        source=organization_name(_SITE_AFTER.sub("", _first(labels, _SOURCES))),
        site=_first(labels, ("og:site_name", "sitename")),
        author=_author(_first(labels, _AUTHORS)) or _account_author(document),
        address=_first(labels, ("url", "og:url")) or _canonical(document),
    )
    _read_linked_data(head, linked_data)
    head.moments = [*_moments(labels, _PUBLISHED), *head.moments, *_marked_moments(document)]
    head.updated = _moments(labels, _UPDATED)
    head.scripted = [parse_moment(found[1]) for found in _SCRIPTED.finditer(scripted)]
    head.scripted += _address_moment(head.address)
    return head


def _words(script: _Element) -> str:
    return "".join(script.itertext())


def single_spaced(text: str) -> str:
    """Return one line with single spaces. Full-width spaces inside count as spaces."""
    return " ".join(text.split())


def text_of(element: _Element) -> str:
    return single_spaced("".join(element.itertext()))


def _labels(document: _Element) -> dict[str, str]:
    labels: dict[str, str] = {}
    for element in document.iter("meta"):
        names = (element.get(key, "") for key in ("name", "property", "itemprop"))
        name = next((name for name in names if name), "").strip().lower()
        value = single_spaced(element.get("content", ""))
        if name and value:
            labels.setdefault(name, value)
    return labels


def _canonical(document: _Element) -> str:
    links = (link for link in document.iter("link") if link.get("rel", "").lower() == "canonical")
    return next((link.get("href", "") for link in links), "")


def _first(labels: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((labels[key] for key in keys if key in labels), "")


def _moments(labels: dict[str, str], keys: tuple[str, ...]) -> list[Moment]:
    found = [parse_moment(labels[key]) for key in keys if key in labels]
    return [moment for moment in found if moment[0]]


def _marked_moments(document: _Element) -> list[Moment]:
    """Return the days of `itemprop=datePublished` and of the first `time` that has one.
    A site's own element may have a `datetime` as well."""
    marked = [e for e in document.iter() if "datePublished" in e.get("itemprop", "").split()]
    relative = [e for e in document.iter("span", "em", "i", "p", "div") if _is_relative(e)]
    times = [e for e in document.iter() if e.tag == "time" or _is_own_time(e)]
    found = [_moment_of(element) for element in [*marked, *times, *relative]]
    return [moment for moment in found if moment[0]][:3]


def _is_own_time(element: _Element) -> bool:
    return bool(element.get("datetime")) and element.tag in ("div", "span")


def _is_relative(element: _Element) -> bool:
    """Tell whether an element shows a day whose moment its title gives."""
    title, text = element.get("title"), (element.text or "").strip()
    if not title or len(text) > _LONGEST_DAY:
        return False
    day = parse_moment(title)[0]
    return bool(RELATIVE.fullmatch(text)) or (day is not None and parse_moment(text)[0] == day)


def _moment_of(element: _Element) -> Moment:
    written = (*(element.get(key) for key in ("datetime", "content", "title")), text_of(element))
    return parse_moment(next((text for text in written if text), ""))


def _author(value: str) -> str:
    """Return the persons of an author label; content systems write accounts there as well."""
    names = leading_names(value)
    return "、".join(names) if names and not is_organization(value) else ""


def _account_author(document: _Element) -> str:
    """Return the author beside the account of a WeChat page.
    It may have no day there. A pen name needs a label or the element of an author."""
    named = [text_of(element) for element in document.xpath("//*[@id='js_author_name']")]
    beside = document.xpath(
        "//*[@id='meta_content']//*[contains(@class, 'rich_media_meta_text') and not(@id)]"
    )
    for words in map(text_of, beside):
        author = _author(_AUTHOR_LABEL.sub("", words))
        if _AUTHOR_LABEL.match(words) or all(map(begins_with_surname, author.split("、"))):
            named.append(author)
    return next(filter(None, map(_author, named)), "")


def _read_linked_data(head: Head, scripts: list[str]) -> None:
    for script in scripts:
        for item in _articles(script):
            moments = (parse_moment(item[key]) for key in _LD_DATES if _is_text(item.get(key)))
            head.moments += [moment for moment in moments if moment[0]]
            body = item.get("articleBody")
            head.text = max(head.text, body if _is_text(body) else "", key=len)
            headline = item.get("headline") or item.get("title")
            head.titles += [single_spaced(headline)] if _is_text(headline) else []
            head.author = head.author or _author(_name(item.get("author")))
            head.publisher = head.publisher or _publisher(item)
        if not head.moments and (broken := _LD_MOMENT.search(script)):
            head.moments.append(parse_moment(broken[1]))


def _publisher(item: dict[str, Any]) -> str:
    """Return the organization that brings an article out, else the one that wrote it."""
    author = item.get("author")
    wrote = isinstance(author, dict) and author.get("@type") == "Organization"
    return organization_name(_name(item.get("publisher")) or (_name(author) if wrote else ""))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _articles(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script that have a day of publication."""
    try:
        data = json.loads(_LD_TRAILING.sub("", _LD_BREAKS.sub(" ", script)))
    except (ValueError, RecursionError):
        return  # What a broken script still shows is read from its text.
    waiting, known = [data], {}
    objects: list[dict[str, Any]] = []
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            objects.append(item)
            known.setdefault(str(item.get("@id")), item if "name" in item else None)
        waiting += _inside(item)
    for item in objects:
        if any(key in item for key in _LD_DATES):
            persons = {key: _resolved(item.get(key), known) for key in ("author", "publisher")}
            yield {**item, **persons}


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return list(item.values())
    return list(item) if isinstance(item, list) else []


def _resolved(value: Any, known: dict[str, Any]) -> Any:
    """Return a value with the objects that it names by their @id."""
    if isinstance(value, list):
        return [_resolved(item, known) for item in value]
    if isinstance(value, dict) and "name" not in value:
        return known.get(str(value.get("@id"))) or value
    return value


def _name(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        return _name(value.get("name", ""))
    return single_spaced(value) if isinstance(value, str) else ""


def _address_moment(address: str) -> list[Moment]:
    """Return the day that a page's own address holds, as /2025-03/12/ and t20250312_1 do."""
    match = _IN_ADDRESS.search(address)
    moment = parse_moment("-".join(filter(None, match.groups()))) if match else (None, None)
    return [moment] if moment[0] else []
