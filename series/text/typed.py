"""A body as it is typed into a plain field: lines become paragraphs, markup stays markup."""

import re
from html import escape

from .lines import single_line

_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


def body_markup(typed: str) -> str:
    """Markup of a typed body. A text without any tag gives one paragraph a line, its signs
    escaped (“a<b” stays “a<b”). The result is not yet sanitised: saving does that."""
    if _MARKUP.search(typed):
        return typed
    lines = (single_line(line).strip("\u3000 ") for line in typed.splitlines())
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
