"""Numbers that a layout prints above its headings, or glued to them (decisions 152, 157).

Alone in their line: 01, PART.01, PART ONE, 壹, ①. Glued to the heading: 01看产线, PART 01 看产线.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from series.text.language.han import han

NAME = "小标题上方单独成行的序号"  # in receipts
GLUED = "粘在小标题前的序号"
_WORDS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
_NUMBER = re.compile(
    rf"[-—/|｜·\s]*(?:(?:PART|CHAPTER|NO)\s?[.·．:：]?\s?)?(?:0?([1-9]|1\d)|({'|'.join(_WORDS)}))"
    r"[-—/|｜.．·\s]*",
    re.IGNORECASE,
)
_SIGNS = ("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十", "①②③④⑤⑥⑦⑧⑨⑩", "❶❷❸❹❺❻❼❽❾❿", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")
_SIGN = re.compile(
    rf"[-—/|｜·\s「」『』【】〔〕]*([{''.join(_SIGNS)}])[-—/|｜·\s「」『』【】〔〕]*"
)
_GLUED = re.compile(
    r"(?:(?:PART|CHAPTER|NO)\s?[.·．:：]?\s?0?([1-9]|1\d)(?!\d)|0([1-9]))[-—/|｜.．、·:：\s]*(?=[\u4e00-\u9fff“《])"
    r"(?![年月日号级版楼层室栋组类个家人元期届路])",
    re.IGNORECASE,
)
# The head of a column of numbers, where the cells of a table were copied as lines.
_COLUMN_HEAD = re.compile(r"序\s*号|编\s*号|名\s*次|排\s*名|No\.?", re.IGNORECASE)
_LONGEST_NUMBER, _LONGEST_HEADING = 16, 40
_RUNNING = 25
_LONGEST_UNFINISHED = 12
_ENDS_TEXT = tuple("。！？!?…；;：:”」』）)】")
_ENDS_SENTENCE = tuple("。！？；，：、…,;:")


def find_layout_numbers(lines: Sequence[str]) -> dict[int, int]:
    """Return {place of a number alone in its line: place of the heading below it}.

    There are at least two, which count from one, each above a line that can be a heading and has
    text of its own below. The headings differ, no sentence goes on above a number, and the text does
    not end with one: those are the numbers of a PDF's pages. Below 序号 they are a table's.
    """
    if any(_COLUMN_HEAD.fullmatch(line.strip()) for line in lines):
        return {}
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found: dict[int, int] = {}
    wanted, above = 1, ""
    for place, below, after in zip(filled, filled[1:], filled[2:], strict=False):
        is_next = _number(lines[place]) == wanted and not _number(lines[after])
        # 一 alone may stand above a verse, 01 above none.
        is_next = is_next and (_NUMBER.fullmatch(lines[place]) or _is_running(lines[after]))
        if is_next and _may_be_heading(lines[below]):
            if _goes_on(above):
                return {}
            found[place] = below
            wanted += 1
        above = lines[place].strip()
    ends = filled and _number(lines[filled[-1]]) == wanted
    headings = {lines[at].strip() for at in found.values()}
    return found if len(found) > 1 and len(headings) == len(found) and not ends else {}


def find_glued_numbers(lines: Sequence[str]) -> dict[int, str]:
    """Return {place of a heading: the number at its beginning}: 01看产线, PART 01 看产线.

    There are at least two, which count from one, each right above running text: lines of a list
    stand side by side."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found: dict[int, str] = {}
    for place, below in pairwise(filled):
        glued = _GLUED.match(lines[place].strip())
        is_next = glued and int(glued[1] or glued[2]) == len(found) + 1
        if is_next and _may_be_heading(lines[place]) and _is_running(lines[below]):
            found[place] = glued[0]
    return found if len(found) > 1 else {}


def may_hold_glued(text: str) -> bool:
    """Tell whether a line can begin with a number glued to its heading."""
    return bool(_GLUED.search(text))


def without_glued_numbers(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines without the numbers glued to their headings, and these numbers."""
    found = find_glued_numbers(lines)
    left = [
        line.strip().removeprefix(found[at]) if at in found else line
        for at, line in enumerate(lines)
    ]
    return left, [number.strip() for number in found.values()]


def _is_running(line: str) -> bool:
    text = line.strip()
    return len(text) >= _RUNNING or text.endswith(_ENDS_SENTENCE[:3])


def _goes_on(line: str) -> bool:
    """Tell whether a line is long and ends inside a sentence."""
    return len(han(line)) > _LONGEST_UNFINISHED and not line.endswith(_ENDS_TEXT)


def _number(line: str) -> int:
    """Return the number that a line holds alone; 0 for any other line."""
    text = line.strip()
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if not match:
        sign = _SIGN.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
        return next((row.index(sign[1]) + 1 for row in _SIGNS if sign[1] in row), 0) if sign else 0
    return int(match[1]) if match[1] else _WORDS.index(match[2].upper()) + 1


def _may_be_heading(line: str) -> bool:
    text = line.strip()
    short = 2 <= len(text) <= _LONGEST_HEADING and len(han(text)) > 1
    return short and not text.endswith(_ENDS_SENTENCE)
