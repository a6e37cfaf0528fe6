"""Bars that end labels: 作者｜X, 来源丨Y, 发布时间 | 2026-04-09.

来源｜一粒米的旅行 may be a title as well, so that the words behind a bar must look like what the
label names; above a title only an office, a person or a day does.
"""

import re

from ..credit_line import are_persons, is_organization

_LABELS = {
    "date": "发布(?:时间|日期)|发表(?:时间|日期)|更新时间|刊发时间|日期",
    "source": "(?:信息|文章|稿件|内容|消息|本文)?来源|稿源|出处|转自|转载自|供稿(?:单位)?|发布(?:单位|机构)",
    "author": "作者|撰稿|撰文|记者|通讯员|供稿人",
    "editor": "责任编辑|责编|编辑",
}
_LABEL = "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items())
_BAR = re.compile(
    rf"(?<![^\s|｜丨│])(?:{_LABEL})\s*(?P<bar>[|｜丨│])\s*"
    r"(?P<words>[^\s|｜丨│。，！？；：]{2,30}|《[^《》]{2,20}》)(?=[\s|｜丨│]|$)"
)
_BARS = frozenset("|｜丨│")
_DAY = re.compile(r"\d{4}\D")
_IN_SENTENCE = re.compile("[的了是在把被让将向又还没]|怎么|如何|什么|为何|一[粒个张条位座]")
_LONGEST_NAME = 8


def bars_as_colons(line: str) -> str:
    """Return a line with colons for the bars that end its labels.

    It is as long as before."""
    if _BARS.isdisjoint(line):
        return line
    found = list(_BAR.finditer(line))
    for label in found:
        if len(found) > 1 or _is_surely(label) or _is_short(label):
            line = f"{line[: label.start('bar')]}：{line[label.end('bar') :]}"
    return line


def may_be_title_with_bar(line: str) -> bool:
    """Tell whether a line with such a label may be a title.

    What follows names nobody surely."""
    found = None if _BARS.isdisjoint(line) else _BAR.fullmatch(line.strip())
    return bool(found) and not _is_surely(found)


def _is_surely(label: re.Match) -> bool:
    words = label["words"].strip("《》")
    if label["date"]:
        return bool(_DAY.match(words))
    is_office = is_organization(words) and not _IN_SENTENCE.search(words)
    return is_office or (not label["source"] and are_persons(words))


def _is_short(label: re.Match) -> bool:
    """Tell whether short words behind a bar may be a name.

    No form shows it: 来源｜星洲里."""
    words = label["words"]
    return bool(label["source"]) and len(words) <= _LONGEST_NAME and not _IN_SENTENCE.search(words)
