"""Lines with facts that stand in one paragraph, parted by line ends.

In Markdown and Word 作者, 来源 and the day often stand so above the text, or above its first lines.
"""

import re
from itertools import takewhile

from series.text.markup import stored_html
from series.text.markup.blocks import Block

from ..metadata_line import is_metadata_line
from ..signed_names import read_signed_names
from ..work_credits import read_work_credits
from .english_lines import is_english_medium

_LINE_END = re.compile(r"<br\s*/?>\n?")
_TAG = re.compile(r"<(?P<close>/?)[a-z]")
_LONGEST = 60


def part_fact_lines(rest: list[Block]) -> None:
    """Part a first paragraph whose first lines name author, source or day."""
    block = rest[0] if rest else None
    if block is None or block.kind != "p" or "\n" not in block.text:
        return
    lines = _LINE_END.split(block.html.removeprefix("<p>").removesuffix("</p>"))
    words = [stored_html.visible_text(f"<p>{line}</p>").strip() for line in lines]
    facts = len(list(takewhile(_is_fact, words)))
    if facts and all(map(_is_whole, lines)) and block.html.startswith("<p>"):
        left = "<br>".join(lines[facts:])
        parts = [*lines[:facts], *([left] if left.strip() else [])]
        rest[:1] = [_paragraph(part) for part in parts]


def _is_fact(line: str) -> bool:
    if not line or len(line) > _LONGEST:
        return False
    named = read_work_credits(line) or read_signed_names(f"（{line}）")
    return bool(named) or is_metadata_line(line) or is_english_medium(line)


def _is_whole(html: str) -> bool:
    """Tell whether a line opens as many elements as it closes."""
    closing = [bool(tag["close"]) for tag in _TAG.finditer(html)]
    return 2 * sum(closing) == len(closing)


def _paragraph(html: str) -> Block:
    html = f"<p>{html.strip()}</p>"
    return Block("p", stored_html.visible_text(html), html)
