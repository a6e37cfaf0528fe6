"""What a layout leaves in a text: numbers above headings, faces, unseen words.

Pages and pastes call these alike. Each returns what it did, for the receipt (decision 152).
"""

import re

from lxml.etree import _Element

from series.text.language.han import han

from .layout_numbers import find_glued_numbers, find_layout_numbers, may_hold_glued
from .tree import class_names, cut_start, element_text, leaf_blocks, style_of

_CELLS = ("td", "th", "li")
_HEADINGS = frozenset(f"h{rank}" for rank in range(1, 7))
_FACE_CLASSES = frozenset({"emoji", "wp-smiley", "we-emoji", "qqface", "emoticon"})
_FACE_ADDRESS = re.compile(r"/(?:we-)?emoji|/emoticons?/|/smil(?:ey|ies)/|qqface")
_LONGEST_FACE = 8
# Classes of words for screen readers, of the usual frameworks.
_FOR_READERS = frozenset(
    {
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screenreader",
        "offscreen",
    }
)
_CLIPPED = re.compile(r"rect\((?:\s*[01](?:px)?\s*,?){4}\)")
_INSET = re.compile(r"inset\((?:50|100)%")
_CLEAR = re.compile(r"0(?:\.0+)?%?")
_FLAT = re.compile(r"[01](?:\.0+)?(?:px|pt)?|0%")


def is_unseen(element: _Element) -> bool:
    """Tell whether nobody sees an element: for screen readers, no height, no opacity.

    A page that shows its text little by little begins so, too: the caller asks how much it holds."""
    if class_names(element) & _FOR_READERS:
        return True
    if "style" not in element.attrib:
        return False
    style = style_of(element)
    clipped = _CLIPPED.fullmatch(style.get("clip", "")) or _INSET.match(style.get("clip-path", ""))
    flat = "hidden" in style.get("overflow", "") and any(
        _FLAT.fullmatch(style.get(name, "")) for name in ("height", "max-height")
    )
    return bool(clipped or flat or _CLEAR.fullmatch(style.get("opacity", "")))


def take_layout_numbers(document: _Element) -> list[str]:
    """Remove numbers alone above headings, and make the lines below them headings."""
    blocks = _lines_outside_rows(document)
    places = find_layout_numbers([element_text(block) for block in blocks])
    for heading in places.values():
        if blocks[heading].tag not in _HEADINGS:
            blocks[heading].tag = "h2"
    taken = [blocks[number] for number in places if blocks[number].find(".//img") is None]
    words = [element_text(block).strip() for block in taken]
    for block in taken:
        block.tag, block.text = "span", None
        del block[:]
    return words


def _lines_outside_rows(document: _Element) -> list[_Element]:
    """Return the lines that stand in no row of a table.

    A number there is data: the 1 of a column 序号 (decision 168)."""
    rows: dict[_Element, bool] = {}
    kept = []
    for block in leaf_blocks(document):
        row = None if block.tag in _CELLS else next(block.iterancestors("tr"), None)
        if row is not None and row not in rows:
            rows[row] = _has_several_cells(row)
        if block.tag not in _CELLS and not (row is not None and rows[row]):
            kept.append(block)
    return kept


def _has_several_cells(row: _Element) -> bool:
    """Tell whether two cells of a row or more hold something."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    filled = [
        cell for cell in cells if element_text(cell).strip() or cell.find(".//img") is not None
    ]
    return len(filled) > 1


def take_glued_numbers(document: _Element) -> list[str]:
    """Remove the numbers glued to headings, and make those lines headings."""
    if not may_hold_glued(element_text(document)):
        return []
    blocks = _lines_outside_rows(document)
    found = find_glued_numbers([element_text(block) for block in blocks])
    for at, number in found.items():
        if blocks[at].tag not in _HEADINGS:
            blocks[at].tag = "h2"
        cut_start(blocks[at], number)
    return [number.strip() for number in found.values()]


def write_faces(document: _Element) -> tuple[int, list[str]]:
    """Write pictures of faces as the characters that they stand for.

    Return how many were written, and the words of those that stand for none, which go.
    """
    written, gone = 0, []
    for image in list(document.iter("img")):
        address = (image.get("data-src") or image.get("src") or "").lower()
        if not (class_names(image) & _FACE_CLASSES or _FACE_ADDRESS.search(address)):
            continue
        words = image.get("alt", "").strip()
        is_character = 0 < len(words) <= _LONGEST_FACE and not han(words) and not words.isascii()
        image.tag = "span"
        image.attrib.clear()
        if is_character:
            image.text = words
            written += 1
        else:
            gone.append(words)
    return written, gone


def remove_empty_rows(document: _Element) -> int:
    """Remove the empty rows at the end of each table. Return how many."""
    removed = 0
    for table in document.iter("table"):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        while len(rows) > 1 and _is_empty(rows[-1]):
            rows[-1].getparent().remove(rows.pop())
            removed += 1
    return removed


def _is_empty(row: _Element) -> bool:
    return not element_text(row).strip() and next(row.iter("img", "table"), None) is None
