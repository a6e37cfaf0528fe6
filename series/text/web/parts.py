"""The lines of a page in their places.
Headline, what stands between it and the text, the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from series.text.language.folding import simplify
from series.text.recognition.furniture_line import is_furniture_line

from .head import Head
from .headline import Headline
from .index_table import IndexTable
from .info_lines import is_info_line
from .page_lines import PageLine

_SENTENCE = re.compile("[。！？；]")
_SALUTATION = re.compile(
    r"[^。！？:：]{0,40}(?:各|全市|全体|尊敬|亲爱|广大|企业|单位|商会|会员|部门|政府|委|机构|朋友|同志|代表)[^。！？:：]{0,20}(?<!单位)(?<!机构)(?<!部门)[:：]"
)
_ENGLISH_SENTENCE = re.compile(r"^[^\u3400-\u9fff]{20,}[a-z][.!?][\"”’)]?(?:\s|$)")
_LONG, _LONG_ENGLISH = 28, 50
_SHORTEST = 6
_BEFORE = 12
_BELOW = 10


@dataclass
class PageParts:
    """The lines of a page and where its text lies.
    `content` and `end` bound its element, `body` is the first line that is a sentence of it;
    `owners` are papers that own the site."""

    lines: Sequence[PageLine]
    head: Head
    table: IndexTable
    content: int
    end: int
    body: int
    accounts: Sequence[str] = ()
    owners: Sequence[str] = ()

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


def has_sentence(parts: PageParts) -> bool:
    """Tell whether a sentence stands in the element of the text."""
    return any(map(_begins_text, parts.lines[parts.content : parts.end]))


def _begins_text(line: PageLine) -> bool:
    return _is_sentence(line) or bool(_SALUTATION.fullmatch(line.text) and line.heading is None)


def _is_sentence(line: PageLine) -> bool:
    text = line.text
    long = len(text) >= _LONG and bool(_SENTENCE.search(text) or text.count("，") > 1)
    long = long or (len(text) >= _LONG_ENGLISH and bool(_ENGLISH_SENTENCE.search(text)))
    whole = len(text) >= _SHORTEST and text.endswith(("。", "。”"))
    return (
        (long or whole)
        and line.heading is None
        and line.link_share < 0.6
        and not is_furniture_line(text)
    )


def _first_plain(lines: Sequence[PageLine], held: list[int]) -> int:
    """Return the first line of a text without sentences, as a poem.
    Below headings and dates."""
    above = [
        at for at in held[:_BEFORE] if lines[at].heading is not None or is_info_line(lines[at])
    ]
    return above[-1] + 1 if above else (held[0] if held else 0)


def zone_lines(parts: PageParts, headline: Headline) -> list[PageLine]:
    """Return the lines between headline and text, without index tables and lists of links."""
    first = headline.last + 1 if headline.last >= 0 else max(0, parts.body - _BEFORE)
    if headline.last >= parts.body:
        first = max(0, parts.body - _BEFORE)
    return [line for line in parts.lines[first : parts.body] if not in_index_table(parts, line)]


def in_index_table(parts: PageParts, line: PageLine) -> bool:
    """Tell whether a line stands in an index table."""
    tables = set(parts.table.elements)
    walker: _Element | None = line.element
    while tables and walker is not None:
        if walker in tables:
            return True
        walker = walker.getparent()
    return False


def lines_above(parts: PageParts, headline: Headline, *, reach: int = 4) -> list[PageLine]:
    """Return the lines right above the headline without rows of lists.
    A site's head shows the day of today."""
    if headline.first < 0 or headline.first > parts.body:
        return []
    near = parts.lines[max(0, headline.first - reach) : headline.first]
    return [line for line in near if not line.is_list_row and not in_index_table(parts, line)]


def lines_under(parts: PageParts) -> list[PageLine]:
    """Return the labelled lines at the end of the text and below it.
    A bare date there is a signature's."""
    lines = [*parts.lines[max(parts.body + 1, parts.end - 3) : parts.end], *lines_after(parts)]
    return [
        line
        for line in lines
        if re.search(
            r"(?:时间|日期|发[布表]于?|来源|编辑|更新|修改)\s*[:：]|(?:发[布表]|编辑|更新|修改)于|posted",
            simplify(line.apart),
        )
        and not line.is_list_row
    ]


def lines_after(parts: PageParts) -> list[PageLine]:
    """Return the first lines below the element of the text, without lists of links."""
    return [line for line in parts.lines[parts.end : parts.end + _BELOW] if line.link_share < 0.8]
