"""Find the section headings among the lines of a text."""

import re
from collections import Counter
from itertools import groupby, pairwise

from series.text.language.han import han
from series.text.typography.caption_words import is_caption_line

from .labelled_lines import is_meeting_line
from .metadata_line import is_metadata_line

LONGEST, LONGEST_CLAUSE = 45, 30
CLAUSES = re.compile("[，、； ]")
LEVEL_ONE = re.compile(r"[一二三四五六七八九十]{1,3}、")
LEVEL_TWO = re.compile(r"（[一二三四五六七八九十]{1,3}）|[㈠-㈩]")
NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)")
RANKS = (LEVEL_ONE, LEVEL_TWO, NUMBERED)
SENTENCE_END = tuple("。！？；：…，、,;:!?.”’」』）)")
QUOTED_END = re.compile(r"“[^“”。！？，]{1,16}”$")
NOTE_END = re.compile(r"（[^（）。！？，]{1,16}）$")
PARTICULAR = re.compile(r"[^：:。！？，]{2,8}[：:].")
DASHES = ("——", "--", "──", "－－")
BYLINES = ("文/", "图/", "文／", "图／")
DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一二三四五六七八九]{4}年")
LEAST_BODY = 25
TICKS = frozenset("☑☐☒✓✔✗✘")
ABSTRACT = re.compile(r"[【\[]?(?:摘\s*要|内容提要|关键[词字]|主题词|关键词语)[】\]]?[：:]?")
HASHTAGS = re.compile(r"(?:[#＃][^\s#＃]{2,20}[#＃]?\s*)+")
BLANK = re.compile(r"[_＿]{2,}|_年|＿年")
# What items of a list begin with. Forms of one row count together: ① ② …, a) b) …, ● ● ….
LABELS = tuple(
    map(
        re.compile,
        (
            r"[一二三四五六七八九十]{1,3}[、.．]",
            r"[（(][一二三四五六七八九十]{1,3}[）)]|[㈠-㈩]",
            r"[\d０-９]{1,3}[.．、](?!\d)",
            r"[\d０-９]{1,3}[）)]",
            r"[（(][\d０-９]{1,3}[）)]",
            r"[①-⑳㉑-㊿➀-➓⓵-⓾❶-❿]|[⑴-⒇]|[⒈-⒛]",
            r"[（(]?[a-zA-Z][）)．.、]\s?(?![a-zA-Z])|[ⓐ-ⓩ⒜-⒵]",
            r"[（(]?[IVXivx]{1,5}[）)．.、]\s?(?![a-zA-Z])|[Ⅰ-ⅻ][、.．]?",
            r"[甲乙丙丁戊己庚辛壬癸][、.．]",
            r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[\s\u4e00-\u9fff])",
            r"0\d(?=[\s\u4e00-\u9fff])|\d{1,2}(?:st|nd|rd|th)\b",
            *(
                rf"第[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾\d]{{1,5}}[{unit}]"
                for unit in ("章", "节", "条款项步点")
            ),
            r"[-–—*•●■◆○□◇▪▫·▲►➢➤★☆✦❖](?![-–—*])\s?",
        ),
    )
)


def heading_levels(lines: list[str]) -> list[str]:
    """Return "h2", "h3", "h4" or "" for each line.

    A heading is short, does not end like a sentence and stands before a longer paragraph. 一、
    makes a section, （一） a subsection; a signature, a date or a salutation is none. Lines
    numbered 一、 are headings together, and items of a list are none.
    """
    lines = [line.strip() for line in lines]
    sections, items = _sections(lines), _items(lines)
    levels, before = [], set()
    for at, line in enumerate(lines):
        rank = _rank(line)
        if rank == 0:
            before = set()
        is_item = at in items and at not in sections
        level = "h2" if at in sections else _level(lines, at, rank=rank, before=before)
        levels.append("" if is_item else level)
        before.add(rank)
    return levels


def _sections(lines):
    """Return the lines where 一、 二、 … begin sections.
    There are two or more such lines, short, each followed by a line of another kind."""
    starts = [at for at, line in enumerate(lines) if _rank(line) == 0]
    apart = all(after - at > 1 for at, after in pairwise(starts))
    whole = all(_looks_like_heading(lines[at]) for at in starts)
    ends = not starts or starts[-1] + 1 < len(lines)
    return set(starts) if len(starts) > 1 and apart and whole and ends else set()


def _items(lines):
    """Return the lines of lists.
    Side by side, two or more with labels of one form.

    The last one stands before a paragraph as a heading does (decision 104). Other short items may
    stand between two of them, except between （一） and （二）, which open parts of their own.
    """
    forms = [_label_form(line) for line in lines]
    found, start = set(), 0
    for labelled, run in groupby(form is not None for form in forms):
        length = len(list(run))
        places = range(start, start + length) if labelled else ()
        counts = Counter(forms[at] for at in places)
        found |= {at for at in places if counts[forms[at]] > 1 and _rank(lines[at]) > 1}
        start += length
    same = (at for at, pair in enumerate(pairwise(forms)) if pair[0] == pair[1] is not None)
    return found | {place for at in same for place in (at, at + 1)}


def _label_form(line):
    """Return the number of the form of a short line's label; None for another line."""
    if len(line) > LONGEST or line.endswith(("。", "；")):
        return None
    return next((at for at, form in enumerate(LABELS) if form.match(line)), None)


def _rank(line):
    """Return the rank of a line's number.
    0 for 一、 1 for （一） 2 for 1. and 3 without one."""
    return next((rank for rank, form in enumerate(RANKS) if form.match(line)), len(RANKS))


def _level(lines, at, *, rank, before):
    line = lines[at]
    if not _looks_like_heading(line) or _is_particular(lines, at):
        return ""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    opens_lower = rank < 2 and _looks_like_heading(following) and rank < _rank(following) < 3
    if not opens_lower and (
        len(following) < max(LEAST_BODY, len(line) + 1) or _looks_like_heading(following)
    ):
        return ""
    return _depth(rank, before)


def _depth(rank, before):
    """Return the level of a heading below the numbers above it. （一） is a subsection.
    1. lies one deeper than what numbers the lines above it."""
    if rank == 1:
        return "h3"
    if rank == 2 and before & {0, 1}:
        return "h4" if 1 in before else "h3"
    return "h2"


def _is_particular(lines, at):
    """Tell whether a line is one of a list of particulars.
    Such a line is “地点：…” under or above “时间：…”."""
    beside = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
    return bool(PARTICULAR.match(lines[at])) and any(
        PARTICULAR.match(line) and len(line) <= LONGEST for line in beside
    )


def _is_labelled(line):
    return is_metadata_line(line) or is_meeting_line(line)


def _looks_like_heading(line):
    if not 2 <= len(line) <= LONGEST or len(han(line)) < 2 or DATE.search(line):
        return False
    if ABSTRACT.match(line) and not ABSTRACT.fullmatch(line):
        return False
    if HASHTAGS.fullmatch(line):
        return False
    if "://" in line or "www." in line:
        return False
    if line[0] in TICKS or BLANK.search(line) or _is_labelled(line):
        return False
    if max(map(len, CLAUSES.split(line))) > LONGEST_CLAUSE:
        return False
    if line.startswith((*DASHES, *BYLINES)) or "\t" in line or is_caption_line(line):
        return False
    whole = QUOTED_END.search(line) or (_rank(line) < 3 and NOTE_END.search(line))
    return not line.endswith(SENTENCE_END) or bool(whole)
