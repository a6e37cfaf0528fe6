"""Build our own few elements from events of foreign HTML (decision 9).

The result is canonical: paragraphs, headings, lists, tables, figures and quotations, correctly
nested, nothing empty. Safety does not rest on this module; `stored_html.clean` sanitises its
output.
"""

from dataclasses import dataclass, field

from .addresses import safe_link, safe_picture
from .runs import BREAK, Format, Run

DEEPEST_BOX = 12

# Left out with everything inside them.
DROPPED = frozenset(
    """
    script style template noscript head title iframe frame frameset object embed applet svg
    math audio video canvas select option textarea button input datalist map noembed noframes
    plaintext xmp portal marquee
    """.split()
)
FORMATS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "sup": "sup",
    "sub": "sub",
    "a": "a",
    "small": "small",
}
NOTE = "small"
CLOSING = "closing"  # the class of a right-aligned line at the end: who signs, and the day
IN_NOTES = frozenset({"em", "sup", "sub", "a"})
LINES = {
    "p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
    "caption": "caption", "figcaption": "figcaption",
}  # fmt: skip
BOXES = {
    "ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul", "li": "li", "blockquote": "blockquote", "figure": "figure",
    "table": "table", "thead": "thead", "tbody": "tbody", "tfoot": "tbody", "tr": "tr", "td": "td", "th": "th",
}  # fmt: skip
# Everything else that begins a new line in a browser.
BREAKING = frozenset(
    [
        "html",
        "body",
        "document",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "center",
        "address",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "legend",
        "details",
        "summary",
        "pre",
        "listing",
        "hgroup",
        "dialog",
        "search",
    ]
)
HOME = {
    "li": ("ul", "ol"), "tr": ("thead", "tbody"), "td": ("tr",), "th": ("tr",), "thead": ("table",), "tbody": ("table",),
}  # fmt: skip
# What has to be opened inside a box before a paragraph may stand there.
INNER = {"ul": "li", "ol": "li", "table": "tbody", "thead": "tr", "tbody": "tr", "tr": "td"}


@dataclass
class SourceLine:
    """One line of text as the source has it, not yet tidied."""

    tag: str
    runs: list[Run] = field(default_factory=list)
    closing: bool = False


@dataclass
class Box:
    """An element that holds lines and other boxes."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Box | SourceLine"] = field(default_factory=list)
    implied: bool = False


@dataclass(frozen=True)
class _State:
    """The state before an element was opened; it is restored when the element closes."""

    boxes: int
    tag: str
    closing: bool
    formats: tuple[Format, ...]
    preformatted: bool
    ends_line: bool


class Builder:
    """A receiver of `html_parser.feed_events` that builds boxes and lines in `root`."""

    def __init__(self, *, notes: bool = True):
        self.inline = FORMATS if notes else {tag: FORMATS[tag] for tag in FORMATS if tag != NOTE}
        self.root = Box("root")
        self.boxes = [self.root]
        self.line: SourceLine | None = None
        self.tag = "p"
        self.closing = False
        self.formats: tuple[Format, ...] = ()
        self.preformatted = False
        self.states: list[_State] = []
        self.muted = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.muted or tag in DROPPED or is_hidden(attributes):
            self.muted += 1
            return
        breaks = tag in LINES or tag in BOXES or tag in BREAKING or tag == "hr"
        self._close_implied(BOXES.get(tag, ""))
        self.states.append(
            _State(len(self.boxes), self.tag, self.closing, self.formats, self.preformatted, breaks)
        )
        if breaks:
            self.closing = tag == "p" and attributes.get("class") == CLOSING
            self._open_block(tag, attributes)
        else:
            self._open_inline(tag, attributes)

    def end(self, tag: str) -> None:
        if self.muted:
            self.muted -= 1
            return
        state = self.states.pop()
        if state.ends_line:
            self.line = None
        del self.boxes[state.boxes :]
        self.tag, self.closing = state.tag, state.closing
        self.formats, self.preformatted = state.formats, state.preformatted

    def data(self, text: str) -> None:
        if self.muted:
            return
        if not self.preformatted:
            self._add(Run("text", text, self.formats))
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self._add(BREAK)
            self._add(Run("text", part, self.formats))

    def _open_block(self, tag: str, attributes: dict[str, str]) -> None:
        self.line = None
        captioned = self.tag in ("caption", "figcaption")
        if tag in LINES:
            self._open_line(LINES[tag])
        elif captioned or len(self.boxes) > DEEPEST_BOX:
            return
        elif tag == "hr":
            self._flow().children.append(Box("hr"))
        elif tag in BOXES:
            self._open_box(BOXES[tag], attributes)
        else:
            self.preformatted = self.preformatted or tag in ("pre", "listing")

    def _open_line(self, tag: str) -> None:
        if self.tag in ("caption", "figcaption"):
            return
        here = self.boxes[-1].tag
        if (tag, here) in (("caption", "table"), ("figcaption", "figure")):
            self.tag = tag
        else:
            self.tag = "p" if tag in ("caption", "figcaption") else tag

    def _open_box(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = "p"
        if tag in HOME:
            if not self._come_home(tag):
                return
        elif tag == "figure" and any(box.tag == "figure" for box in self.boxes):
            return
        else:
            self._flow()
            if len(self.boxes) > DEEPEST_BOX:
                return
        self._push(Box(tag, cell_attributes(attributes) if tag in ("td", "th") else {}))

    def _close_implied(self, tag: str) -> None:
        """Close an item, row or cell that only stray text had opened."""
        while tag in HOME and self.boxes[-1].implied and self.boxes[-1].tag not in HOME[tag]:
            self.boxes.pop()

    def _come_home(self, tag: str) -> bool:
        """Open the missing boxes around a row, cell or item.
        Returns False where it cannot stand."""
        if tag == "tr" and self.boxes[-1].tag == "table":
            self._push(Box("tbody", implied=True))
        if tag in ("td", "th") and self.boxes[-1].tag in ("table", "thead", "tbody"):
            self._imply_until("tr")
        return self.boxes[-1].tag in HOME[tag]

    def _imply_until(self, tag: str) -> None:
        while self.boxes[-1].tag != tag:
            self._push(Box(INNER[self.boxes[-1].tag], implied=True))

    def _flow(self) -> Box:
        """Return the box for a paragraph, opened where it is missing."""
        while (inner := INNER.get(self.boxes[-1].tag)) is not None:
            self._push(Box(inner, implied=True))
        return self.boxes[-1]

    def _push(self, box: Box) -> None:
        self.boxes[-1].children.append(box)
        self.boxes.append(box)

    def _open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._add(BREAK)
        elif tag == "img":
            if src := safe_picture(attributes.get("src", "")):
                alt = " ".join(attributes.get("alt", "").split())
                self._add(Run("image", alt, self.formats, src))
        elif name := self.inline.get(tag):
            self._add_format(name, href=attributes.get("href", ""))

    def _add_format(self, name: str, *, href: str) -> None:
        if any(name == known for known, _ in self.formats):
            return
        if name == NOTE:  # a note has a voice of its own: it is not bold where its place is
            self.formats = ((NOTE, ""),)
            return
        if (NOTE, "") in self.formats and name not in IN_NOTES:
            return
        address = safe_link(href) if name == "a" else ""
        if name != "a" or address:
            self.formats += ((name, address),)

    def _add(self, run: Run) -> None:
        if self.line is None:
            if run.kind != "image" and not run.text.strip():
                return
            self._begin_line()
        if run.kind == "text" and self.line.tag in ("h2", "h3", "h4"):
            run = Run("text", run.text, tuple(item for item in run.formats if item[0] != "strong"))
        self.line.runs.append(run)

    def _begin_line(self) -> None:
        if self.tag in ("caption", "figcaption"):
            self.line = SourceLine(self.tag)
            self.boxes[-1].children.append(self.line)
            return
        box = self._flow()
        heading = self.tag != "p"
        if heading and any(outer.tag not in ("root", "blockquote") for outer in self.boxes):
            self.tag = "p"
            self._add_format("strong", href="")
        closing = self.closing and box is self.root
        self.line = SourceLine(self.tag, closing=closing)
        box.children.append(self.line)


def is_hidden(attributes: dict[str, str]) -> bool:
    """Tell whether a browser would hide the element, judged by its own attributes."""
    style = attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


def cell_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a table cell that are kept."""
    kept = {}
    for name in ("colspan", "rowspan"):
        value = attributes.get(name, "").strip()
        if value.isascii() and value.isdigit() and len(value) <= 3 and 1 < int(value) <= 100:
            kept[name] = str(int(value))
    if attributes.get("scope", "").lower() in ("row", "col", "rowgroup", "colgroup"):
        kept["scope"] = attributes["scope"].lower()
    return kept
