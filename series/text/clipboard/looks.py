"""Turn the looks of a pasted text into elements: bold, headings, indents."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from lxml.etree import _Element

from series.text.language.han import han
from series.text.markup.runs import MARGIN
from series.text.structure.tree import class_names, element_text, leaf_blocks, style_of, wrap_inside

from .receipt import Notes

LONGEST_HEADING = 40
LARGER = 1.15
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)(pt|px)")
_POINTS = {"pt": 1.0, "px": 0.75}
_FONT_SIZES = {"5": 18.0, "6": 24.0, "7": 36.0}
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_LIGHT = re.compile(r"normal|lighter|[1-5]00")
_RANKED = re.compile(r"(?:mso)?heading[-_]?([1-6])")
_RAISED = {"superscript": "sup", "subscript": "sub"}  # classes of Word on the web
_LEVELS = frozenset("123456")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ENDS_SENTENCE = tuple("。！？；：，、…,;:")
_APART = frozenset({"td", "th", "li", "blockquote", "figure", "figcaption", "caption"})
_INDENT = re.compile(r"[ \t\r\n]*(?:\u3000|\xa0[ \t\r\n]*\xa0)")
_INLINE = frozenset({"span", "font", "u", "big", "small", "label"})


@dataclass(frozen=True)
class Look:
    """The look of an element's text, with what it inherits.
    The size is in points, 0 if unknown."""

    size: float = 0.0
    bold: bool = False
    centred: bool = False
    apart: bool = False


def looks_of(document: _Element) -> dict[_Element, Look]:
    """Return the look of every element."""
    looks = {document: Look()}
    for element in document.iter():
        if element is not document:
            looks[element] = _look(element, looks[element.getparent()])
    return looks


def _look(element: _Element, around: Look) -> Look:
    style = style_of(element)
    match = _SIZE.fullmatch(style.get("font-size", ""))
    size = float(match[1]) * _POINTS[match[2]] if match else around.size
    if element.tag == "font":
        size = _FONT_SIZES.get(element.get("size", ""), size)
    align = style.get("text-align") or element.get("align", "").lower()
    return replace(
        around,
        size=size,
        bold=_is_bold(element, style, around),
        centred=align == "center" if align else around.centred or element.tag == "center",
        apart=around.apart or element.tag in _APART,
    )


def _is_bold(element: _Element, style: dict[str, str], around: Look) -> bool:
    weight = style.get("font-weight", "")
    if _BOLD.fullmatch(weight):
        return True
    return not _LIGHT.fullmatch(weight) and (around.bold or element.tag in ("b", "strong"))


def count_blanks(document: _Element, notes: Notes) -> None:
    """Count indents and empty paragraphs, which the canonical markup does not have."""
    for block in leaf_blocks(document):
        if block.tag in ("td", "th", "li", "ul", "ol", "tr", "table", "tbody", "figure"):
            continue
        text = element_text(block)
        notes.rewritten["全角缩进去掉 {} 处"] += bool(_INDENT.match(text) and text.strip(MARGIN))
        if not text.strip(MARGIN) and block.find(".//img") is None:
            notes.dropped["空段 {} 个"] += 1
        for line in block.iter("br"):
            notes.rewritten["全角缩进去掉 {} 处"] += bool(_INDENT.match(line.tail or ""))


def count_styles(document: _Element, notes: Notes) -> None:
    """Count styles and formats that the canonical markup does not have."""
    styled = ("style", "class", "align", "size")
    for element in document.iter():
        if any(element.get(name) for name in styled) or element.tag in ("font", "u"):
            notes.dropped["样式 {} 处"] += 1
        if element.tag in ("s", "strike") or "line-through" in element.get("style", ""):
            notes.rewritten["删除线去掉 {} 处，文字保留"] += 1
        if element.tag == "ins":
            notes.rewritten["修订中插入的文字 {} 处转为正文"] += 1


def name_headings(document: _Element, looks: dict[_Element, Look], notes: Notes) -> None:
    """Make headings of Word's heading styles and of short centred lines.
    Such a line is larger or bold."""
    blocks = leaf_blocks(document)
    for block in blocks:
        ranked = _styled_rank(block)
        if ranked and block.tag not in _HEADINGS and not looks[block].apart:
            block.tag = ranked
    _settle_ranks(document)
    usual = _usual_size(blocks, looks)
    with_text = [block for block in blocks if element_text(block).strip()]
    for block in with_text[:-1]:
        if block.tag not in _HEADINGS and _is_centred_heading(block, looks, usual):
            block.tag = "h2"
            notes.rewritten["居中大字改为节题 {} 个"] += 1


def _styled_rank(block: _Element) -> str:
    for name in class_names(block):
        if name == "msotitle":
            return "h1"
        if match := _RANKED.fullmatch(name):
            return f"h{match[1]}"
    if block.get("role", "").lower() == "heading":  # Word on the web
        level = block.get("aria-level", "")
        return f"h{level}" if level in _LEVELS else "h2"
    outline = style_of(block).get("mso-outline-level", "")
    return f"h{outline}" if outline in _LEVELS else ""


def _settle_ranks(document: _Element) -> None:
    """Make the second rank the highest.
    Where the text has several headings of the first rank, or one that is no title, all go down
    by one."""
    ranked = [element for element in document.iter(*_HEADINGS) if element_text(element).strip()]
    first = [element for element in ranked if element.tag == "h1"]
    title_only = len(first) == 1 and ranked[0] is first[0]
    for element in ranked if first and not title_only else first:
        element.tag = f"h{min(int(element.tag[1]) + 1, 6)}"


def _usual_size(blocks: list[_Element], looks: dict[_Element, Look]) -> float:
    sizes: Counter[float] = Counter()
    for block in blocks:
        if not looks[block].centred:
            for size, length in _sizes(block, looks).items():
                sizes[size] += length
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _sizes(block: _Element, looks: dict[_Element, Look]) -> Counter[float]:
    """Return how many characters of the block stand in each size."""
    sizes: Counter[float] = Counter()
    for element in block.iter():
        sizes[looks[element].size] += len((element.text or "").strip())
        if element is not block:
            sizes[looks[element.getparent()].size] += len((element.tail or "").strip())
    return sizes


def _is_centred_heading(block: _Element, looks: dict[_Element, Look], usual: float) -> bool:
    look, text = looks[block], element_text(block).strip(MARGIN)
    fits = 2 <= len(text) <= LONGEST_HEADING and len(han(text)) >= 2
    if not look.centred or look.apart or not fits or text.endswith(_ENDS_SENTENCE):
        return False
    sizes = _sizes(block, looks)
    larger = usual > 0 and min(size for size in sizes if sizes[size]) > usual * LARGER
    return larger or _all_bold(block, looks)


def _all_bold(block: _Element, looks: dict[_Element, Look]) -> bool:
    for element in block.iter():
        if (element.text or "").strip() and not looks[element].bold:
            return False
        outer = element.getparent()
        if element is not block and (element.tail or "").strip() and not looks[outer].bold:
            return False
    return True


def write_formats(document: _Element, looks: dict[_Element, Look]) -> None:
    """Turn styles into elements: bold, italic, raised and lowered letters."""
    for element in list(document.iter(*_INLINE, "b", "strong", "i", "em", "sup", "sub")):
        _write_inline(element, looks)
    for block in leaf_blocks(document):
        if block.tag not in _HEADINGS and looks.get(block, Look()).bold:
            wrap_inside(block, "strong")


def _write_inline(element: _Element, looks: dict[_Element, Look]) -> None:
    style = style_of(element)
    weight, shape = style.get("font-weight", ""), style.get("font-style", "")
    if element.tag in ("b", "strong") and _LIGHT.fullmatch(weight):
        element.tag = "span"
    if element.tag in ("i", "em") and shape == "normal":
        element.tag = "span"
    if element.tag not in _INLINE:
        return
    raised = {"super": "sup", "sub": "sub"}.get(style.get("vertical-align", ""), "")
    raised = raised or next((_RAISED[name] for name in class_names(element) & _RAISED.keys()), "")
    if raised:
        element.tag = raised
    elif shape == "italic":
        element.tag = "em"
    if _BOLD.fullmatch(weight):
        if element.tag in _INLINE:
            element.tag = "strong"
        else:
            wrap_inside(element, "strong")
