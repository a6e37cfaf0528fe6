"""Lines of PDFs and e-mails, joined to paragraphs again.
They were broken at the same width.

Such a line is as wide as the others and its sentence goes on in the next; the last line of a
paragraph is shorter. Where paragraphs are indented the indent alone begins them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LONGEST_HEAD = 40
NARROWEST, WIDEST = 13, 62  # in full-width characters
SLACK = 2.5
_LONGEST = int(2 * (WIDEST + 2 * SLACK))  # characters; a longer line was broken at no width
_ENDS = tuple("。！？!?…；;：:”」』）)")
_LATIN_ENDS = (".", "，", "、", ",")
_INDENT = re.compile(r"[ \t]*(?:\u3000|\t| {2,})")
_BEGINS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条部]|[（(]\d{1,2}[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|[-*•●■◆○□▪·▲]\s?|附件[\d一二三：:]|#{1,6}\s|>\s|\||【|图\d|表\d"
    r"|[^：:。，]{2,6}[：:]\S"
)
_PAUSE = re.compile(r"[，。；！？]|[,.;!?](?=\s|$)")
_PAGE = re.compile(
    r"[-—–－·]\s*\d{1,3}\s*[-—–－·]|第\s*\d{1,3}\s*页(?:[ ，,/]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
_NOTE_SIGN = re.compile(r"(?:\[\d{1,3}\]|[①-⑳])+$")  # 。[1] ends a sentence
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)\]]")
_CLOSES_LETTER = re.compile(r"(?:此\s*致|敬\s*礼|顺\s*颂|商\s*祺|谢谢|特此.{0,8})[！!。，]?")
_LEAST_OF_LETTER, _SHORT = 2, 0.75


@dataclass(frozen=True)
class JoinedText:
    """The paragraphs of a text whose lines were broken, and how many line ends went.
    `pages` are the page numbers that stood between, `heads` the running heads beside them."""

    paragraphs: tuple[str, ...]
    joins: int
    pages: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    is_certain: bool = False


def join_wrapped_lines(text: str) -> JoinedText | None:
    """Return the text with broken lines joined; None where its lines are paragraphs.

    `is_certain` is true where most joins go through the middle of a sentence.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    pages = _page_numbers(lines)
    heads = _running_heads(lines, pages)
    gone = [tuple(lines[at].strip() for at in sorted(places)) for places in (pages, heads)]
    lines = [line for at, line in enumerate(lines) if at not in pages | heads]
    width = _common_width(lines)
    if not width:
        return None
    indented = sum(bool(_INDENT.match(line)) for line in lines if line.strip()) > 1
    paragraphs, joins, inner = _joined(lines, width, indented=indented)
    if not joins:
        return None
    certain = inner >= 2 and inner * 10 >= joins * 6
    return JoinedText(tuple(paragraphs), joins, *gone, is_certain=certain) if inner else None


def without_page_numbers(text: str) -> JoinedText | None:
    """Return the lines without page numbers that count up, and the running heads beside them.
    None where there are no two of them."""
    lines = text.split("\n")
    pages = _page_numbers(lines)
    numbers = [int(re.search(r"\d+", lines[at])[0]) for at in sorted(pages)]
    if len(numbers) < 2 or any(after <= before for before, after in pairwise(numbers)):
        return None
    heads = _running_heads(lines, pages)
    gone = [tuple(lines[at].strip() for at in sorted(places)) for places in (pages, heads)]
    kept = [line for at, line in enumerate(lines) if at not in pages | heads]
    return JoinedText(tuple(kept), 0, *gone)


def find_page_breaks(lines: Sequence[str]) -> tuple[set[int], set[int]]:
    """Return the places of page numbers that count up, and of running heads.

    Numbers without marks count only where such heads stand beside them; else both sets are empty.
    """
    texts = list(lines)
    pages = _page_numbers(texts)
    numbers = [int(re.search(r"\d+", texts[at])[0]) for at in sorted(pages)]
    if len(numbers) < 2 or any(after <= before for before, after in pairwise(numbers)):
        return set(), set()
    heads = _running_heads(texts, pages)
    marked = all(_PAGE.fullmatch(texts[at].strip()) for at in pages)
    return (pages, heads) if marked or heads else (set(), set())


def _page_numbers(lines: list[str]) -> set[int]:
    """Return the places of page numbers.
    Bare ones count up by one, two of them or more."""
    texts = [line.strip() for line in lines]
    bare = [at for at, text in enumerate(texts) if re.fullmatch(r"\d{1,3}", text)]
    steps = all(int(texts[b]) == int(texts[a]) + 1 for a, b in pairwise(bare))
    marked = {at for at, text in enumerate(texts) if _PAGE.fullmatch(text)}
    return marked | set(bare if steps and len(bare) > 1 else ())


def _running_heads(lines: list[str], pages: set[int]) -> set[int]:
    """Return the places of lines that stand beside page numbers again and again (decision 104)."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    beside: dict[str, set[int]] = {}
    for place, at in enumerate(filled):
        near = {*filled[max(0, place - 1) : place], *filled[place + 1 : place + 2]}
        text = "".join(lines[at].split())
        if at not in pages and near & pages and len(text) <= _LONGEST_HEAD:
            beside.setdefault(text, set()).add(at)
    several = {text: places for text, places in beside.items() if not text.endswith(_ENDS)}
    heads = {at for places in several.values() if len(places) > 1 for at in places}
    first = "".join(lines[filled[0]].split()) if filled else ""
    # Of two pages the second alone has a head below a number; the first one may be the title.
    return heads or several.get(first, set()) - {*filled[:1]}


def _common_width(lines: list[str]) -> float:
    """Return the width at which lines without blanks at their end were broken.
    0 where they were not."""
    if max(map(len, lines), default=0) > _LONGEST:
        return 0
    widths = sorted((_width(line) for line in lines if line.strip()), reverse=True)
    if len(widths) < 2:
        return 0
    broken = [_width(line) for line in lines[:-1] if line.strip() and not line.endswith(_ENDS)]
    width = widths[len(widths) // 12]
    full = sum(one >= width - SLACK for one in broken)
    fits = NARROWEST <= width <= WIDEST and widths[0] <= width + 2 * SLACK
    often = full * 3 >= len(widths) - 1
    return width if fits and (often or _is_short_letter(lines, width)) else 0


def _is_short_letter(lines: list[str], width: float) -> bool:
    """Tell whether lines go on often among those of running text.

    A letter of few lines has a title, a salutation and a signature around these."""
    indented = sum(bool(_INDENT.match(line)) for line in lines if line.strip()) > 1
    goes_on = sum(
        _goes_on(line, below, width, indented=indented)
        for line, below in pairwise(lines)
        if line.strip() and below.strip() and not line.endswith(_ENDS)
    )
    if goes_on < _LEAST_OF_LETTER:
        return False
    running = sum(not _stands_alone(line.strip(), width) for line in lines if line.strip())
    return goes_on * 3 >= running - 1


def _stands_alone(line: str, width: float) -> bool:
    """Tell whether a short line is a title, a salutation, an office or a day."""
    closes = _CLOSES_LETTER.fullmatch(line) or line.endswith(("：", ":"))
    return _width(line) <= width * _SHORT and bool(closes or not _PAUSE.search(line))


def _width(line: str) -> float:
    """Return the width in full-width characters; the indent counts, blanks at the end do not."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line.rstrip())


def _joined(lines: list[str], width: float, *, indented: bool) -> tuple[list[str], int, int]:
    """Return (paragraphs, joins, joins inside a sentence)."""
    runs: list[list[str]] = []
    before = ""
    for line in lines:
        before = _NOTE_SIGN.sub("", before)
        if before and line.strip() and _goes_on(before, line, width, indented=indented):
            runs[-1].append(line)
        elif line.strip():
            runs.append([line])
        before = line
    paragraphs: list[str] = []
    joins = inner = 0
    for run in runs:
        if len(run) == 1 or not _PAUSE.search("".join(run)):  # a list of names has no pauses
            paragraphs += [line.strip() for line in run]
            continue
        paragraphs.append(_whole(run))
        joins += len(run) - 1
        inner += sum(not line.endswith(_ENDS) for line in run[:-1])
    return paragraphs, joins, inner


def _whole(run: list[str]) -> str:
    paragraph = run[0].strip()
    for line in run[1:]:
        paragraph = _with_line(paragraph, line.strip())
    return paragraph


def _goes_on(before: str, line: str, width: float, *, indented: bool) -> bool:
    if _INDENT.match(line) or _BEGINS.match(line.strip()):
        return False
    ends_or_full = line.endswith((*_ENDS, *_LATIN_ENDS)) or _width(line) >= width - 2 * SLACK
    if not ends_or_full:
        return False
    if indented and not before.endswith(_ENDS):
        return _width(before) >= width - 3 * SLACK
    return _width(before) >= width - (SLACK if not before.endswith(_ENDS) else 1)


def _with_line(paragraph: str, line: str) -> str:
    if paragraph.endswith("-") and line[:1].islower():
        return paragraph[:-1] + line
    between = _LATIN.match(paragraph[-1:]) and line[:1].isascii() and line[:1].isalnum()
    return f"{paragraph} {line}" if between else paragraph + line
