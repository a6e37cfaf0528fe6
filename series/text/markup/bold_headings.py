"""Short bold lines that writers use as headings, in Word and on pages."""

import re
from collections.abc import Sequence

from series.text.typography.caption_words import is_caption_line

from .blocks import Block

LONGEST = 40
_BOLD = re.compile(r"<(p|[ou]l><li)><strong>([^<]+)</strong></(?:p|li></[ou]l)>")
_SECOND_RANK = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_ENDS_SENTENCE = tuple("。！？；，：、…,;:")


def promote_bold_lines(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, with bold lines that text follows made headings.

    Bold lines at the end are a signature. A lone list item that is bold had an automatic number.
    """
    out: list[Block] = []
    introduces = False
    for block in reversed(blocks):
        words = _bold_words(block)
        if not words:
            introduces = block.kind in ("p", "ul", "ol", "table", "figure", "blockquote")
        out.append(_heading(block.text, words) if words and introduces else block)
    return tuple(reversed(out))


def _bold_words(block: Block) -> str:
    """Return the markup inside the line's bold element; empty when it is no heading."""
    match = _BOLD.fullmatch(block.html)
    fits = 2 <= len(block.text) <= LONGEST and not block.text.endswith(_ENDS_SENTENCE)
    caption = block.is_caption or is_caption_line(block.text)
    return match[2] if match and fits and not caption else ""


def _heading(text: str, words: str) -> Block:
    kind = "h3" if _SECOND_RANK.match(text) else "h2"
    return Block(kind, text, f"<{kind}>{words}</{kind}>")
