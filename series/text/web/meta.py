"""Read a page's headline, column, date, source, author and editor."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from lxml.etree import _Element

from series.text.recognition.credit_line import (
    Credits,
    author_inside,
    begins_with_surname,
    is_organization,
    leading_names,
    read_byline,
    read_credits,
)
from series.text.recognition.furniture_line import is_credit_below, is_furniture_line
from series.text.recognition.written_dates import find_moments, parse_moment

from .head import RELATIVE, Head, Moment, single_spaced, text_of
from .headline import DASHES, Evidence, Headline, choose_headline, key_of
from .index_table import IndexTable
from .info_lines import (
    PUBLISHED,
    UPDATED,
    ShownMoment,
    is_bare_date,
    is_info_line,
    lone_clock,
    shown_moments,
)
from .page_lines import PageLine

_SENTENCE = re.compile("[。！？；]")
_PLACE = re.compile(r"(?:当前|所在|您的)?位置|首页\s*[>＞»›/\\|·-]")
_SUBTITLE_NAME = re.compile(r"sub-?_?title|futi|fbt|fubiaoti|subhead", re.IGNORECASE)
_KICKER_NAME = re.compile(r"yinti|jianti|shoulder|kicker|pre-?_?title", re.IGNORECASE)
_ACCOUNT_NAME = re.compile(
    r"source|from|media|laiyuan|\bly\b|author|account|site|origin|写|来源", re.IGNORECASE
)
_APART = re.compile(r"[\s|｜·•]+")
_NO_NAME = re.compile(
    r"[:：\d]|^(?:原创|转载|首发|独家|图文|正文|文章|新闻|作者|来源|编辑|时间|日期|发[布表]于?|发布时间|更新于?|阅读|浏览|点击|字体?|字号|由|默认|超大|昨天|今天|前天|.{1,3}前|星期.|周.|上午|下午|举报|已编辑|字数|本文|修改|认证|官方|官方账号|作家|博主)$"
)
_PART_OF_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[-/月]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2}|$)")
_LONGEST_ACCOUNT = 12
_SALUTATION = re.compile(
    r"[^。！？:：]{0,40}(?:各|全市|全体|尊敬|亲爱|广大|企业|单位|商会|会员|部门|政府|委|机构|朋友|同志|代表)[^。！？:：]{0,20}(?<!单位)(?<!机构)(?<!部门)[:：]"
)
_LONG = 28
_SHORTEST = 6
_BEFORE = 12
_BELOW = 10
_LAST = 6
_LONGEST_NAME = 20


@dataclass(frozen=True)
class Meta:
    """The metadata that a page gives about its text. `used` are the keys of the lines that were
    read into it, `beside` names a kicker that stands above the headline."""

    title: str = ""
    column: str = ""
    published_on: date | None = None
    published_time: time | None = None
    source: str = ""
    author: str = ""
    editor: str = ""
    address: str = ""
    used: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()


@dataclass
class PageParts:
    """The lines of a page and where its text lies: `content` and `end` bound its element, `body`
    is the first line that is a sentence of it."""

    lines: Sequence[PageLine]
    head: Head
    table: IndexTable
    content: int
    end: int
    body: int
    accounts: Sequence[str] = ()

    @property
    def info(self) -> list[int]:
        return [at for at in range(self.body) if is_info_line(self.lines[at])]


def find_parts(
    lines: Sequence[PageLine],
    *,
    content: _Element,
    head: Head,
    table: IndexTable,
    accounts: Sequence[str],
) -> PageParts:
    """Return the lines and where the text lies among them."""
    inside = set(content.iter())
    held = [at for at, line in enumerate(lines) if line.element in inside]
    first, end = (held[0], held[-1] + 1) if held else (0, len(lines))
    body = next((at for at in held if _begins_text(lines[at])), _first_plain(lines, held))
    return PageParts(lines, head, table, first, end, body, accounts)


def _begins_text(line: PageLine) -> bool:
    return _is_sentence(line) or bool(_SALUTATION.fullmatch(line.text) and line.heading is None)


def _is_sentence(line: PageLine) -> bool:
    text = line.text
    long = len(text) >= _LONG and bool(_SENTENCE.search(text) or text.count("，") > 1)
    whole = len(text) >= _SHORTEST and text.endswith(("。", "。”"))
    return (
        (long or whole)
        and line.heading is None
        and line.link_share < 0.6
        and not is_furniture_line(text)
    )


def _first_plain(lines: Sequence[PageLine], held: list[int]) -> int:
    """Return the first line below headings and dates of a text without sentences, as a poem."""
    above = [
        at for at in held[:_BEFORE] if lines[at].heading is not None or is_info_line(lines[at])
    ]
    return above[-1] + 1 if above else (held[0] if held else 0)


def read_meta(parts: PageParts, *, title: str = "") -> Meta:
    """Return the metadata: what the lines around the text show, completed by what the head says.

    A `title` that is known already is not looked for.
    """
    sections = _sections(parts)
    headline = Headline(title) if title else choose_headline(_evidence(parts, sections))
    zone = _zone(parts, headline)
    day, clock = _moment(parts, headline, zone)
    credits = _credits(parts, headline, zone, sections)
    title, beside = _with_subtitle(parts, headline)
    used = {key_of(line.text) for line in [*zone, *beside] if is_info_line(line) or line in beside}
    shown = parts.lines[headline.first : headline.last + 1] if headline.first >= 0 else ()
    return Meta(
        title=title,
        column=parts.head.column,
        published_on=day,
        published_time=clock,
        source=credits.source,
        author=credits.author,
        editor=credits.editor,
        address=parts.head.address,
        used=frozenset(used | {key_of(line.text) for line in shown}),
        sections=frozenset(map(key_of, sections)),
    )


def _sections(parts: PageParts) -> set[str]:
    """Return the names of the site and its parts, as the head and the breadcrumb give them."""
    names = set(parts.head.sections) | ({parts.head.site} if parts.head.site else set())
    for line in parts.lines[: parts.body]:
        if _PLACE.search(line.text) and len(line.text) <= 120:
            steps = re.split(r"[>＞»›/\\|:：]|\s[-·]\s", line.text)[:-1]
            names.update(step.strip() for step in steps if 2 <= len(step.strip()) <= 20)
            names.update(piece.strip() for piece in line.pieces if 2 <= len(piece.strip()) <= 8)
    return names


def _evidence(parts: PageParts, sections: Iterable[str]) -> Evidence:
    links = frozenset(
        key_of(line.text) for line in parts.lines if line.link_share > 0.9 and len(line.text) <= 12
    )
    return Evidence(
        lines=parts.lines,
        window=parts.head.window,
        named=parts.head.titles,
        table=parts.table.title,
        sections=sections,
        info=parts.info,
        content=parts.content,
        body=parts.body,
        links=links,
    )


def _zone(parts: PageParts, headline: Headline) -> list[PageLine]:
    """Return the lines between headline and text, without index tables and lists of links."""
    first = headline.last + 1 if headline.last >= 0 else max(0, parts.body - _BEFORE)
    if headline.last >= parts.body:
        first = max(0, parts.body - _BEFORE)
    return [line for line in parts.lines[first : parts.body] if not _in_table(parts, line)]


def _in_table(parts: PageParts, line: PageLine) -> bool:
    tables = set(parts.table.elements)
    walker: _Element | None = line.element
    while tables and walker is not None:
        if walker in tables:
            return True
        walker = walker.getparent()
    return False


def _moment(parts: PageParts, headline: Headline, zone: list[PageLine]) -> Moment:
    """Return day and time: the first witness has the day; any other one may complete its time."""
    witnesses = list(_witnesses(parts, headline, zone))
    if not witnesses:
        return None, None
    day, clock = witnesses[0]
    same = (other for other_day, other in witnesses if other_day == day and other)
    return day, clock or next(same, None) or lone_clock(zone)


def _witnesses(parts: PageParts, headline: Headline, zone: list[PageLine]) -> Iterator[Moment]:
    """Yield the days in the order in which they count."""
    shown = shown_moments(zone)
    published = parse_moment(parts.table.published)
    yield from _of_rank(shown, PUBLISHED)
    yield from [published] if published[0] else []
    yield from parts.head.moments
    yield from _of_rank(shown_moments(_above(parts, headline)), PUBLISHED)
    below = shown_moments(_under(parts))
    yield from _of_rank(below, PUBLISHED)
    yield from _of_rank([*shown, *below], UPDATED)
    yield from parts.head.updated
    bare = [line for line in _after(parts)[:4] if is_bare_date(line)]
    yield from _of_rank(shown_moments(bare), PUBLISHED)
    yield from ((moment.day, moment.clock) for moment in shown)
    written = parse_moment(parts.table.written)
    yield from [written] if written[0] else []
    yield from (moment for moment in parts.head.scripted if moment[0])


def _of_rank(shown: list[ShownMoment], rank: int) -> Iterator[Moment]:
    return ((moment.day, moment.clock) for moment in shown if moment.rank == rank)


def _above(parts: PageParts, headline: Headline) -> list[PageLine]:
    """Return the lines right above the headline; a site's head shows the day of today."""
    if headline.first < 0 or headline.first > parts.body:
        return []
    near = parts.lines[max(0, headline.first - 4) : headline.first]
    return [line for line in near if not _in_table(parts, line)]


def _under(parts: PageParts) -> list[PageLine]:
    """Return the labelled lines at the end of the text and below it; a bare date there is a
    signature's."""
    lines = [*parts.lines[max(parts.body + 1, parts.end - 3) : parts.end], *_after(parts)]
    return [
        line
        for line in lines
        if re.search(
            r"(?:时间|日期|发[布表]于?)\s*[:：]|发[布表]于|编辑于|更新于|posted", line.apart
        )
    ]


def _after(parts: PageParts) -> list[PageLine]:
    return [line for line in parts.lines[parts.end : parts.end + _BELOW] if line.link_share < 0.8]


def _credits(
    parts: PageParts, headline: Headline, zone: list[PageLine], sections: set[str]
) -> Credits:
    """Return source, author and editor; what stands above the text goes before what is below."""
    above = _labelled([*_rows(zone), *map(_pieces, _first_lines(parts, headline))])
    below = _labelled(map(_pieces, _last_lines(parts)))
    beside = _beside_date(zone, sections | {headline.text})
    head = parts.head
    sources = (
        *parts.accounts, above.source, parts.table.source, head.source, beside.source, head.publisher,
        _labelled(map(_pieces, _above(parts, headline))).source, below.source,
        _beside_date(_above(parts, headline), sections).source, head.site,
    )  # fmt: skip
    authors = (above.author, head.author, beside.author, below.author, _inside(parts))
    return Credits(
        source=next(filter(None, sources), ""),
        author=next(filter(None, authors), ""),
        editor=above.editor or below.editor,
    )


def _pieces(line: PageLine) -> list[str]:
    return line.pieces


def _rows(lines: list[PageLine]) -> Iterator[list[str]]:
    """Yield the pieces of each line, a label that ends its line with those of the next one."""
    waiting: list[str] = []
    for line in lines:
        if len(line.text) > 160:
            continue
        if line.text.endswith(("：", ":")) and len(line.text) <= 12:
            waiting = line.pieces
            continue
        yield [*waiting, *line.pieces]
        waiting = []


def _labelled(rows: Iterable[Sequence[str]]) -> Credits:
    found = Credits()
    for pieces in rows:
        line = single_spaced(" ".join(pieces))
        if len(line) > 160 or _SENTENCE.search(line):
            continue
        for credits in (read_credits(pieces), read_byline(line)):
            found = Credits(*(getattr(found, key) or getattr(credits, key) for key in _KEYS))
    return found


_KEYS = ("source", "author", "editor")


def _first_lines(parts: PageParts, headline: Headline) -> Sequence[PageLine]:
    start = max(parts.content, headline.last + 1 if headline.last < parts.body else 0)
    return parts.lines[start : max(parts.body, start) + 2]


def _last_lines(parts: PageParts) -> list[PageLine]:
    inside = parts.lines[max(parts.body + 1, parts.end - _LAST) : parts.end]
    return [line for line in [*inside, *_after(parts)] if is_credit_below(line.text)]


def _beside_date(zone: list[PageLine], others: set[str]) -> Credits:
    """Return the short name without a label that stands in the line of the date or next to it."""
    known = {key_of(name) for name in others}
    dated = [at for at, line in enumerate(zone) if _shows_date(line)]
    named: list[Credits] = []
    guessed: list[str] = []
    for at in dated[:2]:
        near = [zone[at], *zone[max(0, at - 2) : at], *zone[at + 1 : at + 3]]
        for number, line in enumerate(near):
            names = list(_names_in(line, known))
            named += filter(None, (_unlabelled(name, line, alone=not number) for name in names))
            guessed += [name for name in names if _may_be_account(name, line, alone=not number)]
    sources = [*(credits.source for credits in named), *guessed]
    author = next(filter(None, (credits.author for credits in named)), "")
    return Credits(source=next(filter(None, sources), ""), author=author)


def _shows_date(line: PageLine) -> bool:
    text = line.apart
    partly = _PART_OF_DATE.search(text) or any(map(RELATIVE.fullmatch, text.split()))
    return any(find_moments(text)) or bool(partly)


def _names_in(line: PageLine, known: set[str]) -> Iterator[str]:
    """Yield the words of a short line that are neither date, label, button nor section."""
    if len(line.apart) > 100 or _SENTENCE.search(line.apart) or line.heading is not None:
        return
    text = line.apart
    for moment in reversed(list(find_moments(text))):
        text = text[: moment.start] + " " + text[moment.end :]
    for name in _APART.split(text):
        name = name.strip("[]【】（）()<>《》,，/-—")
        fits = 2 <= len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
        if fits and key_of(name) not in known and not is_furniture_line(name):
            yield name


def _unlabelled(name: str, line: PageLine, *, alone: bool) -> Credits | None:
    if is_organization(name):
        return Credits(source=name)
    if leading_names(name) == [name] and begins_with_surname(name) and len(name) <= 3:
        return Credits(author=name) if alone or _ACCOUNT_NAME.search(line.names) else None
    return None


def _may_be_account(name: str, line: PageLine, *, alone: bool) -> bool:
    """Tell whether a name that says nothing of its kind is that of an account."""
    if leading_names(name) == [name] and begins_with_surname(name) and len(name) <= 3:
        return False
    return bool(_ACCOUNT_NAME.search(line.names)) or (alone and len(name) <= _LONGEST_ACCOUNT)


def _inside(parts: PageParts) -> str:
    """Return the author that the first or last sentences name in brackets."""
    lines = parts.lines[parts.body : parts.end]
    ends = [*lines[:2], *lines[max(2, len(lines) - _LAST) :]]
    return next(filter(None, (author_inside(line.text) for line in ends)), "")


def _with_subtitle(parts: PageParts, headline: Headline) -> tuple[str, list[PageLine]]:
    """Return the headline with a subtitle that stands under it outside the text, and its line."""
    if not 0 <= headline.last < parts.content:
        return headline.text, []
    following = parts.lines[headline.last + 1 : min(headline.last + 3, parts.content)]
    for line in following:
        dashed = line.text.startswith(DASHES)
        named = _SUBTITLE_NAME.search(line.names) and not is_info_line(line)
        if (
            (dashed or named)
            and len(line.text) <= 80
            and key_of(line.text) not in key_of(headline.text)
        ):
            return f"{headline.text} {'' if dashed else '——'}{line.text}", [line]
    return headline.text, []


def kicker_line(parts: PageParts) -> str:
    """Return the kicker that a page sets above its headline in an element named so."""
    named = (line.text for line in parts.lines[: parts.body] if _KICKER_NAME.search(line.names))
    return next((text for text in named if 2 <= len(text) <= 60), "")


def account_names(document: _Element) -> list[str]:
    """Return the name of the WeChat account that a page belongs to."""
    return [text_of(element) for element in document.xpath("//*[@id='js_name']")]
