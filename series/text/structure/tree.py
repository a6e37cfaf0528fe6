"""Functions that read the elements of a foreign tree."""

from collections.abc import Iterator

from lxml.etree import _Element

from series.text.markup.tree_builder import BOXES, BREAKING, LINES

BLOCKS = LINES.keys() | BOXES.keys() | BREAKING


def style_of(element: _Element) -> dict[str, str]:
    """Return the declarations of the element's own style, names and values in lower case."""
    pairs = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def class_names(element: _Element) -> set[str]:
    return set(element.get("class", "").lower().split())


def walk(document: _Element) -> Iterator[_Element]:
    """Yield every element in document order, parents first.
    The inside of one that was removed meanwhile is left out."""
    waiting = list(reversed(document))
    while waiting:
        element = waiting.pop()
        yield element
        if element.getparent() is not None:
            waiting.extend(reversed(element))


def element_text(element: _Element) -> str:
    """Return all text inside an element."""
    return "".join(element.itertext())


def empty(element: _Element) -> None:
    """Take all that stands inside an element, which is a line no longer."""
    element.tag, element.text = "span", None
    element.attrib.clear()
    del element[:]


def cut_start(element: _Element, words: str) -> None:
    """Take words, of which blanks do not count, from the beginning of an element's text."""
    left = len("".join(words.split()))
    for holder, name in _text_places(element):
        text = getattr(holder, name) or ""
        while text and (left or text[0].isspace()):
            left -= not text[0].isspace()
            text = text[1:]
        setattr(holder, name, text)
        if text:
            return


def _text_places(element: _Element) -> Iterator[tuple[_Element, str]]:
    yield element, "text"
    for child in element:
        yield from _text_places(child)
        yield child, "tail"


def lines_of(element: _Element) -> list[str]:
    """Return the lines of an element as its breaks part them, blanks as one."""
    words = [
        ("\n" if holder.tag == "br" and name == "tail" else "") + (getattr(holder, name) or "")
        for holder, name in _text_places(element)
    ]
    return [" ".join(line.split()) for line in "".join(words).split("\n")]


def leaf_blocks(document: _Element) -> list[_Element]:
    """Return the elements that begin a line and hold no other such element.
    They are in document order."""
    outer: set[_Element] = set()
    elements = list(document.iter())
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and (element.tag in BLOCKS or element in outer):
            outer.add(parent)
    return [element for element in elements if element.tag in BLOCKS and element not in outer]


def wrap_inside(element: _Element, tag: str) -> None:
    """Put everything inside the element into one new element."""
    inner = element.makeelement(tag, {})
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def follows_directly(last: _Element, block: _Element) -> bool:
    """Tell whether only blanks stand between the two neighbours."""
    between = last
    while between is not None and between is not block:
        shows = between is not last and (_has_words(between) or between.find(".//img") is not None)
        if shows or (between.tail or "").strip():
            return False
        between = between.getnext()
    return between is block


def _has_words(element: _Element) -> bool:
    return any(text.strip() for text in element.itertext())
