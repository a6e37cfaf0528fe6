"""The lines of a title: one, or all that stand above the small print."""

import re

from series.text.markup.blocks import Block

from .metadata_line import is_furniture

MOST = 3
LONGEST = 60
LONGEST_SENTENCE = 24
LONE_COLUMN = re.compile(r"【[^【】]{1,40}】")
DASHES = ("——", "--", "－－", "──")
ENDS_OTHERWISE = tuple("。；：;:，,")
REFERENCE = re.compile(r"[〔\[（]\d{4}[〕\]）]\s*\d+\s*号$")


def is_subtitle(line: str) -> bool:
    return line.startswith(DASHES) and len(line) <= 80


def take_title(rest: list[Block]) -> str:
    """Take the title from the top of `rest`, its lines joined by a blank; "" where the text
    begins with a paragraph."""
    if not rest or _is_paragraph(rest[0].text):
        return ""
    lines = [rest.pop(0) for _ in range(_height(rest))]
    return " ".join(block.text.replace("\n", " ") for block in lines)


def _height(rest: list[Block]) -> int:
    """Return how many lines the title has: those above subtitle and small print, where these
    follow; else one, and one more under a column that has its line to itself."""
    lone = bool(LONE_COLUMN.fullmatch(rest[0].text.strip())) and len(rest) > 1
    for at, block in enumerate(rest[: MOST + 1 + lone]):
        if at and _ends_title(rest, at):
            return at
        if block.kind != rest[0].kind or not _may_belong(block.text):
            break
    return 2 if lone else 1


def _ends_title(rest: list[Block], at: int) -> bool:
    """Small print, or a subtitle with small print beneath it."""
    if is_subtitle(rest[at].text):
        at += 1
    return at < len(rest) and is_furniture(rest[at].text)


def _may_belong(line: str) -> bool:
    whole = len(line) <= LONGEST and not line.endswith(ENDS_OTHERWISE)
    return whole and not line.startswith(DASHES) and not REFERENCE.search(line)


def _is_paragraph(line: str) -> bool:
    return len(line) > LONGEST_SENTENCE and line.endswith("。")
