"""Characters that a layout drew apart or together: 关 于 召 开, ﬁ (decision 152).

A line whose characters all stand alone, with blanks between, was set wide; no word has a blank
inside. Names of two (王 强) and a row of a few signs (甲 乙 丙) stay. A ligature is the letters it
joins. Both change the length, so that they are not among the forms of `settled`.
"""

import re

_MARKS = "，。、；：！？（）《》〈〉“”—…"
_BLANK = "[ \\u3000\\xa0]"
_ONE = f"[\\u3400-\\u9fff〇{_MARKS}]"
_SPACED = re.compile(
    f"(?m)^{_BLANK}*{_ONE}(?:{_BLANK}{{1,4}}(?:{_ONE}|\\d{{1,4}})){{3,79}}{_BLANK}*$"
)
_LONG = 6
_LONGEST_SHORT = 24
_KINDS_OF_TEXT = re.compile(
    "(?:通知|公告|通告|纪要|通报|决定|决议|报告|意见|方案|计划|总结|简报|办法|规定|章程|公函|名单|讣告|公示|声明"
    "|倡议书|邀请函|讲话|致辞|贺信|请示|批复)$"
)
# Titles of two or three characters that are set wide; 王 强 is a name, 通 知 may head a column.
_SHORT_TITLES = ("讣告 唁电 贺信 贺电 喜报 倡议书 邀请函 感谢信 慰问信 公开信 承诺书").split()
_SHORT = re.compile(
    f"{_BLANK}*(?:{'|'.join(f'{_BLANK}{{1,6}}'.join(words) for words in _SHORT_TITLES)}){_BLANK}*"
)
_SHORT_LINE = re.compile(f"(?m)^{_SHORT.pattern}$")
_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_BLANKS = re.compile(r"\s+")
_TAG_OR_WORDS = re.compile("(<[^>]*>)|[^<]+")


def is_spaced(line: str) -> bool:
    """Tell whether blanks stand between all characters of a line."""
    if not _SPACED.fullmatch(line):
        return len(line) <= _LONGEST_SHORT and bool(_SHORT.fullmatch(line))
    signs = "".join(line.split())
    return (len(signs) >= _LONG and len(set(signs)) > 2) or bool(_KINDS_OF_TEXT.search(signs))


def close_up(line: str) -> str:
    """Return a line without the blanks between all its characters; any other as it is."""
    return take_blanks(line.strip(), line) if is_spaced(line) else line


def take_blanks(part: str, line: str) -> str:
    """Return a part of a spaced line without its blanks.

    A wide one among narrow ones stays one.
    """
    parts_words = "\u3000" in line.strip() and " " in line
    return _BLANKS.sub(lambda found: "\u3000" * (parts_words and "\u3000" in found[0]), part)


def close_up_markup(html: str, line: str) -> str:
    """Return the markup of a spaced line without blanks between its tags."""
    return _TAG_OR_WORDS.sub(lambda found: found[1] or take_blanks(found[0], line), html)


def count_spaced(text: str) -> int:
    """Return how many lines of a text are spaced."""
    long = sum(is_spaced(found[0]) for found in _SPACED.finditer(text))
    return long + sum(1 for _ in _SHORT_LINE.finditer(text))


def part_ligatures(text: str) -> str:
    """Return the text with the letters of each ligature."""
    return text.translate(_LIGATURES) if _LIGATURE.search(text) else text


def count_ligatures(text: str) -> int:
    return len(_LIGATURE.findall(text))


def spaced_phrases(text: str) -> list[str]:
    """Return the receipt's phrases for what `close_up` and `part_ligatures` change in a text."""
    lines, joined = count_spaced(text), count_ligatures(text)
    return [
        *([f"字间空格 {lines} 行去掉"] if lines else []),
        *([f"连体字母 {joined} 个拆开（ﬁ→fi）"] if joined else []),
    ]
