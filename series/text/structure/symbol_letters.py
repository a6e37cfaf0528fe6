"""Letters set in Wingdings and its kin: they become the signs that were seen.

A paragraph that begins with such a sign is an item of a list that was only drawn, where the sign is
a bullet; ☑ and ☐ say something and stay as text.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from series.text.characters.symbol_fonts import is_symbol_font, with_signs
from series.text.markup.runs import MARGIN

from .tree import element_text, follows_directly, leaf_blocks, style_of

SIGNS = "符号字体的字母改为符号 {} 处"
ITEMS = "符号开头的段落改为列表 {} 项"
_BULLETS = frozenset("●•·○◦■□▪▫◆◇❖❑❒⬧➢➤►▶▸▷→➔⇨☞★☆✦✧✪❏❐◉◎⚫⚪⯈🢭⮚")
_ITEMS = frozenset({"p", "div"})


def draw_signs(document: _Element) -> Counter[str]:
    """Replace letters by the signs of their font, and make lists.
    Lists of what begins with a bullet. Returns {phrase with {}: count} for the receipt."""
    done: Counter[str] = Counter()
    fonts = {document: ""}
    drawn: set[_Element] = set()
    for element in document.iter():
        if element is not document:
            fonts[element] = _font(element) or fonts[element.getparent()]
            _draw_tail(element, fonts[element.getparent()], done)
        if not _is_list_mark(element) and _draw(element, fonts[element]):
            done[SIGNS] += 1
            drawn.add(element)
    _make_lists([block for block in leaf_blocks(document) if _begins_drawn(block, drawn)], done)
    return done


def _is_list_mark(element: _Element) -> bool:
    """Tell whether Word names the element as a list's mark, of which `make_lists` knows more."""
    return any(
        style_of(outer).get("mso-list") == "ignore" for outer in (element, *_around(element))
    )


def _around(element: _Element) -> Iterator[_Element]:
    return islice(element.iterancestors(), 3)


def _font(element: _Element) -> str:
    return style_of(element).get("font-family", "") or element.get("face", "")


def _draw(element: _Element, font: str) -> bool:
    text = element.text or ""
    if not text.strip() or not is_symbol_font(font):
        return False
    element.text = with_signs(font, text)
    return element.text != text


def _draw_tail(element: _Element, font: str, done: Counter[str]) -> None:
    tail = element.tail or ""
    if tail.strip() and is_symbol_font(font):
        element.tail = with_signs(font, tail)
        done[SIGNS] += element.tail != tail


def _begins_drawn(block: _Element, drawn: set[_Element]) -> bool:
    """Tell whether a block begins with a drawn bullet before words."""
    first = _first_text(block)
    if block.tag not in _ITEMS or first not in drawn or "mso-list" in style_of(block):
        return False
    inside = any(outer.tag in ("li", "td", "th") for outer in block.iterancestors())
    mark = (first.text or "").strip(MARGIN)
    rest = element_text(block).strip(MARGIN)[len(mark) :]
    return not inside and mark in _BULLETS and bool(rest.strip(MARGIN))


def _first_text(block: _Element) -> _Element | None:
    for element in block.iter():
        if (element.text or "").strip(MARGIN):
            return element
        if element is not block and (element.tail or "").strip(MARGIN):
            return None
    return None


def _make_lists(blocks: list[_Element], done: Counter[str]) -> None:
    last: _Element | None = None
    for block in blocks:
        goes_on = last is not None and follows_directly(last.getparent(), block)
        box = last.getparent() if goes_on else block.makeelement("ul", {})
        if not goes_on:
            block.addprevious(box)
        tail, block.tail = block.tail, None
        box.append(block)
        box.tail = (box.tail or "") + (tail or "")
        _strip_mark(block)
        block.tag = "li"
        done[ITEMS] += 1
        last = block


def _strip_mark(block: _Element) -> None:
    """Remove the bullet and the blanks that held the words away from it."""
    mark = _first_text(block)
    mark.text = ""
    for element in block.iter():
        if element.text:
            element.text = element.text.lstrip(MARGIN)
            if element.text:
                return
        if element is not block and element.tail:
            element.tail = element.tail.lstrip(MARGIN)
            if element.tail:
                return
