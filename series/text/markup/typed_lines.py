"""A body typed in a plain field, one line a paragraph (decision 11).

A line that begins with “## ” is a section's heading, one with “>> ” a right-aligned closing line. Inline tags (<strong>, <a>, …) may stand in a
line. What lines cannot say (lists, tables, pictures, quotations) is shown and typed as markup, and
then the whole body is.
"""

import re
from html import escape

from series.text.language.single_line import single_line

from .stored_html import blocks, clean
from .tree_builder import CLOSING

RULE = "---"
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|table|caption|t(?:head|body|r|h|d)|blockquote|hr|fig(?:ure|caption)"
    r"|div|section|article|script|style|svg|iframe)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:strong|b|em|i|u|su[bp]|small|span|font|br|a|img)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_HEADING = re.compile(r"([#＃]{2,4})[\s\u3000]*(?=\S)")
_CLOSING = re.compile(r"[>＞]{2}[\s\u3000]*(?=\S)")
_PREFIXES = {"p": "", "h2": "## ", "h3": "### ", "h4": "#### "}


def body_markup(typed: str) -> str:
    """Return the markup of a typed body.
    Without block tags each line is a block; in lines without any tag special characters are
    escaped (“a<b” stays “a<b”). It is not yet sanitised: saving does that."""
    if _BLOCK.search(typed):
        return typed
    lines = (single_line(line).strip("\u3000 ") for line in typed.splitlines())
    return "\n".join(_block(line) for line in lines if line)


def _block(line):
    if line == RULE:
        return "<hr>"
    if closing := _CLOSING.match(line):
        return f'<p class="{CLOSING}">{_inside(line[closing.end() :])}</p>'
    heading = _HEADING.match(line)
    tag = f"h{len(heading[1])}" if heading else "p"
    words = line[heading.end() :] if heading else line
    return f"<{tag}>{_inside(words)}</{tag}>"


def _inside(words):
    return words if _INLINE.search(words) else escape(words, quote=False)


def typed_body(body: str) -> str:
    """Return the lines that `body_markup` turns into exactly this body.
    Where lines cannot say it, the body itself is returned."""
    typed = "\n\n".join(_line(block) for block in blocks(body))
    return typed if clean(body_markup(typed)) == body else body


def _line(block):
    if block.kind == "hr":
        return RULE
    inner = block.html[block.html.find(">") + 1 : block.html.rfind("<")]
    is_closing = block.html.startswith(f'<p class="{CLOSING}">')
    prefix = ">> " if is_closing else _PREFIXES.get(block.kind, "")
    return prefix + (inner if "<" in inner else block.text)
