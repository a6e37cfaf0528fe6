"""What a reader of pages leaves out.
Counted for the receipt, with its words for the account."""

from collections import Counter
from collections.abc import Iterable

from lxml.etree import _Element

from series.text.markup.blocks import Piece

_SILENT = frozenset({"script", "style"})


class Removed:
    """The parts that were left out of one page.
    `phrases` name them, `pieces` hold their words."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._words: dict[str, list[str]] = {}

    def drop(self, element: _Element, name: str) -> None:
        """Remove an element, keeping the text behind it, and keep its words for the account."""
        self.counts[name] += 1
        if element.tag not in _SILENT:
            self.add_words(name, "\n".join(element.itertext()))
        remove_keeping_tail(element)

    def drop_line(self, line: str, name: str) -> None:
        """Count a line that its caller leaves out, and keep its words."""
        self.counts[name] += 1
        self.add_words(name, line)

    def drop_lines(self, lines: Iterable[str], name: str) -> None:
        """Count lines that their caller leaves out, and keep their words."""
        for line in lines:
            self.drop_line(line, name)

    def add_words(self, name: str, words: str) -> None:
        """Keep words for the account alone: the receipt does not count them."""
        if words.strip():
            self._words.setdefault(name, []).append(words)

    def add_surroundings(self, document: _Element, content: _Element, name: str) -> None:
        """Keep the words around the element that holds the text; head and title among them."""
        inside = set(content.iter())
        for element in document.iter() if content is not document else ():
            if element not in inside:
                self.add_words(name, element.text or "")
            if element not in inside or element is content:
                self.add_words(name, element.tail or "")

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(f"{name} {count} 处" for name, count in self.counts.items())

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(Piece(name, "\n".join(words)) for name, words in self._words.items())


def remove_keeping_tail(element: _Element) -> None:
    """Remove an element and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
