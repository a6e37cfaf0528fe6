"""Make lists of the list paragraphs of Word and WPS.

Such a paragraph carries its mark as text and names its list in a style. They become real lists,
marks removed, where a list of ours says the same: symbols, or numbers that run 1, 2, 3. A mark in
Han (一、), a letter, ① and a number that would change stay as text: others cite them.
"""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from series.text.language.han import HAN
from series.text.markup.runs import MARGIN
from series.text.structure.tree import element_text, follows_directly, leaf_blocks, style_of

from .receipt import Notes

_NAMED = re.compile(r"(\S+)\s+level([1-9])\s+(\S+)")
_NUMBER = re.compile(r"[(（\[]?(\d{1,3})[)）\].．、]?")
_SEVERAL_LEVELS = re.compile(r"\d{1,3}(?:[.．]\d{1,3})+[.．、]?")  # 1.1 needs the 1. above it
_LETTER = re.compile(r"[(（\[]?([a-zA-Z])[)）\].．、]")
# A letter is what Wingdings draws as a sign: Ø is ➢, ü is ✓.
_SIGN = re.compile(r"[^\w\s]{1,2}|[a-zA-Z\u00a1-\u00ff]")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
AS_WORDS, SIGN, NUMBER = "words", "ul", "ol"


@dataclass
class _Item:
    element: _Element
    mark: _Element
    name: tuple[str, ...]
    level: int
    kind: str
    value: int

    @property
    def names_outer_number(self) -> bool:
        return bool(_SEVERAL_LEVELS.fullmatch(element_text(self.mark).strip(MARGIN)))


def make_lists(document: _Element, notes: Notes) -> None:
    """Turn list paragraphs into lists where no number changes."""
    groups = _groups(document)
    strange = {name for group in groups for name in _renumbered(group)}
    for group in groups:
        for run in _runs(group, strange):
            _build(run)
            notes.rewritten["Word 列表符号改为列表 {} 项"] += len(run)
        for item in group:
            if _stays(item, strange):
                _write_out(item)
                notes.rewritten["自动编号改为文字 {} 处"] += 1


def _groups(document: _Element) -> list[list[_Item]]:
    """Return the list paragraphs in groups. Those without other text between them are one group."""
    groups: list[list[_Item]] = []
    last: _Element | None = None
    for block in leaf_blocks(document):
        item = _item(block)
        if item is None:
            continue
        if last is None or not follows_directly(last, block):
            groups.append([])
        groups[-1].append(item)
        last = block
    return groups


def _item(block: _Element) -> _Item | None:
    named = _NAMED.match(style_of(block).get("mso-list", ""))
    mark = next((part for part in block.iter() if style_of(part).get("mso-list") == "ignore"), None)
    if not named or mark is None:
        return None
    kind, value = (
        (AS_WORDS, 0) if block.tag in _HEADINGS else _kind(element_text(mark).strip(MARGIN))
    )
    return _Item(block, mark, (named[1], named[3]), int(named[2]), kind, value)


def _kind(mark: str) -> tuple[str, int]:
    if HAN.search(mark):
        return AS_WORDS, 0
    if found := _NUMBER.fullmatch(mark):
        return NUMBER, int(found[1])
    if _LETTER.fullmatch(mark) or mark in _CIRCLES:
        return AS_WORDS, 0
    return (SIGN, 0) if _SIGN.fullmatch(mark) else (AS_WORDS, 0)


def _renumbered(group: list[_Item]) -> set[tuple[str, ...]]:
    """Return the names of the lists in which a number would change.

    Or has several levels (1.1), which are words.
    """
    counts: dict[int, int] = {}
    wrong = set()
    for item in group:
        counts = {level: count for level, count in counts.items() if level <= item.level}
        counts[item.level] = counts.get(item.level, 0) + 1
        changes = item.kind == NUMBER and item.value != counts[item.level]
        if changes or item.names_outer_number:
            wrong.add(item.name)
    return wrong


def _stays(item: _Item, strange: set[tuple[str, ...]]) -> bool:
    return item.kind == AS_WORDS or (item.kind == NUMBER and item.name in strange)


def _runs(group: list[_Item], strange: set[tuple[str, ...]]) -> list[list[_Item]]:
    runs: list[list[_Item]] = [[]]
    for item in group:
        if _stays(item, strange):
            runs.append([])
        else:
            runs[-1].append(item)
    return [run for run in runs if run]


def _build(run: list[_Item]) -> None:
    """Make one list of the run, with lists inside for its deeper levels."""
    stack: list[tuple[int, str, _Element]] = []
    tail = run[-1].element.tail
    for item in run:
        while stack and stack[-1][0] > item.level:
            stack.pop()
        if stack and stack[-1][:2] == (item.level, item.kind):
            box = stack[-1][2]
        else:
            if stack and stack[-1][0] == item.level:
                stack.pop()
            box = _open(item, stack)
            stack.append((item.level, item.kind, box))
        _remove(item.mark)
        item.element.tag = "li"
        item.element.tail = None
        box.append(item.element)
    stack[0][2].tail = tail


def _open(item: _Item, stack: list[tuple[int, str, _Element]]) -> _Element:
    box = item.element.makeelement(item.kind, {})
    if stack:
        stack[-1][2][-1].append(box)
    else:
        item.element.addprevious(box)
    return box


def _remove(mark: _Element) -> None:
    mark.clear(keep_tail=True)
    mark.tag = "span"


def _write_out(item: _Item) -> None:
    mark_text, tail = element_text(item.mark).strip(MARGIN), item.mark.tail
    item.mark.clear()
    item.mark.tag, item.mark.tail = "span", tail
    item.mark.text = (
        mark_text if mark_text[-1:] in "、）)．" or HAN.search(mark_text) else f"{mark_text} "
    )
