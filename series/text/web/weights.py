"""Count the text in every element of a page, in one pass over the tree."""

import re
from collections import Counter
from collections.abc import Iterable

from lxml.etree import _Element

from series.text.markup.tree_builder import BOXES, BREAKING, LINES

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile("[。，；！？]")
# Words and marks of running text in an alphabet: Latin, Greek, Cyrillic.
_WORD = re.compile(r"[A-Za-z\u00c0-\u04ff]{2,}")
_MARK = re.compile(r"[A-Za-z\u00c0-\u04ff\d][”\"’)]?[,.;!?][”\"’)]*(?:\s|$)")
_FEWEST_WORDS = 30
_BLOCKS = BOXES.keys() | LINES.keys() | BREAKING | {"hr"}


class Weights:
    """The amounts of text in a document, asked by element.

    `own` is the running text that belongs to a block itself, `total` that of all inside it; texts
    of links do not count. Words of an alphabet count where they outweigh the Han characters of
    the page. `characters` and `linked` count every character, `size` the
    elements inside.
    """

    def __init__(self, document: _Element):
        self.own: Counter[_Element] = Counter()
        self.characters: Counter[_Element] = Counter()
        self.linked: Counter[_Element] = Counter()
        self.size: Counter[_Element] = Counter()
        self._alphabetic: list[tuple[_Element, str]] = []
        self._home: dict[_Element, _Element] = {}
        self._in_link: dict[_Element, bool] = {}
        self._parent = {child: parent for parent in document.iter() for child in parent}
        elements = list(document.iter())
        for element in elements:
            self._place(element)
        for element in elements:
            self._add(element, element.text)
            if (parent := self._parent.get(element)) is not None:
                self._add(parent, element.tail)
        self._weigh_words()
        self.total: Counter[_Element] = Counter(self.own)
        self._sum_up(elements)

    def _weigh_words(self) -> None:
        """Add the weight of words in an alphabet where they outweigh the Han characters."""
        han = self.own.total()
        if sum(len(text) for _, text in self._alphabetic) <= han:
            return
        words = sum(len(_WORD.findall(text)) for _, text in self._alphabetic)
        if words < _FEWEST_WORDS or 2 * words <= han:
            return
        for home, text in self._alphabetic:
            self.own[home] += weight_of_words(text)

    def _sum_up(self, elements: list[_Element]) -> None:
        counters = (self.total, self.characters, self.linked)
        for element in reversed(elements):
            if (parent := self._parent.get(element)) is None:
                continue
            self.size[parent] += self.size[element] + 1
            for counter in counters:
                if element in counter:
                    counter[parent] += counter[element]

    def _place(self, element: _Element) -> None:
        parent = self._parent.get(element)
        outermost = parent is None
        is_block = outermost or element.tag in _BLOCKS
        self._home[element] = element if is_block else self._home[parent]
        self._in_link[element] = element.tag == "a" or (not outermost and self._in_link[parent])

    def _add(self, element: _Element, text: str | None) -> None:
        length = len(text.strip()) if text else 0
        if not length:
            return
        self.characters[element] += length
        if self._in_link[element]:
            self.linked[element] += length
        else:
            home, weight = self._home[element], weight_of(text)
            self.own[home] += weight
            if weight * 4 < length:
                self._alphabetic.append((home, text))

    def link_share(self, element: _Element) -> float:
        """Return the share of an element's characters that stands in links."""
        characters = self.characters[element]
        return self.linked[element] / characters if characters else 1.0


def weight_of(text: str) -> int:
    """Return the number of Han characters; marks of running text count ten each."""
    return len(_HAN.findall(text)) + 10 * len(_SENTENCE.findall(text))


def weight_of_words(text: str) -> int:
    """Return what words in an alphabet weigh: about as much as the same in Chinese."""
    return 2 * len(_WORD.findall(text)) + 10 * len(_MARK.findall(text))


def with_ancestors(elements: Iterable[_Element]) -> set[_Element]:
    """Return the elements and all elements around them."""
    found: set[_Element] = set()
    for element in elements:
        walker: _Element | None = element
        while walker is not None and walker not in found:
            found.add(walker)
            walker = walker.getparent()
    return found
