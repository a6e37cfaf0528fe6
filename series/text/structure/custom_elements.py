"""Elements that a site named itself, as boxes or as parts of a line.

<article-body>, <ds-paragraph> and <my-time> hold whatever the site's style sheet says, which is not
there: what stands beside words of a line is part of it, anything else is a box.
"""

import re

from lxml.etree import _Element

from series.text.markup.tree_builder import LINES

from .tree import BLOCKS, style_of

_CUSTOM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
# Names with a hyphen that are those of drawings and formulas.
_RESERVED = frozenset("annotation-xml color-profile font-face missing-glyph".split())
_ROWS = frozenset("table thead tbody tfoot tr ul ol dl".split())


def open_custom_elements(document: _Element) -> None:
    """Make `div` or `span` of the elements with a site's own name, a box's class.

    A paragraph holds no box, and a box that holds another is one itself."""
    custom = [element for element in document.iter() if _is_custom(element)]
    boxes = {element for element in custom if not _is_inline(element)}
    holding = {outer for element in boxes for outer in element.iterancestors()}
    for element in custom:
        if element in boxes or element in holding:
            element.set("class", f"{element.get('class', '')} {element.tag}".strip())
            element.tag = "div"
        else:
            element.tag = "span"


def _is_custom(element: _Element) -> bool:
    tag = element.tag
    return isinstance(tag, str) and bool(_CUSTOM.fullmatch(tag)) and tag not in _RESERVED


def _is_inline(element: _Element) -> bool:
    """Tell whether an element stands in a line, beside words or in a paragraph."""
    display = style_of(element).get("display", "")
    parent = element.getparent()
    if display or parent is None:
        return display.startswith("inline")
    if any(part.tag in BLOCKS for part in element.iter()):
        return False
    if parent.tag in _ROWS:
        return False
    outer = (parent, *parent.iterancestors())
    in_line = any(part.tag in LINES for part in outer)
    return in_line or _has_words(parent) or any(map(_is_word, parent))


def _has_words(parent: _Element) -> bool:
    """Tell whether an element holds words of its own beside its elements."""
    return any((text or "").strip() for text in (parent.text, *(part.tail for part in parent)))


def _is_word(element: _Element) -> bool:
    """Tell whether an element of a line, such as a link, holds words."""
    in_line = isinstance(element.tag, str) and element.tag not in BLOCKS
    whole = in_line and not _is_custom(element) and element.tag not in ("br", "img", "script")
    return whole and bool("".join(element.itertext()).strip())
