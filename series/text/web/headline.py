"""The headline of a page.
Every candidate is weighed by what speaks for it (decision 94)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from series.text.recognition.credit_line import persons_alone
from series.text.recognition.furniture_line import is_furniture_line
from series.text.recognition.head_lines import person_of_office
from series.text.recognition.metadata_line import is_metadata_line
from series.text.recognition.official_lines import is_named_mark, is_number

from .info_lines import is_date_text, is_info_text
from .page_lines import PageLine
from .title_texts import (
    ends_official,
    is_cut,
    is_name_of_office,
    is_section_name,
    key_of,
    support_of,
    tail_score,
    title_keys,
    title_pieces,
)

_CONTACT = re.compile(
    r"欢迎(?:您)?(?:来到|访问|光临|使用|登录)|(?:电\s?话|手机|热线|邮箱|邮编|地址|传真|QQ)\s*[:：]|\d{3,4}-\d{7,8}|\w@\w"
)
_NO_TITLE = re.compile(
    r"(?:新建|无标题|未命名).{0,20}(?:文档|页|网页)?|untitled.*|document\d*|无标题|pdf\.?js.{0,10}|pdf.{0,4}(?:预览|阅读|查看)器?|microsoft (?:word|powerpoint|excel) - .*"
    r"|.{1,120}\.(?:pdf|docx?|wps|ofd|xlsx?|pptx?|rtf|odt|txt|html?)",
    re.IGNORECASE,
)
_HEADLINE_NAME = re.compile(
    r"(?<![a-z])(?:art(?:icle)?|main|news|con(?:tent)?|post|entry|page|detail|pages|doc|info|show|xl|xw|wz|nr)?[-_]?(?:title|headline|tit|biaoti|bt|h1|subject|ttl|contit|name)(?![a-z])",
    re.IGNORECASE,
)
_SECOND_NAME = re.compile(
    r"sub-?_?(?:title|tit|head)|futi|fbt|fubiaoti|subhead|second-?title|lead|摘要", re.IGNORECASE
)
_KICKER_NAME = re.compile(
    r"yinti|jianti|shoulder|kicker|pre-?_?title|yt(?:bt)?(?![a-z])", re.IGNORECASE
)
_OTHER_NAME = re.compile(
    r"site|logo|column|channel|section|lanmu|nav|block|box|mod|side|list|related|hot|author|user",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[【\[(（]?(?:原创|转载|置顶|推荐|精华|热门|组图|视频|独家|头条|首发|图文|直播|音频|短视频|图集|图解|长图|快讯|重磅|最新|分享|收藏|打印|举报|关注|复制)[】\])）]?|[【\[](?:新|热|顶|精|图)[】\]]"
)
DASHES = ("——", "--", "──", "－－", "—")
_LONGEST = 120
_LONGEST_LINE = 45
_FEWEST = 3
_STRONG = 3.0
# How many lines above the text may show a headline that nothing but its place speaks for.
_NEAR = 60
# What a line without any witness but its place does not reach.
_LEAST = 1.0
_MOST_LINES = 4
_NOT_BEFORE_BODY = 1.0
_TAGGED = re.compile(r"[\[［〔]\s*[^\[\]［］〔〕]{2,8}\s*[\]］〕]\s*(?P<rest>\S.*)")
_LARGE = frozenset({"5", "6", "7", "+2", "+3", "+4"})
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3})(?:\.\d+)?\s*(px|pt)", re.IGNORECASE)
_LARGE_SIZES = {"px": 20, "pt": 15}


@dataclass
class HeadlineCandidate:
    """One wording of a headline. `lines` are the indexes of the lines that show it."""

    text: str
    score: float = 0.0
    lines: tuple[int, ...] = ()
    shown: bool = False
    named: bool = False


@dataclass(frozen=True)
class Headline:
    """The chosen headline and its last line on the page.
    The place is -1 where none shows it."""

    text: str = ""
    first: int = -1
    last: int = -1


@dataclass
class Evidence:
    """All that speaks for a headline.
    `window` and `named` are titles for machines, `table` that of an index table; `info` the
    indexes of the lines with date or source; `body` that of the first line of the text."""

    lines: Sequence[PageLine]
    window: str = ""
    named: Sequence[str] = ()
    table: str = ""
    sections: Iterable[str] = ()
    info: Sequence[int] = ()
    content: int = 0
    body: int = 0
    links: frozenset[str] = field(default_factory=frozenset)


def choose_headline(evidence: Evidence) -> Headline:
    """Return the candidate with the highest score; an empty headline where nothing speaks for one.

    A candidate gains by every witness: the window's title and those for machines as far as they
    name it, its element, its place above date and source. It loses as the name of a site or a
    section, as a piece of a longer heading, with the name of a site behind it.
    """
    candidates = _candidates(evidence)
    sections = {key_of(name) for name in evidence.sections}
    for key, candidate in candidates.items():
        candidate.score += _named_score(key, evidence) + _form_score(candidate, sections, evidence)
    _subtract_from_pieces(candidates)
    best = max(candidates.values(), key=lambda item: (item.score, item.shown), default=None)
    if best is None or best.score < _least(best, evidence):
        return Headline()
    return Headline(best.text, *(best.lines[:1] + best.lines[-1:] if best.lines else (-1, -1)))


def _least(candidate: HeadlineCandidate, evidence: Evidence) -> float:
    """Return what a candidate must reach.
    A first line of the text stays there without a witness, one outside it would be lost."""
    return _LEAST if candidate.lines[:1] >= (evidence.content,) else 0.1


def _candidates(evidence: Evidence) -> dict[str, HeadlineCandidate]:
    found: dict[str, HeadlineCandidate] = defaultdict(lambda: HeadlineCandidate(""))
    for text in [evidence.table, *evidence.named, evidence.window]:
        for piece in title_pieces(text) if not _NO_TITLE.fullmatch(text) else ():
            _add(found, piece, named=True)
    for text, lines, score in _shown(evidence):
        candidate = _add(found, text, shown=True)
        if candidate and score >= candidate.score:
            candidate.score, candidate.lines = score, lines
    return dict(found)


def _add(
    found: dict[str, HeadlineCandidate], text: str, *, shown=False, named=False
) -> HeadlineCandidate | None:
    key = key_of(text)
    if not 2 <= len(key) <= _LONGEST or _NO_TITLE.fullmatch(text) or is_furniture_line(text):
        return None
    if text.startswith(DASHES):
        return None  # A subtitle, however it looks.
    candidate = found[key]
    keeps = candidate.text and not (shown and len(text) > len(candidate.text))
    candidate.text = candidate.text if keeps else text
    candidate.shown |= shown
    candidate.named |= named
    return candidate


def _shown(evidence: Evidence) -> Iterator[tuple[str, tuple[int, ...], float]]:
    """Yield (text, lines, score) of what may be a headline by its look and place."""
    above = set(_above_info(evidence))
    titles = _title_keys(evidence)
    for at, line in enumerate(evidence.lines):
        if not _may_show(line):
            continue
        score = _look_score(line) + 3.0 * (at in above)
        if score or evidence.body - _NEAR <= at < evidence.body:
            yield _without_marks(line, titles), (at,), _placed(score, at, line, evidence)
    yield from _joined(evidence, above)


def _title_keys(evidence: Evidence) -> set[str]:
    return title_keys([evidence.table, *evidence.named, evidence.window])


def _without_marks(line: PageLine, titles: set[str]) -> str:
    """Return a heading without marks, buttons and counters at its ends.
    In elements of their own, where a title for machines is the rest, or the words say that they
    are such."""
    pieces = [piece for piece in line.pieces if piece.strip()]
    if key_of(line.text) in titles:
        return line.text
    tagged = _TAGGED.fullmatch(line.text)
    if tagged and key_of(tagged["rest"]) in titles:
        return tagged["rest"]
    for first in range(min(len(pieces), 3)):
        for end in range(len(pieces), max(first, len(pieces) - 4), -1):
            rest = "".join(pieces[first:end])
            cut = [*pieces[:first], *pieces[end:]]
            marks = all(_MARK.fullmatch(piece.strip()) for piece in cut)
            if cut and (marks or (key_of(rest) in titles and all(map(_is_mark, cut)))):
                return " ".join(rest.split())
    return line.text


def _is_mark(piece: str) -> bool:
    return bool(_MARK.fullmatch(piece.strip())) or is_furniture_line(piece) or is_date_text(piece)


def _may_show(line: PageLine) -> bool:
    return (2 <= len(line.text) <= _LONGEST and line.link_share < 0.9) or line.heading is not None


def _placed(score: float, at: int, line: PageLine, evidence: Evidence) -> float:
    """Return the score of a look as far as its place allows.
    Below the beginning of the text stand its own headings and those of other texts."""
    if at >= evidence.body:
        return min(score, _NOT_BEFORE_BODY)
    near = 0.5 if evidence.body - at <= 12 else 0.0
    return score * (0.5 if line.noisy else 1.0) + near


def _look_score(line: PageLine) -> float:
    if _SECOND_NAME.search(line.names) or _KICKER_NAME.search(line.names):
        return 0.0
    tag = line.heading.tag if line.heading is not None else ""
    score = {"h1": 4.0, "h2": 2.5, "h3": 1.5}.get(tag, 0.0)
    if not tag and any(
        _is_large(around) for part in line.inline for around in _up_to_block(part, line)
    ):
        score = 3.0
    named = _HEADLINE_NAME.search(line.names) and not _OTHER_NAME.search(line.names)
    return score + (2.0 if named else 0.0)


def _up_to_block(element: _Element, line: PageLine) -> Iterator[_Element]:
    """Yield the elements around a piece of a line, the block of the line last."""
    walker: _Element | None = element
    while walker is not None and walker is not line.element:
        yield walker
        walker = walker.getparent()
    yield line.element


def _is_large(element: _Element) -> bool:
    """Tell whether an element sets its words in a size that no running text has."""
    size = _FONT_SIZE.search(element.get("style", ""))
    styled = size and int(size[1]) >= _LARGE_SIZES[size[2].lower()]
    return element.get("size") in _LARGE or bool(styled)


def _above_info(evidence: Evidence) -> Iterator[int]:
    """Yield the lines right above the first lines with date or source."""
    info = set(evidence.info)
    for at in list(evidence.info)[:3]:
        walker = at - 1
        while walker >= 0 and (walker in info or _is_between(evidence.lines[walker])):
            walker -= 1
        if walker >= 0 and at - walker <= 5:
            yield walker - _stands_under_heading(evidence.lines, walker)


def _stands_under_heading(lines: Sequence[PageLine], at: int) -> bool:
    """Tell whether a line is the subtitle of a larger heading right above it."""
    upper, lower = (lines[index].heading for index in (at - 1, at)) if at else (None, None)
    if upper is None or lower is None or upper.tag >= lower.tag:
        return False
    text = lines[at - 1].text
    return not (is_section_name(text) or is_name_of_office(text))


def _is_between(line: PageLine) -> bool:
    """Tell whether a line may stand between headline and date.
    A subtitle, button or counter, who wrote, who speaks."""
    beside = line.text.startswith(DASHES) or is_furniture_line(line.text) or line.link_share > 0.9
    named = line.heading is None and (persons_alone(line.apart) or person_of_office(line.apart))
    return bool(beside or named)


def _joined(evidence: Evidence, above: set[int]) -> Iterator[tuple[str, tuple[int, ...], float]]:
    """Yield headings that are set in two to four lines."""
    end = min(evidence.body, len(evidence.lines))
    titles = _title_keys(evidence)
    for first in range(max(0, end - _NEAR), end):
        for last in range(first + 1, min(first + _MOST_LINES, end)):
            group = evidence.lines[first : last + 1]
            if not _may_be_one(group):
                break
            look = max(map(_look_score, group)) + 3.0 * (last in above)
            text, sure = _join([line.text for line in group], evidence)
            sure = sure or _is_whole_heading(group, evidence.lines)
            if not sure and key_of("".join(line.text for line in group[:-1])) in titles:
                break  # A title for machines ends before this line.
            score = look + 2.0 if sure else look * 0.4
            yield text, tuple(range(first, last + 1)), _placed(score, last, group[0], evidence)


def _is_whole_heading(group: Sequence[PageLine], lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are all that one heading element holds."""
    heading = group[0].heading
    return heading is not None and len(group) == sum(line.heading is heading for line in lines)


def _may_be_one(group: Sequence[PageLine]) -> bool:
    one_heading = group[0].heading is not None and group[-1].heading is group[0].heading
    whole = all(
        len(key_of(line.text)) >= 2
        and len(line.text) <= _LONGEST_LINE
        and line.link_share < 0.9
        and not line.text.startswith(DASHES)
        and not line.text.endswith(("：", ":", "。", "；"))
        and not is_furniture_line(line.text)
        and not (is_named_mark(line.text) or is_number(line.text))
        for line in group
    )
    alike = {line.element.tag for line in group}
    kept_apart = group[0].heading is not None and group[-1].heading is not group[0].heading
    return whole and (one_heading or (len(alike) == 1 and not kept_apart))


def _join(texts: list[str], evidence: Evidence) -> tuple[str, bool]:
    """Return the lines as one text, and whether something speaks for their being one."""
    key = key_of("".join(texts))
    for title in [evidence.table, *evidence.named, evidence.window]:
        for piece in title_pieces(title):
            if key_of(piece) == key:
                return piece, True
    official = ends_official(texts[-1]) and "关于" in "".join(texts)
    one_heading = not any(ends_official(text) for text in texts[:-1])
    return ("" if official else " ").join(texts), official and one_heading


def _named_score(key: str, evidence: Evidence) -> float:
    """Return what the titles for machines say for a candidate."""
    score = 3.0 * support_of(key, evidence.window) + 4.0 * support_of(key, evidence.table)
    supports = sorted((support_of(key, title) for title in evidence.named), reverse=True)
    return score + sum(
        weight * support for weight, support in zip((2.5, 1.0, 0.5), supports, strict=False)
    )


def _form_score(candidate: HeadlineCandidate, sections: set[str], evidence: Evidence) -> float:
    text, key = candidate.text, key_of(candidate.text)
    score = (
        -3.0 * (len(key) < _FEWEST + 1)
        - 2.0 * (len(text) > 70)
        - 4.0 * text.endswith(("。", "；", "，", "："))
    )
    score -= 6.0 * (key in sections) + 4.0 * is_section_name(text)
    score -= 2.0 * (key in evidence.links and len(key) <= 8)
    score -= 4.0 * (is_name_of_office(text) or is_named_mark(text)) + 6.0 * is_number(text)
    score -= 4.0 * (is_info_text(text) or is_metadata_line(text) or bool(person_of_office(text)))
    section, _, rest = text.partition(" ")
    score -= 3.0 * (bool(rest) and not candidate.shown and is_section_name(section))
    score -= 2.0 * is_cut(text) + 4.0 * bool(_CONTACT.search(text))
    return score - (tail_score(text) if not candidate.shown else 0.0)


def _subtract_from_pieces(candidates: dict[str, HeadlineCandidate]) -> None:
    """Let a candidate lose that only begins a shown longer heading."""
    strong = sorted(key for key, item in candidates.items() if item.shown and item.score >= _STRONG)
    pieces = {
        key
        for longer in strong
        for key in (longer[:length] for length in range(_FEWEST, len(longer)))
        if key in candidates
    }
    for key in pieces:
        candidates[key].score -= 3.0
