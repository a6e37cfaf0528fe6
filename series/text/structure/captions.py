"""The captions of pictures, told by their place and look, in pages, manuscripts and pastes.

A short line right behind a picture is its caption where its words say so (图为…，…摄), or where it
is centred or set small as captions are. The same line must never become a section's heading.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element, iterwalk

from series.text.markup.tree_builder import LINES, is_hidden
from series.text.typography.caption_words import is_caption_line, may_be_caption, says_nothing

from .tree import BLOCKS

_FLOW = frozenset({"p", "div", "section", "center", "figure", "article", "span"}) | {
    f"h{rank}" for rank in range(1, 7)
}
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"})
_LARGEST_LAYOUT = 60
_SMALL_PICTURE = 60
_SMALL_PRINT = 13.0
_LONGEST_CREDIT = 24
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,4})?)(px|pt)")
_ALIGN = re.compile(r"text-align\s*:\s*(center|left|right|justify|start)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_CAPTION_CLASS = re.compile(
    r"caption|tuzhu|(?:img|image|pic|picture|photo|figure)[-_]?(?:desc|title|note|info|txt|text|remark)"
)
_SEVERAL = re.compile(
    r"以上|组图|[两三四五六]图|[两三四五六]幅|左图.{0,40}右图|上图.{0,40}下图|图1.{0,60}图2"
)
_ABOVE = re.compile(r"[▼↓⬇]|下图")


@dataclass
class _Group:
    """What stands together in one block: pictures, words, or both."""

    block: _Element
    pictures: list[_Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    words_first: bool = False
    captioned: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def is_picture(self) -> bool:
        return bool(self.pictures) and not self.text


def join_captions(document: _Element) -> Counter[str]:
    """Put each caption into one figure with its picture.
    It becomes the alternative text where there is none. Returns {phrase with {}: count} for the
    receipt."""
    _open_layout_tables(document)
    groups = _groups(document)
    done: Counter[str] = Counter()
    for at, group in enumerate(groups):
        if group.captioned or not group.pictures or _has_caption(group.block):
            continue
        if group.text:
            done["图下文字认作图注 {} 处"] += _split_caption(group)
        elif caption := _caption_beside(groups, at, first=_first_text(groups)):
            done["图下文字认作图注 {} 处"] += _join(group, caption, groups, at)
    for figure in document.iter("figure"):
        _propose_alt(figure)
    return done


def lost_captions(document: _Element) -> frozenset[str]:
    """Return the captions whose pictures could not be kept; they stay as lines."""
    return frozenset(
        " ".join("".join(figure.itertext()).split())
        for figure in document.iter("figure")
        if figure.find(".//img") is None
    )


def _has_caption(block: _Element) -> bool:
    figures = (one for one in (block, *block.iterancestors()) if one.tag == "figure")
    return any(figure.find(".//figcaption") is not None for figure in figures)


def _groups(document: _Element) -> list[_Group]:
    gatherer = _Gatherer(document)
    walker = iterwalk(document, events=("start", "end"))
    for event, element in walker:
        if element is not document and event == "end":
            gatherer.leave(element)
        elif element is not document and is_hidden(element.attrib):
            walker.skip_subtree()
        elif event == "start":
            gatherer.enter(element)
    return [group for group in gatherer.groups if group.pictures or group.text]


class _Gatherer:
    """Gathers pictures and words by the block around them, in reading order."""

    def __init__(self, document: _Element):
        self.groups: list[_Group] = []
        self.block_of = {document: document}

    def enter(self, element: _Element) -> None:
        outer = element.getparent()
        inside = self.block_of.get(outer, element)
        self.block_of[element] = element if element.tag in BLOCKS else inside
        if element.tag == "img" and not _is_small(element):
            group = self._group(inside)
            group.words_first = group.words_first or bool(group.text)
            group.pictures.append(element)
        elif element.tag == "br":
            self._group(inside).words.append("\n")
        self._add(element.text, self.block_of[element])

    def leave(self, element: _Element) -> None:
        self._add(element.tail, self.block_of.get(element.getparent(), element))

    def _add(self, words: str | None, block: _Element) -> None:
        if (words or "").strip():
            self._group(block).words.append(words or "")

    def _group(self, block: _Element) -> _Group:
        if not self.groups or self.groups[-1].block is not block:
            self.groups.append(_Group(block))
        return self.groups[-1]


def _is_small(img: _Element) -> bool:
    sizes = (re.match(r"\s*(\d{1,5})", img.get(name, "")) for name in ("width", "height"))
    return any(size and int(size[1]) < _SMALL_PICTURE for size in sizes)


def _first_text(groups: list[_Group]) -> _Group | None:
    return next((group for group in groups if group.text), None)


def _caption_beside(groups: list[_Group], at: int, *, first: _Group | None) -> _Group | None:
    """Return the group below the picture that is its caption, else one above it."""
    below = groups[at + 1] if at + 1 < len(groups) else None
    if below and not below.pictures and _is_caption(below, is_first=below is first):
        later = groups[at + 2] if at + 2 < len(groups) else None
        if not (later and later.is_picture and _belongs_above(groups)):
            return below
    if below and _has_credit(groups, at + 1):
        return below
    above = groups[at - 1] if at else None
    free = above and not above.captioned and not above.pictures and _is_line(above.block)
    behind_text = at < 2 or not groups[at - 2].is_picture or groups[at - 2].captioned
    if free and is_caption_line(above.text) and (behind_text or _ABOVE.match(above.text)):
        return above
    return None


def _has_credit(groups: list[_Group], at: int) -> bool:
    """Tell whether a short line has the photographer's name on the line below it."""
    line, after = groups[at], groups[at + 1] if at + 1 < len(groups) else None
    short = not line.pictures and _is_line(line.block) and may_be_caption(line.text)
    return short and after is not None and _is_credit(after) and not _is_bold(line.block)


def _belongs_above(groups: list[_Group]) -> bool:
    """Tell whether captions stand above their pictures.
    One does above the first picture, and none below the last."""
    pictures = [place for place, group in enumerate(groups) if group.is_picture]
    first, last = pictures[0], pictures[-1]
    above = first > 0 and is_caption_line(groups[first - 1].text)
    below = last + 1 < len(groups) and is_caption_line(groups[last + 1].text)
    return above and not below


def _is_caption(group: _Group, *, is_first: bool) -> bool:
    block, text = group.block, group.text
    if not _is_line(block) or any(outer.tag in ("li", "td") for outer in block.iterancestors()):
        return False
    if is_caption_line(text):
        return True
    heading = block.tag in LINES and block.tag != "p"
    if is_first or heading or not may_be_caption(text) or _is_bold(block):
        return False
    return _is_centred(block) or _is_small_print(block) or _is_named_caption(block)


def _is_line(block: _Element) -> bool:
    """Tell whether a block is one line of the flow, with no other block inside."""
    inner = (one for one in block.iterdescendants() if one.tag in BLOCKS)
    return block.tag in _FLOW and next(inner, None) is None


def _is_centred(block: _Element) -> bool:
    for one in (block, *block.iterancestors()):
        found = _ALIGN.search(one.get("style", "").lower())
        align = found[1] if found else one.get("align", "").lower()
        if align:
            return align == "center"
        if one.tag == "center" or "centred" in one.get("class", "").split():
            return True
    return False


def _is_small_print(block: _Element) -> bool:
    sizes = [
        float(found[1]) * (1.33 if found[2] == "pt" else 1.0)
        for one in block.iter()
        if (found := _SIZE.search(one.get("style", "").lower()))
    ]
    return bool(sizes) and max(sizes) <= _SMALL_PRINT


def _is_named_caption(block: _Element) -> bool:
    around = (block, block.getparent())
    return any(one is not None and _CAPTION_CLASS.search(one.get("class", "")) for one in around)


def _words_stand_in_caption(block: _Element) -> bool:
    """Tell whether an element named caption holds all words of the block."""
    named = (one for one in block.iterdescendants() if _CAPTION_CLASS.search(one.get("class", "")))
    words = "".join("".join(block.itertext()).split())
    return any("".join("".join(one.itertext()).split()) == words for one in named)


def _is_bold(block: _Element) -> bool:
    """Tell whether all words of the block are bold: so are headings that nobody marked."""
    for one in block.iter():
        for words, place in (
            (one.text, one),
            (one.tail if one is not block else "", one.getparent()),
        ):
            if (words or "").strip() and not _inside_bold(place, block):
                return False
    return True


def _inside_bold(place: _Element, block: _Element) -> bool:
    while place is not None:
        if place.tag in ("b", "strong") or _BOLD.search(place.get("style", "").lower()):
            return True
        if place is block:
            return False
        place = place.getparent()
    return False


def _join(group: _Group, caption: _Group, groups: list[_Group], at: int) -> int:
    """Make one figure of the pictures of a group and the caption beside it."""
    caption.captioned = group.captioned = True
    figure = _figure_of(group)
    if _SEVERAL.search(caption.text):
        _take_neighbours(figure, groups, at)
    line = _take_words(caption.block, figure)
    follower = groups[at + 2] if at + 2 < len(groups) and groups[at + 1] is caption else None
    if follower and _is_credit(follower):
        follower.captioned = True
        rest = _take_words(follower.block, figure)
        _append_words(line, rest)
        figure.remove(rest)
    return 1


def _take_neighbours(figure: _Element, groups: list[_Group], at: int) -> None:
    """Move the pictures right before into the figure too: its caption speaks of several."""
    for group in reversed(groups[:at]):
        if not group.is_picture or group.captioned or group.block.tag not in _FLOW:
            return
        group.captioned = True
        for picture in reversed(group.pictures):
            tail, picture.tail = picture.tail, None
            _keep_tail(picture, tail)
            figure.insert(0, picture)


def _is_credit(group: _Group) -> bool:
    plain = not group.pictures and _is_line(group.block) and len(group.text) <= _LONGEST_CREDIT
    return plain and is_caption_line(group.text) and not group.text.startswith(("图", "▲"))


def _figure_of(group: _Group) -> _Element:
    block = group.block
    if block.tag == "figure":
        return block
    figure = block.makeelement("figure", {})
    place = block if _is_line(block) and block.getparent() is not None else group.pictures[0]
    place.addprevious(figure)
    for picture in group.pictures:
        tail, picture.tail = picture.tail, None
        _keep_tail(picture, tail)
        figure.append(picture)
    return figure


def _keep_tail(element: _Element, tail: str | None) -> None:
    """Leave the text behind an element where it is, before the element is moved."""
    if not tail:
        return
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + tail
    elif parent is not None:
        parent.text = (parent.text or "") + tail


def _take_words(block: _Element, figure: _Element) -> _Element:
    """Move the words of a block into the figure's new caption.
    Without their weight."""
    line = block.makeelement("figcaption", {})
    line.text, block.text = block.text, None
    for child in list(block):
        line.append(child)
    for bold in line.iter("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"):
        bold.tag = "span"
    for styled in line.iter():
        styled.attrib.pop("style", None)
    figure.append(line)
    parent = block.getparent()
    if parent is not None:
        tail, block.tail = block.tail, None
        _keep_tail(block, tail)
        parent.remove(block)
    return line


def _append_words(line: _Element, rest: _Element) -> None:
    words = " " + " ".join("".join(rest.itertext()).split())
    if len(line):
        line[-1].tail = (line[-1].tail or "") + words
    else:
        line.text = (line.text or "").rstrip() + words


def _split_caption(group: _Group) -> int:
    """Make a figure of pictures with their caption on its own line."""
    block, text = group.block, group.text
    lines = [line for line in "".join(group.words).split("\n") if line.strip()]
    if len(lines) > 2 or not _is_line(block) or block.getparent() is None:
        return 0
    centred = may_be_caption(text) and _is_centred(block) and not group.words_first
    named = may_be_caption(text) and not group.words_first and _words_stand_in_caption(block)
    if not (is_caption_line(text) or named or (centred and not _is_bold(block))):
        return 0
    if block.tag == "figure":
        return 0
    figure = _figure_of(group)
    rest = block.makeelement("div", {})
    rest.text, block.text = block.text, None
    for child in list(block):
        rest.append(child)
    for line_break in list(rest.iter("br")):
        tail = line_break.tail
        line_break.tail = None
        _keep_tail(line_break, f" {tail or ''}")
        line_break.getparent().remove(line_break)
    block.append(rest)
    _take_words(rest, figure)
    return 1


def _propose_alt(figure: _Element) -> None:
    """Give the caption as alternative text to each picture that has none."""
    caption = next(figure.iter("figcaption"), None)
    words = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
    for img in figure.iter("img") if words else ():
        if says_nothing(img.get("alt", "")):
            img.set("alt", words[:200])


def _open_layout_tables(document: _Element) -> None:
    """Turn a small table that holds pictures and their captions alone into plain boxes."""
    for table in list(document.iter("table")):
        inside = list(islice(table.iter(), _LARGEST_LAYOUT + 1))
        pictured = any(part.tag == "img" for part in inside)
        if len(inside) > _LARGEST_LAYOUT or not pictured:
            continue
        parts = [part for part in inside if part.tag in _TABLE_PARTS]
        cells = [part for part in parts if part.tag in ("td", "th")]
        written = [text for cell in cells if (text := " ".join("".join(cell.itertext()).split()))]
        if written and all(map(is_caption_line, written)):
            for part in (table, *parts):
                part.tag = "div"
