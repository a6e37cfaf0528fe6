"""A line of a day with office, persons and edition in any order.

示例商会　王某山　2026-06-18; 2026年3月5日 示例晚报 记者 王某山; 《示例日报》2026年7月9日A4版.
"""

import re

from ..credit_line import is_organization
from ..metadata_line import DATE, EDITION, WEEKDAY, MetadataLine, moment_of
from ..official_lines import is_organization as is_office
from ..signed_names import is_name_beside_office, is_sure_name, join_characters

Pieces = list[tuple[str, str]]
_BETWEEN = re.compile(r"[\s\u3000|｜/／（）()]+")
_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·]{1,4}")
_ROLE = re.compile("(?:本报|本网|本台|特约)?(?:记者|通讯员|作者)")
_TITLED = re.compile("《([^《》]{2,20})》")
# 首次理事会 and 第三届会员大会 take place; they publish nothing.
_OF_EVENT = re.compile(r"首[次届场]|第[一二三四五六七八九十百\d]{1,4}[次届场]|全体")
_MARK_OF_SENTENCE = re.compile("[，。；！？]")
_LONGEST, _SHORTEST_OFFICE = 40, 4


def read_words_beside_day(line: str) -> MetadataLine | None:
    """Return the fields of a line of day and such words.

    None for another line."""
    found = list(DATE.finditer(line)) if len(line) <= _LONGEST else []
    day, moment = moment_of(found[0][0]) if len(found) == 1 else (None, None)
    if not day:
        return None
    before = _roles_of(line[: found[0].start()])
    behind = _roles_of(line[found[0].end() :])
    pieces = _with_persons([*before, ("date", found[0][0]), *behind])
    offices, persons = (
        [words for role, words in pieces if role == each] for each in ("source", "author")
    )
    if not (offices or persons) or len(offices) > 1 or any(role == "" for role, _ in pieces):
        return None
    source = "".join(offices).strip("《》")
    return MetadataLine(day, moment, source=source, author="、".join(persons), pieces=tuple(pieces))


def _roles_of(text: str) -> Pieces:
    """Return (role, word) of the words of a text.

    Single characters are joined to a name."""
    edition = EDITION.fullmatch(text.strip(" \u3000（）()"))
    if edition:
        return [("dropped", edition[0])]
    words = list(join_characters([word for word in _BETWEEN.split(text) if word]))
    return [_role_of_word(*pair) for pair in zip(["", *words], words, strict=False)]


def _role_of_word(before: str, word: str) -> tuple[str, str]:
    """Return (role, word) of a word beside a day.

    The role is empty where it may be any word."""
    if _MARK_OF_SENTENCE.search(word) or _OF_EVENT.match(word):
        return "", word
    persons = word.split("、")
    if all(map(is_sure_name, persons)):
        return "author", word
    if _ROLE.fullmatch(before) and all(map(_NAME.fullmatch, persons)):
        return "author", word
    if _ROLE.fullmatch(word) or EDITION.fullmatch(word) or WEEKDAY.fullmatch(word):
        return "dropped", word
    is_source = _TITLED.fullmatch(word) or is_office(word) or is_organization(word)
    return ("source" if is_source else ""), word


def _with_persons(pieces: Pieces) -> Pieces:
    """Return the pieces with persons whom only the office beside them shows: 市工商联 项南."""
    offices = [
        at
        for at, (role, word) in enumerate(pieces)
        if role == "source" and len(word) >= _SHORTEST_OFFICE and not is_name_beside_office(word)
    ]
    named = any(role == "author" for role, _ in pieces)
    if not offices or named:
        return pieces
    others = [
        at for at, (role, _) in enumerate(pieces) if role in ("", "source") and at != offices[0]
    ]
    if len(others) != 1 or not is_name_beside_office(pieces[others[0]][1]):
        return pieces
    return [
        ("author", word) if at == others[0] else (role, word)
        for at, (role, word) in enumerate(pieces)
    ]
