"""The lines with date and source between headline and text.
Which they are, which day they say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from series.text.language.folding import simplify
from series.text.recognition.credit_line import (
    Credits,
    is_organization,
    read_byline,
    read_credits,
)
from series.text.recognition.head_lines import read_account_head
from series.text.recognition.heads.english_lines import read_english_credits
from series.text.recognition.labelled_lines import is_of_event
from series.text.recognition.signed_names import read_signed_names
from series.text.recognition.work_credits import read_work_credits
from series.text.recognition.written_dates import (
    WrittenMoment,
    divided_day,
    find_clock,
    find_moments,
    parse_moment,
)

from .page_lines import PageLine

# A day in brackets under a headline may be that of the speech: one without them goes before it.
PUBLISHED, ALONE, BRACKETED, UPDATED, WRITTEN = 4, 3, 2, 1, 0
_BEGINS_BRACKETED = re.compile(r"[（(〔][^（）()〔〕]{6,16}[）)〕]")
_BRACKETS = "（()）〔〕[]【】 \u3000"
_SAYS_PUBLISHED = re.compile("发布|发表|发稿|刊发|上网|公开|(?:publish|post)ed$", re.IGNORECASE)
_LABEL = re.compile(
    r"([\u4e00-\u9fff]{2,8}|(?:[Uu]pdat|[Mm]odifi|[Pp]ublish|[Pp]ost)ed)\s*(?:[:：]|于|为|on|at)?\s*[【\[（(]?\s*$"
)
_UPDATED = re.compile(
    r"(?:更新|修改|编辑|刷新)(?:时间|日期|于)?$|(?:updat|modifi)ed$", re.IGNORECASE
)
_WRITTEN = re.compile(r"(?:成文|发文|生成|印发|签发|落款)(?:日期|时间)?$")
_OTHER = re.compile(
    r"(?:截止|报名|会议|活动|开始|结束|生效|实施|施行|废止|失效|开标|起始|举办|培训|出生|成立)(?:日期|时间)?$|今天是?|今日是?|现在是?"
)
_PUBLISHED = re.compile(
    r"(?:发布|发表|发稿|刊发|上传|提交|添加|录入|公开|上网|创建|发帖)?(?:日期|时间|于)$|发[布表]$|来源$"
)
_WITHOUT_YEAR = re.compile(r"(?<![\d-])(\d{1,2})\s?[-/月]\s?(\d{1,2})日?\s+(\d{1,2}:\d{2})")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s?[-/月]\s?(\d{1,2})日?(?=$|[\s·|｜,，])")
_LONGEST_DAY = 40
_PARTS_OF_DATE = re.compile(r"[\d\s:：/\-.年月日]{1,20}")
_BOUND_BEFORE = re.compile(r"(?:^|[\s:：|｜·•/\[【（(】\]）),，.>»]|于|为|期|间|发布|发表|-)$")
_BOUND_AFTER = re.compile(r"$|[\s|｜·・•/\]】）),，来作编浏阅点责发第查人字【\[(（>-]")
_ENACTED = re.compile(r"[（(].*(?:通过|公布|施行|修[订正]|批准|生效|废止|颁布|次会议|令).*[）)]")
# What may stand behind a date in boxes on its line.
_OTHER_FIELD = re.compile(r"[\s|｜·]+(?:来源|作者|编辑|责|浏览|阅读|点击|人气|字体|字号|【|\[).*")
_COMPACT = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")
_TIME_NAME = re.compile(r"time|date|shijian|riqi|(?:^|[\s_-])(?:sj|rq)(?:$|[\s_-])", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_RELATIVE_DAY = re.compile(r"^(?:今天|今日|昨天|昨日|前天)\s*")
_SENTENCE = re.compile("[。！？；]")
_LONGEST = 160
_LONGEST_REST = 90


@dataclass(frozen=True)
class ShownMoment:
    """A day of a line, and how surely it is that of publication.
    Its label says so."""

    day: date
    clock: time | None
    rank: int


def is_info_line(line: PageLine) -> bool:
    """Tell whether a line holds date or source and nothing that belongs to the text."""
    return _is_compact_day(line) or _is_info(line.apart, line.pieces)


def _is_compact_day(line: PageLine) -> bool:
    """Tell whether a line is 20250312 in an element that is called a time's."""
    return bool(_COMPACT.fullmatch(line.text) and _TIME_NAME.search(line.names))


def is_info_text(text: str) -> bool:
    """Tell the same of a line of which only the words are left."""
    return _is_info(text, [text])


def _is_info(text: str, pieces: Sequence[str]) -> bool:
    text = simplify(text)
    if not 2 <= len(text) <= _LONGEST or _SENTENCE.search(text) or _ENACTED.fullmatch(text):
        return False
    if any(_stands_alone(text, moment) for moment in find_moments(text)):
        return True
    if _DIGIT.match(text) and _begins_divided(text):
        return True
    labelled = len(text) <= _LONGEST_REST and read_credits(pieces).source
    return bool(
        labelled
        or read_byline(text).author
        or read_signed_names(text)
        or read_work_credits(text)
        or read_account_head(text)
        or read_english_credits(text) != Credits()
    )


def _stands_alone(text: str, moment: WrittenMoment) -> bool:
    """Tell whether a date is a field of its line.
    In “2025年3月12日工作要点” it is a word."""
    before, after = text[: moment.start], text[moment.end :]
    if len(before) + len(after) > _LONGEST_REST or _OTHER.search(before[-8:].strip(" :：")):
        return False
    bound = _BOUND_BEFORE.search(before) or is_organization(before.strip().split(" ")[-1])
    return bool(bound and _BOUND_AFTER.match(after)) and not re.match(r"\s*[-—–~至到]\s*\d", after)


def shown_moments(lines: Sequence[PageLine]) -> list[ShownMoment]:
    """Return the days of these lines in their order.
    Also where one day fills several lines."""
    following = [*(line.apart for line in lines[1:]), ""]
    shown = "\n".join(
        _words_of(line) if _may_hold_date(line) and not is_of_event(line.apart, below) else "\0"
        for line, below in zip(lines, following, strict=False)
    )
    text = simplify(shown)
    found = []
    for moment in find_moments(text):
        rank = _rank(text[max(0, moment.start - 24) : moment.start])
        rank = BRACKETED if rank == ALONE and _fills_brackets(text, moment) else rank
        if rank is not None:
            found.append(ShownMoment(moment.day, moment.clock, rank))
    return found or list(_divided_moments(text))


def _words_of(line: PageLine) -> str:
    return _COMPACT.sub(r"\1-\2-\3", line.apart) if _is_compact_day(line) else line.apart


def _fills_brackets(text: str, moment: WrittenMoment) -> bool:
    """Tell whether a date in brackets fills its line."""
    line = text[: moment.start].rpartition("\n")[2], text[moment.end :].partition("\n")[0]
    before, after = (part.strip() for part in line)
    return before in ("（", "(", "〔") and after in ("）", ")", "〕")


def _divided_moments(text: str) -> Iterator[ShownMoment]:
    """Yield the days whose year stands in another element or line than month and day."""
    lines = text.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if not _DIGIT.match(line):
            continue
        if day := _begins_divided(line) or divided_day(f"{line} {below}"):
            yield ShownMoment(day, None, ALONE)


def _begins_divided(line: str) -> date | None:
    """Return the day in two pieces that a line begins with: 04-01 2025 来源：…."""
    field = _OTHER_FIELD.search(line)
    return divided_day(line[: field.start()] if field else line)


def says_day(line: PageLine, day: date | None) -> bool:
    """Tell whether a short line says month and day of publication without the year."""
    match = _MONTH_AND_DAY.match(line.apart) if day and len(line.apart) <= _LONGEST_DAY else None
    return bool(match and day and (int(match[1]), int(match[2])) == (day.month, day.day))


def is_bare_date(line: PageLine) -> bool:
    """Tell whether a line holds a date and nothing else."""
    return is_date_text(line.apart)


def is_other_day(text: str, day: date | None) -> bool:
    """Tell whether a text is a date and not that of publication.

    It heads a part of a chronicle, or says in brackets when a speech was given (decision 113)."""
    bare = text.strip(_BRACKETS)
    moment = next(find_moments(bare), None) if day else None
    whole = moment and not (bare[: moment.start] + bare[moment.end :]).strip()
    return bool((whole or is_date_text(bare)) and parse_moment(bare)[0] not in (None, day))


def own_day(line: PageLine, day: date | None) -> str:
    """Return the brackets that begin a line and say when a speech was given.

    Empty where they say when it came out, or nothing of a day."""
    match = _BEGINS_BRACKETED.match(line.text)
    return match[0] if match and is_other_day(match[0], day) else ""


def is_date_text(text: str) -> bool:
    """Tell whether a text holds the characters of a date and nothing else."""
    return bool(_PARTS_OF_DATE.fullmatch(text.strip()))


def _may_hold_date(line: PageLine) -> bool:
    text = line.apart
    return is_info_line(line) or bool(_PARTS_OF_DATE.fullmatch(text)) or _is_label(text)


def _is_label(text: str) -> bool:
    bare = simplify(text.strip(" :："))
    return len(bare) <= 8 and bool(_PUBLISHED.search(bare) or _UPDATED.search(bare))


def _rank(before: str) -> int | None:
    """Return the rank of a date by the label before it.
    None where it is no day of publication."""
    match = _LABEL.search(before)
    label = match[1] if match else ""
    if _OTHER.search(label):
        return None
    if _UPDATED.search(label):
        return UPDATED
    if _WRITTEN.search(label):
        return WRITTEN
    return PUBLISHED if _SAYS_PUBLISHED.search(label) else ALONE


def lone_clock(lines: Sequence[PageLine]) -> time | None:
    """Return the time of day that fills a line of its own."""
    texts = (_RELATIVE_DAY.sub("", line.apart) for line in lines)
    return next((clock for text in texts if (clock := find_clock(text))), None)


def clock_of_day(lines: Sequence[PageLine], day: date | None) -> time | None:
    """Return the time beside the month and day of `day`.
    The year is not written there."""
    for line in lines:
        match = _WITHOUT_YEAR.search(line.apart) if len(line.apart) <= _LONGEST else None
        if match and day and (int(match[1]), int(match[2])) == (day.month, day.day):
            return find_clock(match[3])
    return None
