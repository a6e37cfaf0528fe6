"""What a page puts around its text, in a paste (decision 152).

An import of the whole page knows these lines by the same recognisers. A paste may be any part of a
text, so that only what stands above its first sentence or below its last one goes.
"""

import re
from collections.abc import Sequence

from lxml.etree import _Element

from series.text.recognition.copied_page_lines import find_copied_page_lines, find_site_foot
from series.text.recognition.furniture_line import (
    is_button,
    is_credit_below,
    is_furniture_line,
    opens_page_bottom,
)
from series.text.recognition.metadata_line import has_buttons_beside_date, names_change
from series.text.structure.tree import class_names, element_text, leaf_blocks
from series.text.typography.wrapped_lines import find_page_breaks

from .receipt import Notes

PAGE_LINES = "网页的按钮、版权、推荐阅读等 {} 处"
PAGE_NUMBERS, RUNNING_HEADS = "页码 {} 处", "页眉 {} 处"
EDIT_BUTTONS = "编辑按钮 {} 处"
_SENTENCE = re.compile("[。！？]")
_SHORTEST_SENTENCE = 16
_CELLS = ("td", "th")
# What a notice may end with as well.
_OF_THE_TEXT = re.compile(r"附件|联系我们|.{0,12}(?:电话|邮箱|热线|地址|网址)\s*[:：]")
_EDIT = re.compile(
    r"[\[【［]?\s*(?:编辑|播报|编辑源代码|讨论)(?:\s*[|｜丨]?\s*(?:编辑|播报|编辑源代码|讨论))*\s*[\]】］]?"
)
_OF_EDITING = re.compile("edit|lemma|btn|button|action|tts")


def remove_page_lines(document: _Element, notes: Notes) -> None:
    """Remove the lines around the text that belong to its page. Their words are noted."""
    blocks = [block for block in leaf_blocks(document) if block.tag not in _CELLS]
    texts = [element_text(block).strip() for block in blocks]
    for at in sorted(find_page_lines(texts)):
        if blocks[at].find(".//img") is None:
            notes.drop(blocks[at], PAGE_LINES)


def remove_page_breaks(document: _Element, notes: Notes) -> None:
    """Remove the page numbers and running heads of a PDF. Their words are noted."""
    blocks = [block for block in leaf_blocks(document) if block.tag not in (*_CELLS, "li")]
    pages, heads = find_page_breaks([element_text(block).strip() for block in blocks])
    for at in sorted(pages | heads):
        if blocks[at].find(".//img") is None:
            notes.drop(blocks[at], PAGE_NUMBERS if at in pages else RUNNING_HEADS)


def without_page_breaks(lines: list[str], notes: Notes) -> list[str]:
    """Return lines without page numbers and running heads.

    Their words are noted.
    """
    pages, heads = find_page_breaks(lines)
    for at in sorted(pages | heads):
        notes.drop_words(lines[at], PAGE_NUMBERS if at in pages else RUNNING_HEADS)
    return [line for at, line in enumerate(lines) if at not in pages | heads]


def without_page_lines(lines: list[str], notes: Notes) -> list[str]:
    """Return lines of plain text without those of a page around it.

    Their words are noted.

    Only lines that nothing but a page has: a day with buttons, a change, the foot of a site."""
    texts = [line.strip() for line in lines]
    places_of_text = range(len(texts))
    first = next((at for at in places_of_text if _is_sentence(texts[at])), None)
    if first is None:
        return lines
    last = next(at for at in reversed(places_of_text) if _is_sentence(texts[at]))
    places = {at for at in range(first) if has_buttons_beside_date(texts[at])}
    places |= {at for at in range(last + 1, len(texts)) if names_change(texts[at])}
    places |= set(find_site_foot(texts))
    for at in sorted(places):
        notes.drop_words(texts[at], PAGE_LINES)
    return [line for at, line in enumerate(lines) if at not in places]


def find_page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of lines around a text that belong to its page."""
    sentences = [at for at, line in enumerate(lines) if _is_sentence(line)]
    if not sentences:
        return frozenset()
    first, last = sentences[0], sentences[-1]
    found = {at for at in find_copied_page_lines(lines) if not first <= at <= last}
    found |= {at for at in range(first) if lines[at] and _is_above(lines[at])}
    below = [at for at in range(last + 1, len(lines)) if lines[at]]
    bottom = next((at for at in below if _opens_bottom(lines[at])), len(lines))
    found |= {at for at in below if at >= bottom and not _OF_THE_TEXT.match(lines[at])}
    found |= set(find_site_foot(lines))
    for at in reversed(below):
        if at in found:
            continue
        if not _is_below(lines[at]):
            break
        found.add(at)
    return frozenset(found)


def _is_sentence(line: str) -> bool:
    return (
        len(line) >= _SHORTEST_SENTENCE
        and bool(_SENTENCE.search(line))
        and not is_furniture_line(line)
    )


def _opens_bottom(line: str) -> bool:
    return opens_page_bottom(line) and not is_credit_below(line)


def _is_above(line: str) -> bool:
    return is_button(line) or has_buttons_beside_date(line)


def _is_below(line: str) -> bool:
    return (is_furniture_line(line) and not _OF_THE_TEXT.match(line)) or names_change(line)


def remove_edit_buttons(document: _Element, notes: Notes) -> None:
    """Remove the words of buttons beside the headings of an encyclopaedia."""
    for element in list(document.iter("a", "span", "div", "em", "i", "button")):
        words = element_text(element).strip()
        if not words or not _EDIT.fullmatch(words):
            continue
        names = " ".join(class_names(element))
        heading = any(outer.tag in ("h1", "h2", "h3", "h4") for outer in element.iterancestors())
        if element.getparent() is not None and (heading or _OF_EDITING.search(names)):
            notes.drop(element, EDIT_BUTTONS)
