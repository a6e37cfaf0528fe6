"""The lines about a call that stand beside its text.

历程, 承诺 and 结果, each typed as one line.

    2022-11 一句话触动：委员调研时听到的话｜/articles/12/
    100 书面答复：2026-11-20 补贴并入明年政策｜/articles/15/
    首批行动清单：41件，已办27件｜/articles/18/

They are part of the signed content, like the programme of an event. A link leads to a page of this
site. Decision 129.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from series.text.language.single_line import single_line

from .blocks import TextError

MOST = 40
LONGEST_TITLE, LONGEST_TEXT = 60, 300
MOST_ENDORSEMENTS = 10_000_000
MILESTONE_EXAMPLE = "2023-06 立法：人大常委会审议通过｜/articles/12/"
THRESHOLD_EXAMPLE = "100 书面答复"
ANSWER_EXAMPLE = "100 书面答复：2026-11-20 答复的要点｜/articles/15/"
OUTCOME_EXAMPLE = "首批行动清单：41件，已办27件｜/articles/18/"

_BAR = re.compile(r"\s*[｜|]\s*")
_COLON = re.compile(r"\s*[:：]\s*")
_DAY = re.compile(
    r"(?P<year>(?:19|20|21)\d{2})(?:\s*[-./年]\s*(?P<month>\d{1,2})"
    r"(?:\s*[-./月]\s*(?P<day>\d{1,2}))?)?\s*(?P<unit>[年月日号]?)(?!\d)"
)
_NUMBER = re.compile(r"(?P<number>\d[\d,，]*)\s*[家人个份名位]?(?![\d-])")
_LINK = re.compile(r"/(?P<folder>articles|events|initiatives)/(?P<key>[1-9]\d{0,9})/?")
_ADDRESS = re.compile(r"https?://[^/\s]+(?=/)")


@dataclass(frozen=True)
class Milestone:
    """A step on the way of a call. `when` is “2022”, “2022-11” or “2022-11-05”."""

    when: str
    title: str
    text: str = ""
    link: str = ""


@dataclass(frozen=True)
class Threshold:
    """What the issuer promises at so many endorsements, and the answer once it was given."""

    number: int
    promise: str
    answered: str = ""
    answer: str = ""
    link: str = ""


@dataclass(frozen=True)
class CallOutcome:
    """A thing that came of a call."""

    text: str
    link: str = ""


def parse_milestones(typed: str) -> list[str]:
    """Return the lines of 历程 in their stored form, by their days. Raises TextError."""
    return sorted(_parsed(typed, "历程", _milestone), key=_when)


def parse_thresholds(typed: str) -> list[str]:
    """Return the lines of 承诺 in their stored form, by their numbers. Raises TextError."""
    lines = sorted(_parsed(typed, "承诺", _threshold), key=_number)
    for one, other in pairwise(lines):
        if _number(one) == _number(other):
            raise TextError(f"承诺：{_number(one)} 家写了两行，请合成一行")
    return lines


def parse_outcomes(typed: str) -> list[str]:
    """Return the lines of 结果 in their stored form and order. Raises TextError."""
    return _parsed(typed, "结果", _outcome)


def split_milestone(line: str) -> Milestone:
    """Return the parts of a stored line of 历程."""
    rest, link = _parted(line)
    when, _, words = rest.partition(" ")
    title, text = _title_and_text(words)
    return Milestone(when, title, text, link)


def split_threshold(line: str) -> Threshold:
    """Return the parts of a stored line of 承诺."""
    rest, link = _parted(line)
    number, _, words = rest.partition(" ")
    promise, answer = _title_and_text(words)
    day, _, text = answer.partition(" ")
    return Threshold(int(number), promise, day, text, link)


def split_outcome(line: str) -> CallOutcome:
    """Return the parts of a stored line of 结果."""
    return CallOutcome(*_parted(line))


def _parsed(typed, name, read):
    lines = [
        (number, single_line(line))
        for number, line in enumerate((typed or "").splitlines(), start=1)
        if single_line(line)
    ]
    if len(lines) > MOST:
        raise TextError(f"{name}最多 {MOST} 行，现有 {len(lines)} 行")
    return [read(line, f"{name}第{number}行") for number, line in lines]


def _when(line):
    return line.partition(" ")[0]


def _number(line):
    return int(line.partition(" ")[0])


def _milestone(line, where):
    words, link = _linked(line, where)
    found = _DAY.match(unicodedata.normalize("NFKC", words[:24]))
    if not found:
        raise TextError(f"{where}：请以日期开头，例如“{MILESTONE_EXAMPLE}”")
    when = _day(found, where)
    title, text = _title_and_text(words[found.end() :].strip(" 　,，:："))
    _check(title, text, where, MILESTONE_EXAMPLE)
    return _joined(f"{when} {title}", text, link)


def _threshold(line, where):
    words, link = _linked(line, where)
    found = _NUMBER.match(unicodedata.normalize("NFKC", words[:24]))
    number = int(re.sub("[,，]", "", found["number"])) if found else 0
    if not 0 < number <= MOST_ENDORSEMENTS:
        raise TextError(f"{where}：请以家数开头，例如“{THRESHOLD_EXAMPLE}”")
    promise, answer = _title_and_text(words[found.end() :].strip(" 　,，:："))
    _check(promise, answer, where, THRESHOLD_EXAMPLE)
    return _joined(f"{number} {promise}", _answer(answer, where) if answer else "", link)


def _answer(answer, where):
    """Return an answer as “2026-11-20 text”: what was promised is kept on a day."""
    found = _DAY.match(unicodedata.normalize("NFKC", answer[:24]))
    day = _day(found, where) if found else ""
    if len(day) != len("2026-11-20"):
        raise TextError(f"{where}：答复请以日期开头，例如“{ANSWER_EXAMPLE}”")
    return f"{day} {answer[found.end() :].strip(' 　,，:：')}".strip()


def _outcome(line, where):
    words, link = _linked(line, where)
    if not words or len(words) > LONGEST_TEXT:
        raise TextError(f"{where}：请写 1 到 {LONGEST_TEXT} 字，例如“{OUTCOME_EXAMPLE}”")
    return _joined(words, "", link)


def _day(found, where):
    parts = [int(part) for part in (found["year"], found["month"], found["day"]) if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise TextError(f"{where}：没有“{found[0].strip()}”这个日期，请核对") from error
    return "-".join([str(parts[0]), *(f"{part:02}" for part in parts[1:])])


def _linked(line, where):
    """Return (words, path) of a typed line.

    A whole address of this form gives its path."""
    words, bar, link = line.rpartition("｜") if "｜" in line else line.rpartition("|")
    if not bar:
        return line, ""
    found = _LINK.fullmatch(_ADDRESS.sub("", link.strip()))
    if not found:
        raise TextError(f"{where}：竖线“｜”后面请写本站稿件的地址，例如 /articles/12/")
    return words.strip(), f"/{found['folder']}/{found['key']}/"


def _parted(line):
    words, bar, link = line.rpartition("｜")
    return (words, link) if bar else (line, "")


def _title_and_text(words):
    title, *rest = _COLON.split(words, maxsplit=1)
    return title, rest[0] if rest else ""


def _check(title, text, where, example):
    if not title:
        raise TextError(f"{where}：缺少内容，请写成“{example}”")
    for name, part, most in (("标题", title, LONGEST_TITLE), ("说明", text, LONGEST_TEXT)):
        if len(part) > most:
            raise TextError(f"{where}：{name}超过 {most} 字，请缩短")
        if _BAR.search(part):
            raise TextError(f"{where}：竖线“｜”只能有一个，后面是地址")


def _joined(head, text, link):
    words = f"{head}：{text}" if text else head
    return f"{words}｜{link}" if link else words
