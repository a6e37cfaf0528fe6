"""Numbers that a layout prints alone above its headings: 01, PART.01, PART ONE (decision 152)."""

import re
from collections.abc import Sequence

from series.text.language.han import han

NAME = "小标题上方单独成行的序号"  # in receipts
_WORDS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
_NUMBER = re.compile(
    rf"[-—/|｜·\s]*(?:(?:PART|CHAPTER|NO)\s?[.·．:：]?\s?)?(?:0?([1-9]|1\d)|({'|'.join(_WORDS)}))"
    r"[-—/|｜.．·\s]*",
    re.IGNORECASE,
)
_LONGEST_NUMBER, _LONGEST_HEADING = 16, 40
_LONGEST_UNFINISHED = 12
_ENDS_TEXT = tuple("。！？!?…；;：:”」』）)】")
_ENDS_SENTENCE = tuple("。！？；，：、…,;:")


def find_layout_numbers(lines: Sequence[str]) -> dict[int, int]:
    """Return {place of a number alone in its line: place of the heading below it}.

    There are at least two, which count from one, each above a line that can be a heading and has
    text of its own below. The headings differ, no sentence goes on above a number, and the text does
    not end with one: those are the numbers of a PDF's pages.
    """
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found: dict[int, int] = {}
    wanted, above = 1, ""
    for place, below, after in zip(filled, filled[1:], filled[2:], strict=False):
        is_next = _number(lines[place]) == wanted and not _number(lines[after])
        if is_next and _may_be_heading(lines[below]):
            if _goes_on(above):
                return {}
            found[place] = below
            wanted += 1
        above = lines[place].strip()
    ends = filled and _number(lines[filled[-1]]) == wanted
    headings = {lines[at].strip() for at in found.values()}
    return found if len(found) > 1 and len(headings) == len(found) and not ends else {}


def _goes_on(line: str) -> bool:
    """Tell whether a line is long and ends inside a sentence."""
    return len(han(line)) > _LONGEST_UNFINISHED and not line.endswith(_ENDS_TEXT)


def _number(line: str) -> int:
    """Return the number that a line holds alone; 0 for any other line."""
    text = line.strip()
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if not match:
        return 0
    return int(match[1]) if match[1] else _WORDS.index(match[2].upper()) + 1


def _may_be_heading(line: str) -> bool:
    text = line.strip()
    short = 2 <= len(text) <= _LONGEST_HEADING and len(han(text)) > 1
    return short and not text.endswith(_ENDS_SENTENCE)
