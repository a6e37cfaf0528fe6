"""Letters to the editors above texts that were sent to them (decision 180).

各位老师好：, 现报送信息一篇，请审阅。, then the text's own title; what wishes them well may stand below.
"""

import re
from collections.abc import Sequence

_GREETING = re.compile(
    r"(?:尊敬的|亲爱的)?[^，。：:！!？]{0,12}(?:编辑|老师|主编|记者|同志|主任|科长|部长|领导|小编)[^，。：:！!？]{0,6}[，,：:！!]?\s*"
    r"(?:[您你]们?好|[大早上中下]?[家午上]?好)?\s*[！!。：:，,]?|[您你大]家?们?好\s*[！!。：:，,]?"
)
_TO_EDITORS = re.compile("编辑|老师|主编|记者|编者|小编|[您你大]家?们?好")
_SENDS = re.compile(
    r"投稿|来稿|赐稿|稿件|稿子|(?:寄|发|报|呈|附|送|交|奉)[上送来去给]|审阅|审核|审稿|采用|刊用|刊发|录用|斧正|指正|编发|查收|修改|不胜感激"
)
_LONGEST_GREETING, _LONGEST_LINE, _MOST_LINES, _LONGEST_TITLE, _SHORTEST_TITLE = 24, 80, 5, 60, 4
_ENDS_AS_TEXT = tuple("。；;：:，,！!")
_BLANKS = re.compile(r"\s+")
# What a sender writes below the text: the wish, a name, an office, a day, where to call.
_WISH = re.compile(
    r"(?:此致|敬礼|此致\s*敬礼|顺?[祝颂致]\S{0,3}(?:好|安|祺|利|绥|快乐|愉快|商祺)|谢谢(?:编辑|老师|大家|[您你]们?)?|辛苦了?)\s*[!！。,，~]?"
)
_LONGEST_SIGNED, _MOST_SIGNED = 40, 7


def find_covering_letter(lines: Sequence[str], filled: Sequence[int], subject: str) -> set[int]:
    """Return the places of a letter above a text and of its end.

    `filled` are the places of the lines of the mail's own text. The title shows where the letter
    ends: it is what the subject says, or stands below a line that says what is sent."""
    texts = [lines[at].strip() for at in filled]
    greeting = texts[0] if texts else ""
    if len(greeting) > _LONGEST_GREETING or not _GREETING.fullmatch(greeting):
        return set()
    title = _place_of_title(texts[: _MOST_LINES + 2], subject)
    if not title:
        return set()
    return {*filled[:title], *filled[_end_of_text(texts, title) :]}


def _place_of_title(texts: list[str], subject: str) -> int:
    """Return the place of the title below a letter; 0 without one."""
    for at, line in enumerate(texts[1:], start=1):
        if _may_be_title(line) and subject and _says(subject, line):
            return at
    said = [at for at, line in enumerate(texts[1:-1], start=1) if _is_of_letter(line)]
    sends = bool(_TO_EDITORS.search(texts[0])) and said[:1] == [1]
    last = next((at for at in range(1, len(texts)) if at not in said), 0)
    return last if sends and last and _may_be_title(texts[last]) else 0


def _is_of_letter(line: str) -> bool:
    """Tell whether a line says that a text is sent, or thanks for reading it."""
    sends = len(line) <= _LONGEST_LINE and line.endswith(("。", "！", "!", "~", "：", ":"))
    return sends and bool(_SENDS.search(line) or _WISH.fullmatch(line))


def _may_be_title(line: str) -> bool:
    return _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE and not line.endswith(_ENDS_AS_TEXT)


def _says(subject: str, line: str) -> bool:
    """Tell whether a subject ends with a line, or with its first words."""
    named, title = (_BLANKS.sub("", text) for text in (subject, line))
    return named.endswith(title) or (len(named) >= _SHORTEST_TITLE and title.startswith(named))


def _end_of_text(texts: list[str], title: int) -> int:
    """Return where the end of the letter begins.

    A wish, and short lines alone below it."""
    for at in range(max(title + 2, len(texts) - _MOST_SIGNED), len(texts)):
        below = texts[at + 1 :]
        if _WISH.fullmatch(texts[at]) and all(map(_is_signed, below)):
            return at
    return len(texts)


def _is_signed(line: str) -> bool:
    return len(line) <= _LONGEST_SIGNED and not line.endswith(("。", "；", "？"))
