"""A PDF that a page shows line by line.

So do pdf.js, pdf2htmlEX and pdftohtml. Its lines become paragraphs again, and the numbers of its
pages go.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from series.text.structure.tree import class_names
from series.text.typography.wrapped_lines import (
    JoinedText,
    join_wrapped_lines,
    without_page_numbers,
)

from .removed import Removed, remove_keeping_tail

PAGE_NUMBERS, RUNNING_HEADS, VIEWER = "页码", "页眉", "PDF 阅读器的按钮"
_TOOLS = re.compile(r"(?<![a-z])(?:toolbar|sidebarContainer|dialogContainer|findbar|numPages)")
_PAGE_ID = re.compile(r"page\d+-div")
_GENERATOR = "pdftohtml"
_PLACE = re.compile(
    r"(?:^|;)\s*(?P<side>left|top)\s*:\s*(?:calc\(\s*(?:var\([\w-]+\)\s*\*\s*)?)?(?P<number>-?\d+(?:\.\d+)?)\s*(?P<unit>px|pt|%)?"
)
_SIZE = re.compile(
    r"font-size\s*:\s*(?:calc\(\s*(?:var\([\w-]+\)\s*\*\s*)?)?(?P<number>\d+(?:\.\d+)?)\s*(?:px|pt)"
)
_WIDEST_INDENT = 3  # characters
_HEIGHT_CLASS = re.compile(r"y[0-9a-f]+")
# How far words of one line may differ in height, and an indented line in its beginning.
_SAME_HEIGHT = {"%": 0.3, "px": 4.0, "pt": 3.0}
_INDENTED = {"%": 1.5, "px": 12.0, "pt": 9.0}
_SET_BY_PEOPLE = ("h1", "h2", "h3", "h4", "ul", "ol", "table")
_FEWEST = 3
_INDENT = "\u3000\u3000"


@dataclass(frozen=True)
class _Words:
    """Words of a PDF: their height by style or class, and where they begin."""

    text: str
    height: str
    left: float | None
    unit: str


def open_pdf_pages(document: _Element, removed: Removed) -> int:
    """Replace the pages of a PDF by its paragraphs.

    Returns how many line ends were joined; 0 too where the page shows no PDF."""
    found = _pages(document)
    pages = [page for page in found if _placed(page)] or list(filter(_is_plain_layer, found))
    pages = pages or _plain_pages(document)
    lines = [line for page in pages for line in _lines(page)]
    if sum(bool(line.strip()) for line in lines) < _FEWEST:
        return 0
    text = "\n".join(lines)
    joined = join_wrapped_lines(text)
    if not (joined and joined.is_certain):
        joined = without_page_numbers(text) or JoinedText(tuple(lines), 0)
    for name, words in ((PAGE_NUMBERS, joined.pages), (RUNNING_HEADS, joined.heads)):
        removed.drop_lines(words, name)
    box = etree.Element("div", {"itemprop": "articleBody"})
    for words in filter(None, (line.strip() for line in joined.paragraphs)):
        etree.SubElement(box, "p").text = words
    pages[0].addprevious(box)
    for page in pages:
        remove_keeping_tail(page)
    _remove_tools(document, removed, box)
    return joined.joins


def _remove_tools(document: _Element, removed: Removed, text: _Element) -> None:
    """Remove the buttons, the side and the dialogs of the program that shows a PDF."""
    around = set(text.iterancestors())
    tools = [e for e in document.iter("div", "span", "dialog") if e not in around and _is_tool(e)]
    for element in tools:
        if not set(tools) & set(element.iterancestors()):
            removed.drop(element, VIEWER)


def _is_tool(element: _Element) -> bool:
    return bool(_TOOLS.search(f"{element.get('id', '')} {element.get('class', '')}"))


def _pages(document: _Element) -> list[_Element]:
    return [
        element
        for element in document.iter("div")
        if class_names(element) & {"textlayer", "pf"} or _PAGE_ID.fullmatch(element.get("id", ""))
    ]


def _placed(page: _Element) -> list[_Element]:
    """Return the outermost elements of a page that have a place of their own.

    A page with headings, lists or tables was set by people and is none of a PDF."""
    if next(page.iter(*_SET_BY_PEOPLE), None) is not None:
        return []
    placed = [part for part in page.iter() if part is not page and _height(part)]
    outer = set(placed)
    return [part for part in placed if not outer & set(part.iterancestors())]


def _is_plain_layer(page: _Element) -> bool:
    """Tell whether a PDF's layer lost the places of its lines."""
    by_people = next(page.iter(*_SET_BY_PEOPLE, "p"), None) is not None
    return "textlayer" in class_names(page) and not by_people and page.find(".//br") is not None


def _plain_pages(document: _Element) -> list[_Element]:
    """Return a box around all that pdftohtml writes without places: lines and rules."""
    body = next(document.iter("body"), None)
    named = any(_GENERATOR in meta.get("content", "") for meta in document.iter("meta"))
    if body is None or not named or body.find(".//p") is not None:
        return []
    box = etree.Element("div")
    box.text, body.text = body.text, None
    box.extend(list(body))
    body.append(box)
    return [box]


def _lines(page: _Element) -> list[str]:
    words = list(_words(page))
    begins = Counter(round(one.left) for one in words if one.left is not None)
    usual = begins.most_common(1)[0][0] if begins else 0
    widest = _WIDEST_INDENT * _usual_size(page)  # a line that begins further in is centred
    lines: list[str] = []
    before: _Words | None = None
    for one in words:
        if before is not None and _is_beside(before, one):
            lines[-1] = _together(lines[-1], one.text)
        else:
            inner = one.left is not None and _INDENTED[one.unit] < one.left - usual <= widest
            lines.append(f"{_INDENT if inner else ''}{one.text.strip()}")
        before = one
    return lines


def _usual_size(page: _Element) -> float:
    """Return the size of most of a page's letters; no limit where none is said."""
    sizes = (_SIZE.search(part.get("style", "")) for part in page.iter())
    found = Counter(float(size["number"]) for size in sizes if size)
    return found.most_common(1)[0][0] if found else float("inf")


def _words(page: _Element) -> Iterator[_Words]:
    """Yield the words of a page with their places, else its lines."""
    placed = _placed(page)
    for part in placed:
        for text in _text_lines(part):
            left, unit = _side(part, "left")
            yield _Words(text, _height(part), left, unit)
    for text in _text_lines(page) if not placed else ():
        yield _Words(text, "", None, "px")


def _text_lines(element: _Element) -> Sequence[str]:
    parts = [element.text or ""]
    for inner in element.iter():
        if inner is not element:
            parts.append("\n" if inner.tag in ("br", "hr") else inner.text or "")
            parts.append(inner.tail or "")
    if not any(inner.tag in ("br", "hr") for inner in element.iter()):
        parts = [" ".join("".join(parts).split())]
    lines = (" ".join(line.split(" ")).strip("\r\n\t\xa0 ") for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _height(element: _Element) -> str:
    """Return what says how high on its page an element stands; "" where nothing does."""
    number, unit = _side(element, "top")
    if number is not None:
        return f"{number}{unit}"
    names = element.get("class", "").split()
    return (
        next((name for name in names if _HEIGHT_CLASS.fullmatch(name)), "") if "t" in names else ""
    )


def _side(element: _Element, side: str) -> tuple[float | None, str]:
    found = (m for m in _PLACE.finditer(element.get("style", "")) if m["side"] == side)
    place = next(found, None)
    return (float(place["number"]), place["unit"] or "px") if place else (None, "px")


def _is_beside(before: _Words, one: _Words) -> bool:
    """Tell whether words stand in the line of those before them."""
    if not one.height or not before.height:
        return False
    if before.height == one.height:
        return True
    numbers = [re.match(r"-?\d+(?:\.\d+)?", words.height) for words in (before, one)]
    if not all(numbers):
        return False
    first, second = (float(number[0]) for number in numbers if number)
    return abs(first - second) <= _SAME_HEIGHT[one.unit]


def _together(line: str, words: str) -> str:
    apart = line[-1:].isascii() and words[:1].isascii() and line[-1:].isalnum()
    return f"{line} {words.strip()}" if apart else line + words.strip()
