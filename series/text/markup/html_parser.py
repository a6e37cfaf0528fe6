"""The one place where foreign HTML is parsed, with libxml2's tokenizer and limits (decision 9).

Python's own `html.parser` is quadratic on hostile input, and so is a full HTML5 tree builder (71 KB
of misnested bold tags grow to 168 MB of output), hence neither gets foreign input.
"""

import re
from typing import Protocol

from lxml import etree

from series.text.characters.invisible import without_unprintable

from .blocks import TextError

LARGEST = 5 * 1024 * 1024
DEEPEST = 2000

# A site's own elements have a hyphen: <article-body>.
_TAG_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_TREE_ATTRIBUTES = frozenset(
    [
        "id",
        "class",
        "style",
        "hidden",
        "href",
        "src",
        "data-src",
        "alt",
        "colspan",
        "rowspan",
        "scope",
        "name",
        "property",
        "content",
        "itemprop",
        "datetime",
        "rel",
        "title",
        "type",
        "align",
        "size",
        "width",
        "height",
        "start",
        "reversed",
        "checked",
        "value",
        "face",
        "level",
        "aria-level",
        "data-level",
        "data-indent",
        "data-lake-indent",
        "data-list",
        "data-aria-level",
        "data-checked",
        "aria-checked",
        "role",
    ]
)


class Events(Protocol):
    """The events of parsed HTML in document order. Starts and ends balance."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class _Guarded:
    """A parser target that passes events on and refuses excessive depth.

    An end tag makes libxml2 search all open elements, so depth times length is its cost.
    """

    def __init__(self, events: Events):
        self.events = events
        self.depth = 0
        self.text: list[str] = []

    def start(self, tag, attributes):
        self.depth += 1
        if self.depth > DEEPEST:
            raise TextError(
                f"这份 HTML 的标签嵌套超过 {DEEPEST} 层，不是正常的网页，请改用纯文本导入"
            )
        self._tell_text()
        self.events.start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        self._tell_text()
        self.events.end(tag)

    def data(self, text):
        self.text.append(text)

    def _tell_text(self):
        """Pass on the text since the last event in one piece.
        The parser libxml2 cuts it at every character reference."""
        if self.text:
            text, self.text = "".join(self.text), []
            self.events.data(without_unprintable(text))

    def comment(self, text):
        """Ignore comments."""

    def pi(self, target, data=None):
        """Ignore processing instructions."""

    def close(self):
        self._tell_text()


def feed_events(html: str, *, into: Events) -> None:
    """Send the events of `html` to `into`.
    Raises TextError on input too large or too deep."""
    data = without_unprintable(html).encode("utf-8")
    if len(data) > LARGEST:
        raise TextError(f"这份 HTML 超过 {LARGEST // 1024 // 1024} MB，请拆成几篇后再导入")
    if not data.strip():
        return
    parser = etree.HTMLParser(target=_Guarded(into), huge_tree=True, encoding="utf-8")
    etree.fromstring(data, parser)


class _TreeEvents:
    """A tree builder without libxml2's own depth limit, which silently drops deeper text."""

    def __init__(self):
        self.builder = etree.TreeBuilder()
        self.builder.start("document", {})
        self.names = []

    def start(self, tag, attributes):
        name = tag if _TAG_NAME.match(tag) else "span"
        kept = {k: without_unprintable(v) for k, v in attributes.items() if k in _TREE_ATTRIBUTES}
        self.names.append(name)
        self.builder.start(name, kept)

    def end(self, tag):
        self.builder.end(self.names.pop())

    def data(self, text):
        self.builder.data(text)

    def close(self):
        while self.names:
            self.builder.end(self.names.pop())
        self.builder.end("document")
        return self.builder.close()


def parse_tree(html: str) -> etree._Element:
    """Return the page as a `<document>` element.
    It keeps the attributes that help to find its text."""
    events = _TreeEvents()
    feed_events(html, into=events)
    return events.close()
