"""Read Markdown: what looks like it, and the HTML that it means (by markdown-it-py)."""

import re

_SIGNS = {
    "heading": re.compile(r"^#{1,6} +\S", re.MULTILINE),
    "bold": re.compile(r"\*\*[^*\n]{1,80}\*\*|__[^_\n]{1,80}__"),
    "list": re.compile(r"^ {0,6}(?:[-*+]|\d{1,2}\.) +\S", re.MULTILINE),
    "quote": re.compile(r"^ {0,3}> ?\S", re.MULTILINE),
    "table": re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|[-:|\s]*$", re.MULTILINE),
    "code": re.compile(r"^ {0,3}```", re.MULTILINE),
    "link": re.compile(r"!?\[[^\[\]\n]{0,80}\]\((?:https?:|/|mailto:)[^()\s]{1,400}\)"),
}
_TELLING = frozenset({"heading", "bold", "table", "code", "link"})
_ALONE = frozenset({"heading", "table", "code", "link"})


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text is set in Markdown: a telling sign and another one beside it."""
    counts = {name: len(sign.findall(text)) for name, sign in _SIGNS.items()}
    found = {name for name, count in counts.items() if count}
    several = any(counts[name] > 1 for name in found & _TELLING)
    return bool(found & _TELLING) and (len(found) > 1 or several or bool(found & _ALONE))


def markdown_html(text: str) -> str:
    """Return the HTML of a Markdown text. HTML inside it stays text."""
    from markdown_it import MarkdownIt  # loaded with the first text, not with the site

    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return reader.render(text)
