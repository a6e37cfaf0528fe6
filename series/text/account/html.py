"""The words of a page, read by a scanner of its own.
From its source, in linear time."""

import re
from html import unescape

from .witness import Segment, Witness

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:\-]*)")
_VALUE_OR_END = re.compile(r"=\s*([\"'])|>")
_SILENT = frozenset({"script", "style", "xml"})
# Their content is text up to their own end tag, whatever stands inside.
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
_KINDS = {
    "title": "窗口标题", "textarea": "表单、嵌入内容", "option": "表单、嵌入内容", "button": "表单、嵌入内容",
    "select": "表单、嵌入内容", "iframe": "表单、嵌入内容", "noscript": "无脚本时的提示", "template": "网页模板",
    "noembed": "表单、嵌入内容", "noframes": "表单、嵌入内容", "audio": "表单、嵌入内容",
    "video": "表单、嵌入内容", "object": "表单、嵌入内容", "canvas": "表单、嵌入内容", "datalist": "表单、嵌入内容",
}  # fmt: skip


def html_witness(html: str) -> Witness:
    """Return the Witness of HTML: every text node, hidden ones and furniture included."""
    scanner = _Scanner(html)
    scanner.scan()
    return Witness(tuple(scanner.segments), "\n".join(scanner.aside))


class _Scanner:
    def __init__(self, html: str):
        self.html = html
        self.lower = html.lower()
        self.segments: list[Segment] = []
        self.aside: list[str] = []
        self.kinds: list[str] = []  # open elements whose words have a kind

    def scan(self) -> None:
        html, at = self.html, 0
        while at < len(html):
            start = html.find("<", at)
            if start < 0:
                start = len(html)
            self._text(at, start)
            at = self._markup(start)

    def _text(self, start: int, end: int) -> None:
        words = self.html[start:end]
        if not words or words.isspace():
            return
        kind = _KINDS[self.kinds[-1]] if self.kinds else ""
        self.segments.append(Segment(unescape(words) if "&" in words else words, kind))

    def _markup(self, start: int) -> int:
        """Return where what begins with the “<” at `start` ends.
        A sign that opens nothing is text."""
        html = self.html
        if html.startswith("<!--", start):
            return self._after("-->", start + 4)
        if html.startswith(("<!", "<?"), start):
            return self._after(">", start + 2)
        tag = _TAG.match(html, start)
        if not tag:
            self._text(start, start + 1)
            return start + 1
        name, end = tag[1].lower(), self._end_of_tag(tag.end())
        if html[start + 1] == "/":
            if self.kinds and self.kinds[-1] == name:
                self.kinds.pop()
            return end
        return self._content(name, end)

    def _after(self, mark: str, start: int) -> int:
        found = self.html.find(mark, start)
        return len(self.html) if found < 0 else found + len(mark)

    def _end_of_tag(self, at: int) -> int:
        """Return the end of a tag; words of its attributes go aside."""
        html = self.html
        while found := _VALUE_OR_END.search(html, at):
            if found[0] == ">":
                return found.end()
            end = html.find(found[1], found.end())
            if end < 0:  # a quote that never closes is an ordinary sign
                return self._after(">", found.end())
            if end - found.end() < 10_000:  # pictures inside the page hold no words
                self.aside.append(unescape(html[found.end() : end]))
            at = end + 1
        return len(html)

    def _content(self, name: str, end: int) -> int:
        """Note the element that a start tag opens; return where reading goes on."""
        if name not in _RAW:
            if name in _KINDS and not self.html.endswith("/>", 0, end):
                self.kinds.append(name)
            return end
        close = self.lower.find(f"</{name}", end)
        close = len(self.html) if close < 0 else close
        if name in _SILENT:
            self.aside.append(self.html[end:close])
        else:
            self.kinds.append(name) if name in _KINDS else None
            self._text(end, close)
        if name in _KINDS and close == len(self.html):
            self.kinds.pop()
        return close
