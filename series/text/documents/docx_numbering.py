"""Automatic numbers of a Word document.
As lists where a list says the same, else as text.

A plain list of ours counts 1, 2, 3 and knows no other labels. Every other label is written into its
paragraph, so that 第三条 and 附件2： stay what others cite. Bullets stay lists.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass

from series.text.language.han import HAN

from .docx_dropped import NUMBERS, Dropped
from .docx_lists import ListCounter, ListLevel, WordList, label_of, read_lists
from .docx_styles import DocxStyles
from .docx_xml import (
    Element,
    child,
    is_gone,
    local,
    make,
    named,
    related_part,
    value,
    whole_number,
    words_of,
)
from .number_formats import BULLET, DECIMAL

SIGN, NUMBER, WORDS, BARE = "sign", "number", "words", "bare"
NO_LIST, SIGNS, COUNTED = "0", "1", "2"
# What a list of ours prints as “1.”
_PLAIN = re.compile(r"%[1-9]\s*[.．、]?\s*")
_CLOSED = tuple("、。．）)：:】］〕」』》・·")
# Paragraphs of these styles become something else than items of a list.
_NO_ITEMS = re.compile(
    r"(?:heading|标题)\s*[1-9]|(?:sub)?title|(?:文章|大|主|副)?标题|caption|题注|图注|图题|表题"
    r"|(?:intense )?quote|(?:明显)?引用"
)
_MOST_LEVELS = 9
_MOST_ROUNDS = 20
# The lists that take the place of the document's own: signs and plain numbers.
_LEVELS = "".join(
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/></w:lvl>'.replace(
        "{level}", str(level)
    )
    for level in range(_MOST_LEVELS)
)
_NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<w:abstractNum w:abstractNumId="{SIGNS}">{_LEVELS.replace("{form}", BULLET)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="{COUNTED}">{_LEVELS.replace("{form}", DECIMAL)}'
    "</w:abstractNum>"
    f'<w:num w:numId="{SIGNS}"><w:abstractNumId w:val="{SIGNS}"/></w:num>'
    f'<w:num w:numId="{COUNTED}"><w:abstractNumId w:val="{COUNTED}"/></w:num></w:numbering>'
)


@dataclass
class NumberedParagraph:
    """A numbered paragraph with the label that Word shows before it."""

    paragraph: Element
    list: str
    level: int
    kind: str
    value: int
    label: str
    after: str


def write_numbers(
    parts: Mapping[str, Element],
    members: dict[str, bytes],
    *,
    main: str,
    styles: DocxStyles,
    dropped: Dropped,
) -> None:
    """Write out automatic numbers where a list would say others.

    Afterwards `members` has lists of our own instead of the document's.
    """
    name = related_part(members, main, "numbering")
    lists = read_lists(members.get(name), styles)
    if not lists:
        return
    counter = ListCounter(lists)
    for root in parts.values():
        _settle(_items(root, counter, styles), dropped)
    members[name] = _NUMBERING.encode()


def _items(root: Element, counter: ListCounter, styles: DocxStyles) -> list[NumberedParagraph]:
    found = []
    for paragraph in named(root, "p"):
        properties = child(paragraph, "pPr")
        if is_gone(paragraph) or child(properties, "rPr", "del") is not None:
            continue
        identity, at = _numbered(properties, counter.lists, styles)
        if identity in counter.lists and at in counter.lists[identity].levels:
            found.append(_item(paragraph, identity, at, counter, styles))
        elif child(properties, "numPr") is not None or identity:
            _set_list(paragraph, NO_LIST, 0)
    return found


def _numbered(
    properties: Element | None, lists: Mapping[str, WordList], styles: DocxStyles
) -> tuple[str, int]:
    """Return the list and the level of a paragraph.
    ("", 0) for a paragraph in none."""
    own = child(properties, "numPr")
    identity, level = value(own, "numId"), value(own, "ilvl")
    style = styles.of(properties, kind="paragraph")
    inherited = styles.number(style)
    if identity:
        return identity, whole_number(level, 0)
    if inherited is None:
        return _linked(style, lists)
    named_levels = lists[inherited.list_id].levels if inherited.list_id in lists else {}
    chain = [owner for owner, _ in styles.chain(style)]
    linked = (at for owner in chain for at, spec in named_levels.items() if spec.style == owner)
    fallback = inherited.level if inherited.level is not None else 0
    return inherited.list_id, whole_number(level, next(linked, fallback))


def _linked(style: str, lists: Mapping[str, WordList]) -> tuple[str, int]:
    """Return the list whose level names the style, where the style itself names no list."""
    for identity, word_list in lists.items():
        for at, level in word_list.levels.items():
            if style and level.style == style:
                return identity, at
    return "", 0


def _item(
    paragraph: Element, identity: str, at: int, counter: ListCounter, styles: DocxStyles
) -> NumberedParagraph:
    level = counter.lists[identity].levels[at]
    numbers = counter.step(identity, at)
    label = label_of(level, at, numbers, counter.lists[identity].levels)
    kind = _kind(level, label)
    style = styles.of(child(paragraph, "pPr"), kind="paragraph")
    if kind in (SIGN, NUMBER) and _NO_ITEMS.fullmatch(styles.name(style)):
        kind = BARE if kind == SIGN else WORDS
    return NumberedParagraph(paragraph, identity, at, kind, numbers[at], label, level.after)


def _kind(level: ListLevel, label: str) -> str:
    """Return what becomes of a label: a list's sign or number, words, or nothing."""
    if level.form == BULLET:
        return WORDS if HAN.search(label) else SIGN
    if not label.strip():
        return BARE
    if level.form in (DECIMAL, "decimalHalfWidth") and (
        level.label is None or (_PLAIN.fullmatch(level.label) and label.strip()[:1].isdecimal())
    ):
        return NUMBER
    return WORDS


def _settle(items: list[NumberedParagraph], dropped: Dropped) -> None:
    """Give each paragraph its list or its words; return how many labels were written out."""
    groups = _groups(items)
    as_words = _renumbered(groups)
    for group in groups:
        depths = _depths(group, as_words)
        for item, depth in zip(group, depths, strict=True):
            if depth is None:
                _set_list(item.paragraph, NO_LIST, 0)
                _write_out(item, dropped)
            else:
                _set_list(item.paragraph, SIGNS if item.kind == SIGN else COUNTED, depth)


def _groups(items: list[NumberedParagraph]) -> list[list[NumberedParagraph]]:
    """Return the items in groups. Those between which nothing stands are one group."""
    groups: list[list[NumberedParagraph]] = []
    for item in items:
        last = groups[-1][-1].paragraph if groups else None
        if last is not None and _follows(last, item.paragraph):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _follows(last: Element, paragraph: Element) -> bool:
    between = last.getnext()
    while between is not None and between is not paragraph:
        if local(between) == "tbl" or (local(between) in ("p", "sdt") and _shows(between)):
            return False
        between = between.getnext()
    return between is paragraph


def _shows(element: Element) -> bool:
    """Tell whether a reader sees something of an element."""
    return bool(words_of(element)) or any(
        next(named(element, name), None) is not None for name in ("drawing", "pict", "object")
    )


def _stays_words(item: NumberedParagraph, as_words: set[str]) -> bool:
    return item.kind in (WORDS, BARE) or (item.kind == NUMBER and item.list in as_words)


def _depths(group: list[NumberedParagraph], as_words: set[str]) -> list[int | None]:
    """Return how deep each item lies in its list.
    None for one that is no list's item."""
    depths: list[int | None] = []
    stack: list[int] = []
    for item in group:
        if _stays_words(item, as_words) or not _shows(item.paragraph):
            stack = stack if not _stays_words(item, as_words) else []
            depths.append(None)
            continue
        while stack and stack[-1] > item.level:
            stack.pop()
        if not stack or stack[-1] < item.level:
            stack.append(item.level)
        depths.append(len(stack) - 1)
    return depths


def _renumbered(groups: list[list[NumberedParagraph]]) -> set[str]:
    """Return the lists in which a number would change, if they became lists of ours."""
    as_words: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        wrong = {name for group in groups for name in _wrong(group, as_words)} - as_words
        if not wrong:
            break
        as_words |= wrong
    return as_words


def _wrong(group: list[NumberedParagraph], as_words: set[str]) -> set[str]:
    wrong = set()
    counts: dict[int, tuple[str, int]] = {}
    for item, depth in zip(group, _depths(group, as_words), strict=True):
        if depth is None:
            counts = {} if _stays_words(item, as_words) else counts
            continue
        kind, count = counts.get(depth, ("", 0))
        counts = {level: counted for level, counted in counts.items() if level <= depth}
        counts[depth] = (item.kind, count + 1 if kind == item.kind else 1)
        if item.kind == NUMBER and item.value != counts[depth][1]:
            wrong.add(item.list)
    return wrong


def _set_list(paragraph: Element, identity: str, level: int) -> None:
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = make(paragraph, "pPr")
        paragraph.insert(0, properties)
    for old in [part for part in properties if local(part) == "numPr"]:
        properties.remove(old)
    numbered = make(paragraph, "numPr")
    numbered.append(make(paragraph, "ilvl", val=str(level)))
    numbered.append(make(paragraph, "numId", val=identity))
    properties.append(numbered)


def _write_out(item: NumberedParagraph, dropped: Dropped) -> None:
    """Write the label before the paragraph's words.
    An empty paragraph has one in a table only, where automatic numbers fill a column of their
    own."""
    has_words = _shows(item.paragraph)
    in_cell = local(item.paragraph.getparent()) == "tc"
    if item.kind not in (NUMBER, WORDS) or not (has_words or in_cell):
        return
    run = make(item.paragraph, "r")
    first = next(named(item.paragraph, "t"), None)
    looks = child(first.getparent(), "rPr") if first is not None else None
    if looks is not None:
        run.append(_copied(looks))
    run.append(
        make(item.paragraph, "t", _spaced(item.label, item.after) if has_words else item.label)
    )
    item.paragraph.insert(1, run)
    dropped.write(NUMBERS, item.label)


def _copied(looks: Element) -> Element:
    copied = copy.deepcopy(looks)
    for part in list(copied):
        if local(part) not in ("b", "i", "sz"):
            copied.remove(part)
    return copied


def _spaced(label: str, after: str) -> str:
    """Return a label with what separates it from the words.
    第一条　, 1.1 , 一、"""
    if after == "nothing" or label.endswith(("　", " ")):
        return label
    if label.endswith(_CLOSED):
        return label
    return label + ("　" if HAN.search(label[-1:]) else " ")
