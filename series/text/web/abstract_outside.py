"""The abstract that a page prints outside the element of its text.

It is the author's: it becomes the first paragraph, as in a manuscript. One that only repeats how the
text begins goes with what surrounds the text (decision 157).
"""

import re
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from series.text.recognition.furniture_line import is_furniture_line
from series.text.structure.tree import empty

from .info_lines import is_info_line
from .page_lines import PageLine
from .parts import PageParts
from .title_texts import key_of

_LABEL = re.compile(
    r"[【\[［]?\s*(?:内容|文章|本文)?(?:摘\s*要|导\s*读|导\s*语|提\s*要|核心提示|编者按|内容简介)\s*(?:[】\]］]\s*[:：]?|[:：]|$)"
)
_NAME = re.compile(
    r"summary|abstract|zhaiyao|daodu|digest|(?:^|[\s_-])(?:lead|intro|dd|zy)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[。！？；，]")
_FEWEST, _LONGEST, _BEFORE = 12, 600, 10


def take_abstract(content: _Element, parts: PageParts, title: str) -> None:
    """Move the abstract from outside the text to its beginning, if the page has one."""
    line, label = _find(content, parts, title)
    if line is None:
        return
    words = line.text
    for outer in [line.element, *([label.element] if label else [])]:
        empty(outer)
    paragraph = etree.Element("p")
    paragraph.text = f"{label.text.strip(' :：')}：{words}" if label else words
    paragraph.tail, content.text = content.text, None
    content.insert(0, paragraph)


def _find(
    content: _Element, parts: PageParts, title: str
) -> tuple[PageLine | None, PageLine | None]:
    """Return the line of an abstract outside the text, and its label."""
    label = None
    for line in _lines_between(parts, title):
        if line.noisy or line.link_share > 0.3:
            continue
        if _LABEL.fullmatch(line.text):
            label = line
        elif _is_abstract(line, below_label=label is not None):
            repeated = key_of(_LABEL.sub("", line.text, count=1).rstrip(".…")) in _key(content)
            return (None, None) if repeated or _holds(line, content) else (line, label)
    return None, None


def _lines_between(parts: PageParts, title: str) -> Sequence[PageLine]:
    """Return the lines below the headline and above the element of the text."""
    near = range(max(0, parts.content - _BEFORE), parts.content)
    key = key_of(title) if near else ""
    named = [at for at in near if key_of(parts.lines[at].text) == key]
    return parts.lines[named[-1] + 1 : parts.content] if named else ()


def _is_abstract(line: PageLine, *, below_label: bool) -> bool:
    text = line.text
    running = _FEWEST <= len(text) <= _LONGEST and bool(_SENTENCE.search(text))
    said = below_label or _LABEL.match(text) or _NAME.search(_names_around(line))
    return bool(running and said) and not (is_info_line(line) or is_furniture_line(text))


def _names_around(line: PageLine) -> str:
    """Return id and classes of a line's element and of the box around it."""
    box = line.element.getparent()
    outer = (
        f"{box.get('id', '')} {box.get('class', '')}" if box is not None and len(box) == 1 else ""
    )
    return f"{line.names} {outer}"


def _key(content: _Element) -> str:
    return key_of("".join(content.itertext()))


def _holds(line: PageLine, content: _Element) -> bool:
    """Tell whether the element of a line holds more than that line."""
    element = line.element
    whole = key_of("".join(element.itertext())) == key_of(line.text)
    return not whole or content in set(element.iterdescendants())
