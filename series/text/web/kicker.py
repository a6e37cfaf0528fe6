"""The kicker (引题) of a page.
A line above its headline that belongs to it (decision 103)."""

import re
from collections.abc import Iterable

from series.text.recognition.credit_line import is_organization
from series.text.recognition.furniture_line import is_furniture_line

from .headline import DASHES, Headline
from .info_lines import is_info_line
from .page_lines import PageLine
from .parts import PageParts
from .title_texts import is_name_of_part, key_of, title_keys

_NAMED = re.compile(r"yinti|jianti|shoulder|kicker|pre-?_?title", re.IGNORECASE)
_SECOND = re.compile(r"(?<![a-z])sub(?![a-z])|sub-?_?(?:title|tit|head)|futi|fbt", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[【［\[〔](?P<words>[^【】［］\[\]〔〕]{2,40})[】］\]〕]")
_PLACE = re.compile(r"位置|首页|[>＞»›]")
_SHORTEST, _LONGEST = 4, 60


def kicker_line(parts: PageParts) -> str:
    """Return the kicker that a page sets above its text in an element named so."""
    named = (line.text for line in parts.lines[: parts.body] if _NAMED.search(line.names))
    return next((text for text in named if 2 <= len(text) <= _LONGEST), "")


def line_above(parts: PageParts, headline: Headline, sections: Iterable[str]) -> PageLine | None:
    """Return the line right above the headline that its look or brackets make its kicker.

    None where it may be the name of a site, a part of it, a button, a date or a link.
    """
    if headline.first < 1:
        return None
    line, first = parts.lines[headline.first - 1], parts.lines[headline.first]
    if line.noisy or line.link_share > 0.5 or not _may_be_kicker(line.text):
        return None
    others = {key_of(name) for name in sections} | _tails(parts, headline)
    if key_of(words_of(line)) in others or key_of(line.text) in key_of(headline.text):
        return None
    return line if _shows(line, first) else None


def words_of(line: PageLine) -> str:
    """Return the words of a line, without the brackets around all of it."""
    found = _IN_BRACKETS.fullmatch(line.text.strip())
    return found["words"].strip() if found else line.text.strip()


def beside_title(line: PageLine, title: str) -> tuple[str, str]:
    """Return (kicker, title) of a line above a title.
    What stands in brackets may be a column's name as well: it goes before the title, as titles
    write both."""
    if _IN_BRACKETS.fullmatch(line.text.strip()):
        return "", f"【{words_of(line)}】{title}"
    return words_of(line), title


def _may_be_kicker(text: str) -> bool:
    words = text.strip("【】［］[]〔〕 ")
    return bool(
        _SHORTEST <= len(key_of(words)) <= _LONGEST
        and not words.startswith(DASHES)
        and not words.endswith(("。", "；", "，", "：", ":"))
        and not _PLACE.search(words)
        and not is_furniture_line(text)
        and not is_name_of_part(words)
        and not is_organization(words)
    )


def _tails(parts: PageParts, headline: Headline) -> set[str]:
    """Return the keys of what stands behind the headline in titles for machines."""
    keys = title_keys([*parts.head.titles, parts.head.window])
    return keys - {key_of(headline.text)}


def _shows(line: PageLine, headline: PageLine) -> bool:
    """Tell whether brackets, name or smaller heading show a kicker."""
    if is_info_line(line):
        return False
    if _IN_BRACKETS.fullmatch(line.text.strip()) or _SECOND.search(line.names):
        return True
    return bool(headline.rank) and line.rank > headline.rank
