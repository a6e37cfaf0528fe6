"""Bylines, sources and days of English texts.

By Chen Rui | Yunzhou Daily | Updated: ….
"""

import re
from dataclasses import dataclass

from ..credit_line import Credits
from ..interface_words import is_interface_line
from ..written_dates import WrittenMoment, find_moments

_WORD = r"[A-Z][A-Za-z.'’-]*"
_NAME = rf"{_WORD}(?:\s{_WORD}){{1,3}}"
_AND = r"\s?(?:,\s?and\s|,\s?|\sand\s|&\s?)\s?"
_ROLE = rf"(?:(?:{_WORD}\s){{0,3}}(?:staff\s)?(?:writers?|reporters?|correspondents?)\s)?"
_BY = re.compile(
    rf"(?:[Ww]ritten\s|[Rr]eported\s)?(?:[Bb]y|BY)\s?:?\s+{_ROLE}(?P<names>{_NAME}(?:{_AND}{_NAME})*)(?:\s+in\s+{_WORD}(?:\s{_WORD})?(?P<beside>,\s?{_WORD}(?:\s{_WORD}){{0,4}})?)?"
)
_MEDIUM = re.compile(
    rf"(?:{_WORD}\s){{1,4}}(?:Daily|News|Times|Post|Online|Press|Agency|Weekly|Journal|Herald|Tribune|Television|TV|Radio|Network"
    r"|Courier|Gazette|Chronicle|Observer|Star|Sun|Globe|Bulletin|Guardian|Telegraph|Independent|Mirror|Magazine|Echo|Express|Mail"
    r"|Dispatch|Register|Sentinel|Examiner|Record|Monitor|Inquirer|Ledger|Mercury|Standard|Voice|Advocate|Argus|Newspaper"
    r"|Chamber of Commerce|Federation)|Xinhua|CGTN|Reuters"
)
_LABEL = re.compile(
    r"(?:last\s)?(?:updated?|published|posted|modified)(?:\s(?:on|at))?|on|at", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:source|from)\s?:\s?", re.IGNORECASE)
# What stands beside a byline to print, send and enlarge a page.
_BUTTONS = re.compile(
    r"(?:(?:text|font)\s?size|share(?:\s(?:on|to|this))?|e-?mail|mail|print|comments?|save|listen|large|medium|small|bookmark|follow"
    r"|subscribe|sign\s?in|log\s?in|copy\slink|gift|download|facebook|twitter|linkedin|whatsapp|wechat|weibo|reddit|views?"
    r"|min(?:ute)?s?\sread|\(?\d{1,5}\)?|[aA][+-]?(?![a-z])|[\d+-]+|[\s:：|/·,+>-])++",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[-–—\s]*(?:advertisements?|sponsored(?:\scontent)?|(?:story|article)\scontinues\sbelow(?:\s(?:this\s)?advertisement)?"
    r"|continue\sreading(?:\sthe\smain\sstory)?|scroll\sto\scontinue)[-–—\s.]*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[|｜()（）]+|\s{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 160


def is_english_medium(words: str) -> bool:
    """Tell whether words are the name of a paper or an agency: Yunzhou Daily."""
    return bool(_MEDIUM.fullmatch(words))


@dataclass(frozen=True)
class EnglishLine:
    """What a line in English names; `moments` are its days, `others` the words between."""

    authors: tuple[str, ...]
    media: tuple[str, ...]
    moments: tuple[WrittenMoment, ...]
    others: tuple[str, ...]


def read_english_credits(line: str) -> Credits:
    """Return author and source of a line with nothing else but a date.

    A medium alone is one only beside a date, a byline or in brackets: Chamber News may be a
    headline."""
    found = read_english_line(line)
    if found is None:
        return Credits()
    beside = found.authors or found.moments or line.strip().startswith(("(", "（"))
    source = found.media[0] if found.media and beside else ""
    return Credits(source=source, author="、".join(found.authors))


def is_english_fact(line: str) -> bool:
    """Tell whether an English line names an author or a day."""
    found = read_english_line(line)
    return found is not None and bool(found.authors or found.moments)


def read_english_line(line: str) -> EnglishLine | None:
    """Return what a line in English names; None where it holds anything else."""
    if len(line) > _LONGEST or _HAN.search(line):
        return None
    moments = tuple(find_moments(line))
    bare = line
    for moment in reversed(moments):
        bare = f"{bare[: moment.start]}|{bare[moment.end :]}"
    names: list[str] = []
    media: list[str] = []
    others: list[str] = []
    for part in (part.strip(" \t,:：·-–—") for part in _PARTS.split(bare)):
        if by := _BY.fullmatch(part):
            names += re.split(_AND, by["names"])
            media += filter(is_english_medium, [(by["beside"] or "").strip(" ,")])
            others.append(part)
        elif _MEDIUM.fullmatch(medium := _SOURCE.sub("", part, count=1)):
            media.append(medium)
        elif part and not (_LABEL.fullmatch(part) or is_english_button(part)):
            return None
        else:
            others.append(part)
    authors = tuple(name for name in names if not _MEDIUM.fullmatch(name))
    media += [name for name in names if _MEDIUM.fullmatch(name)]
    return EnglishLine(authors, tuple(media), moments, tuple(filter(None, others)))


def is_english_button(words: str) -> bool:
    """Tell whether words are a page's buttons in English.

    Share, Text Size: A A A Print."""
    text = words.strip()
    if not text or _HAN.search(text) or not re.search("[A-Za-z]", text):
        return False
    return bool(_BUTTONS.fullmatch(text)) or is_interface_line(text)


def is_notice_between(line: str) -> bool:
    """Tell whether a line alone between paragraphs is a page's: Advertisement."""
    return bool(_BETWEEN.fullmatch(line.strip()))
