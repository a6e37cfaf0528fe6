"""Make whole lists of torn ones, and words of labels.
Those that a plain list cannot say.

Editors on the web (飞书, 语雀, 钉钉, 腾讯文档, 石墨) copy each item as a list of its own, deeper
levels beside it: what readers saw as 1. 2. 3. would become 1. 1. 1. A plain `<ol>` counts 1, 2, 3;
letters, 一、 and numbers from elsewhere are what others cite, so they are written out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from .list_labels import PLAIN, UNNUMBERED, label_of, style_of_list

JOINED = "相邻的列表接成一个 {} 处"
WRITTEN = "列表编号改为文字 {} 处"
_LISTS = ("ol", "ul")
_WRAPPERS = frozenset({"div", "section", "span", "article", "p", "font", "center", "document"})
_SHOWN = ("img", "table", "hr", "figure", "blockquote")
_LEVEL = re.compile(r"(?:list-?(?:number|bullet|order|ordered|check|todo)|level|indent)-?([0-9])\b")
_LEVEL_NAMES = (
    "data-lake-indent",
    "data-level",
    "level",
    "aria-level",
    "data-aria-level",
    "data-indent",
)
_INDENT = re.compile(r"(?:margin|padding)-left\s*:\s*(\d{1,4}(?:\.\d{1,4})?)(?:px|pt|em)")
_KINDS = {"bullet": "ul", "ordered": "ol", "number": "ol"}


def settle_lists(document: _Element, labels: list[str]) -> Counter[str]:
    """Join and label the lists of a tree.
    Return {phrase with {}: count} for the receipt.

    The labels that are written out are added to `labels`, for the account.
    """
    _adopt_nested(document)
    done: Counter[str] = Counter()
    done[JOINED] = sum(map(_rebuild, list(_runs(document))))
    done[WRITTEN] = sum(_write_out(one, labels) for one in _to_write(document))
    return done


def _adopt_nested(document: _Element) -> None:
    """Move a list that stands directly in a list into the item before it."""
    for inner in list(document.iter(*_LISTS)):
        outer, before = inner.getparent(), inner.getprevious()
        if outer is not None and outer.tag in _LISTS and before is not None and before.tag == "li":
            inner.tail = None
            before.append(inner)


def _runs(document: _Element) -> Iterator[list[_Element]]:
    """Yield the lists that stand side by side, with nothing that shows between them."""
    run: list[_Element] = []
    followed: dict[_Element, list[_Element]] = {}
    for one in document.iter(*_LISTS):
        before = _list_before(one)
        run = followed.get(before, []) if before is not None else []
        run.append(one)
        followed[one] = run
    yield from {id(run): run for run in followed.values()}.values()


def _list_before(element: _Element) -> _Element | None:
    """Return the list that ends right before the element, through boxes around either."""
    at: _Element | None = element
    while at is not None:
        before = at.getprevious()
        if before is None:
            around = at.getparent()
            plain = around is not None and around.tag in _WRAPPERS
            at = around if plain and not (around.text or "").strip() else None
        elif (before.tail or "").strip():
            return None
        elif before.tag in _LISTS:
            return before
        elif _shows(before):
            return _last_list(before)
        else:
            at = before
    return None


def _shows(element: _Element) -> bool:
    words = any(text.strip() for text in element.itertext())
    return words or element.tag in _SHOWN or next(element.iter(*_SHOWN), None) is not None


def _last_list(box: _Element) -> _Element | None:
    """Return the list at the very end of a box.
    None where something else stands there."""
    while box.tag in _WRAPPERS and len(box):
        last = box[-1]
        if (last.tail or "").strip():
            return None
        if last.tag in _LISTS:
            return last
        box = last
    return None


@dataclass
class _Item:
    element: _Element
    level: int
    kind: str
    number: int | None
    style: str


@dataclass
class _Open:
    """A list that is being filled; `next` is the number that its next item has."""

    level: int
    kind: str
    style: str
    box: _Element
    next: int
    last: _Element | None = None


def _rebuild(run: list[_Element]) -> int:
    """Make one list of a run, with lists inside for deeper levels.
    Return how many were joined."""
    items = [item for one in run for item in _items(one)]
    if len(run) == 1 and len({(item.level, item.kind) for item in items}) < 2:
        return 0
    if sum(map(_wrap_loose_words, run)):
        items = [item for one in run for item in _items(one)]
    if len(run) > 1 and not any(item.level for item in items):
        _rank_indents(items)
    if not items:
        return 0
    for one in run[1:]:
        one.tail = one.tail if (one.tail or "").strip() else None
    stack: list[_Open] = []
    joined = sum(_place(item, stack) for item in items)
    for one in run:
        if not len(one) and one.getparent() is not None:
            _remove(one)
    return joined


def _remove(one: _Element) -> None:
    """Remove an emptied list; the words behind it stay."""
    before, around = one.getprevious(), one.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (one.tail or "")
    else:
        around.text = (around.text or "") + (one.tail or "")
    around.remove(one)


def _wrap_loose_words(one: _Element) -> int:
    """Make items of the words that stand in a list beside its items.
    Return how many were made.

    An item leaves its list without what stands behind it, and a list without items goes.
    """
    loose = [(0, one.text)] if (one.text or "").strip() else []
    loose += [(at, child.tail) for at, child in enumerate(one, 1) if (child.tail or "").strip()]
    for at, words in reversed(loose):
        item = one.makeelement("li", {})
        item.text = words
        if at:
            one[at - 1].tail = None
        else:
            one.text = None
        one.insert(at, item)
    return len(loose)


def _place(item: _Item, stack: list[_Open]) -> bool:
    """Put the item into the list where it belongs.
    Tell whether its own list went on with one."""
    while len(stack) > 1 and item.level < stack[-1].level:
        stack.pop()
    goes_on = bool(stack) and _goes_on(stack[-1], item)
    if not goes_on:
        _open(item, stack)
    joins = goes_on and item.number is not None and item.element.getparent() is not stack[-1].box
    _append(stack[-1], item)
    return joins


def _rank_indents(items: list[_Item]) -> None:
    """Give items of neighbouring lists the levels that their indents show."""
    indents = [_indent(item.element) + _indent(item.element.getparent()) for item in items]
    ranks = {indent: rank for rank, indent in enumerate(sorted(set(indents)))}
    for item, indent in zip(items, indents, strict=True):
        item.level = ranks[indent]


def _indent(element: _Element) -> float:
    found = _INDENT.search(element.get("style", "").lower())
    return float(found[1]) if found else 0.0


def _items(one: _Element) -> list[_Item]:
    style, number = style_of_list(one), _number(one)
    items = []
    for at, element in enumerate(child for child in one if child.tag == "li"):
        kind = _KINDS.get(element.get("data-list", ""), one.tag)
        level = _level(one) or _level(element)
        items.append(_Item(element, level, kind, number if at == 0 else None, style))
    return items


def _number(one: _Element) -> int:
    first = next((child for child in one if child.tag == "li"), None)
    written = (one.get("start") or (first.get("value") if first is not None else "") or "").strip()
    return int(written) if re.fullmatch(r"-?\d{1,6}", written) else 1


def _level(element: _Element) -> int:
    for name in _LEVEL_NAMES:
        if (value := element.get(name, "")).isdecimal():
            return min(int(value[:2]), 9)
    found = _LEVEL.search(element.get("class", "").lower())
    return int(found[1]) if found else 0


def _goes_on(open_list: _Open, item: _Item) -> bool:
    if (open_list.level, open_list.kind) != (item.level, item.kind):
        return False
    numbered = item.kind == "ol" and item.number is not None
    return not numbered or (item.number == open_list.next and item.style == open_list.style)


def _open(item: _Item, stack: list[_Open]) -> None:
    """Begin a list for the item.
    Inside the last item where it lies deeper, else where it stood."""
    before = stack.pop().box if stack and item.level <= stack[-1].level else None
    own = item.element.getparent()
    if stack and stack[-1].last is not None:
        box = own.makeelement(item.kind, {})
        stack[-1].last.append(box)
    elif own.tag == item.kind and own[0] is item.element:
        box = own
    else:
        box = own.makeelement(item.kind, {})
        own.addprevious(box) if before is None else before.addnext(box)
    if (item.number or 1) != 1:
        box.set("start", str(item.number))
    if item.style != PLAIN:
        box.set("type", item.style)
    stack.append(_Open(item.level, item.kind, item.style, box, item.number or 1))


def _append(open_list: _Open, item: _Item) -> None:
    if item.element.getparent() is not open_list.box:
        item.element.tail = None
        open_list.box.append(item.element)
    open_list.last = item.element
    open_list.next += 1


def _to_write(document: _Element) -> list[_Element]:
    """Return the numbered lists whose labels a plain list would change.
    A list that another one goes on with, behind text, is among them."""
    chosen: dict[_Element, None] = {}
    last: tuple[_Element, str, int] | None = None
    for one in document.iter("ol"):
        number, style = _number(one), style_of_list(one)
        if last is not None and number > 1 and (style, number) == last[1:]:
            chosen[last[0]] = None
        if number != 1 or style != PLAIN or _jumps(one, number):
            chosen[one] = None
        last = (one, style, number + sum(child.tag == "li" for child in one))
    return list(chosen)


def _jumps(one: _Element, number: int) -> bool:
    if one.get("reversed") is not None:
        return True
    values = [child.get("value", "") for child in one if child.tag == "li"]
    return any(value.isdecimal() and int(value) != number + at for at, value in enumerate(values))


def _write_out(one: _Element, labels: list[str]) -> int:
    """Turn the items into paragraphs that begin with their label."""
    style, number = style_of_list(one), _number(one)
    items = [child for child in one if child.tag == "li"]
    step = -1 if one.get("reversed") is not None else 1
    number = len(items) if step < 0 and not one.get("start") else number
    for item in items:
        value = item.get("value", "")
        number = int(value) if value.isdecimal() else number
        labels.append(label_of(style, number))
        _put_before(item, labels[-1])
        item.tag = "div"
        number += step
    one.tag = "div"
    return len(items) if style != UNNUMBERED else 0


def _put_before(item: _Element, label: str) -> None:
    place = item
    while not (place.text or "").strip() and len(place) and place[0].tag not in (*_LISTS, *_SHOWN):
        place = place[0]
    place.text = label + (place.text or "").lstrip()
