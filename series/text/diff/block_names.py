"""The names of the blocks of a body.
引一, 题一, 节一, 结, 图一 …"""

from collections import Counter
from collections.abc import Sequence

from series.text.language.han import numeral

from .alignment import AlignedBlock

HEADINGS = ("h2", "h3", "h4")
MOST = 99
OTHERS = {"figure": "图", "table": "表", "ul": "列", "ol": "列", "blockquote": "引文", "hr": "线"}


def block_names(parts: Sequence[AlignedBlock]) -> list[str]:
    """Return the name of each block.
    引 stands before the first heading, 题 is a heading, 节 stands under it, 结 after a rule, 段 in a
    text without headings. Several paragraphs of one section are counted: 节二·3."""
    keys = list(_keys(parts))
    many = Counter(keys)
    seen: Counter[tuple[str, int]] = Counter()
    out = []
    for key in keys:
        seen[key] += 1
        out.append(_name(key, seen[key], many[key]))
    return out


def _keys(parts):
    headed = any(part.block.kind in HEADINGS for part in parts)
    heading, closing = 0, False
    for part in parts:
        kind = part.block.kind
        if kind in HEADINGS:
            heading, closing = heading + 1, False
            yield "题", heading
        elif kind in OTHERS:
            closing = closing or kind == "hr"
            yield OTHERS[kind], 0
        elif closing:
            yield "结", 0
        elif not headed:
            yield "段", 0
        else:
            yield ("节", heading) if heading else ("引", 0)


def _name(key, at, many):
    word, number = key
    if number:
        part = f"·{at}" if many > 1 else ""
        return f"{word}{_counted(number)}{part}"
    return word if word in ("结", "线") and many == 1 else f"{word}{_counted(at)}"


def _counted(number):
    return numeral(number) if number <= MOST else str(number)
