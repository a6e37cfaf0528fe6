"""Which lines of a text are section headings."""

import re

from .han import han

LONGEST = 30
LEVEL_ONE = re.compile(r"[一二三四五六七八九十]{1,3}、")
LEVEL_TWO = re.compile(r"（[一二三四五六七八九十]{1,3}）")
NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)")
SENTENCE_END = tuple("。！？；：…，、,;:!?.”’」』）)")
QUOTED_END = re.compile(r"“[^“”。！？，]{1,16}”$")
DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一二三四五六七八九]{4}年")
LEAST_BODY = 25


def heading_levels(lines: list[str]) -> list[str]:
    """ "h2", "h3" or "" for each line.

    A heading is short, does not end like a sentence and stands before a longer paragraph. 一、
    makes a section, （一） a subsection; a signature, a date or a salutation is none.
    """
    return [_level(lines, at) for at in range(len(lines))]


def _level(lines, at):
    line = lines[at].strip()
    if not _looks_like_heading(line):
        return ""
    following = lines[at + 1].strip() if at + 1 < len(lines) else ""
    numbered = LEVEL_ONE.match(line)
    if numbered and LEVEL_TWO.match(following):
        return "h2"
    if len(following) < max(LEAST_BODY, len(line) + 1) or _looks_like_heading(following):
        return ""
    return "h3" if LEVEL_TWO.match(line) or _inside_numbered(lines, at, line) else "h2"


def _inside_numbered(lines, at, line):
    return bool(NUMBERED.match(line)) and any(LEVEL_ONE.match(before) for before in lines[:at])


def _looks_like_heading(line):
    if not 2 <= len(line) <= LONGEST or len(han(line)) < 2 or DATE.search(line):
        return False
    return not line.endswith(SENTENCE_END) or bool(QUOTED_END.search(line))
