"""The lines of a table of contents that somebody typed or copied.
目录, then entries with pages."""

import re
from collections.abc import Sequence

from series.text.markup.blocks import Block

_TITLE = re.compile(
    r"[【\[（(]?\s*(?:目\s*[录錄次]|CONTENTS|\[?TOC\]?)\s*[】\]）)]?[:：]?", re.IGNORECASE
)
_PAGE = r"(?P<page>\d{1,4}|[IVXivx]{1,6})"
_ENTRY = re.compile(
    rf".*?\S(?:\s*(?:[.．·•﹒⋯_\-—–]{{3,}}|[…‥]+)[.．·•﹒⋯_\-—–…‥\s]*|[ \t\u3000]+)[-—–(（]?\s*{_PAGE}\s*[-—–)）]?"
    rf"|.*\S\s*[（(]\s*(?P<in_brackets>\d{{1,4}})\s*[）)]"
)
_LONGEST = 120
_LINES = ("p", "h2", "h3", "h4")


def is_contents_title(line: str) -> bool:
    return bool(_TITLE.fullmatch(line.strip()))


def take_contents(rest: list[Block]) -> list[Block]:
    """Take the lines of a table of contents out of a text.
    Lists and tables stay."""
    places = find_contents([block.text if block.kind in _LINES else "" for block in rest])
    taken = [rest[at] for at in sorted(places)]
    rest[:] = [block for at, block in enumerate(rest) if at not in places]
    return taken


def find_contents(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of the lines of tables of contents, 目录 included.

    Two or more entries follow the title: with pages that do not fall, or as the same words stand
    again further down (decision 104).
    """
    found: set[int] = set()
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for place, at in enumerate(filled):
        if at not in found and is_contents_title(lines[at]):
            below = filled[place + 1 :]
            entries = _with_pages(lines, below) or _repeated(lines, below)
            found |= {at, *entries} if len(entries) > 1 else set()
    return frozenset(found)


def _with_pages(lines: Sequence[str], below: list[int]) -> list[int]:
    entries, last = [], 0
    for at in below:
        line = lines[at].strip()
        entry = _ENTRY.fullmatch(line) if len(line) <= _LONGEST else None
        page = (entry["page"] or entry["in_brackets"]) if entry else ""
        number = int(page) if page.isdecimal() else last
        if not page or number < last:
            break
        entries.append(at)
        last = number
    return entries


def _repeated(lines: Sequence[str], below: list[int]) -> list[int]:
    """Return the lines below a title that all stand again behind the last of them."""
    texts = [lines[at].strip() for at in below]
    again = texts.index(texts[0], 1) if texts and texts[0] in texts[1:] else 0
    entries = texts[:again]
    short = all(len(text) <= _LONGEST // 2 and not text.endswith("。") for text in entries)
    return below[:again] if short and set(entries) <= set(texts[again:]) else []
