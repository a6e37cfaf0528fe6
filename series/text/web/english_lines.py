"""Bylines and sources of English pages: By Chen Rui | Yunzhou Daily | Updated: …."""

import re

from series.text.recognition.credit_line import Credits
from series.text.recognition.written_dates import find_moments

_WORD = r"[A-Z][A-Za-z.'’-]*"
_NAME = rf"{_WORD}(?:\s{_WORD}){{1,3}}"
_AND = r"\s?(?:,\s?and\s|,\s?|\sand\s|&\s?)\s?"
_ROLE = rf"(?:(?:{_WORD}\s){{0,3}}(?:staff\s)?(?:writers?|reporters?|correspondents?)\s)?"
_BY = re.compile(
    rf"(?:[Ww]ritten\s|[Rr]eported\s)?(?:[Bb]y|BY)\s?:?\s+{_ROLE}(?P<names>{_NAME}(?:{_AND}{_NAME})*)(?:\s+in\s+{_WORD}(?:\s{_WORD})?(?P<beside>,\s?{_WORD}(?:\s{_WORD}){{0,4}})?)?"
)
_MEDIUM = re.compile(
    rf"(?:{_WORD}\s){{1,4}}(?:Daily|News|Times|Post|Online|Press|Agency|Weekly|Journal|Herald|Tribune|Television|TV|Radio|Network"
    r"|Chamber of Commerce|Federation)|Xinhua|CGTN|Reuters"
)
_LABEL = re.compile(
    r"(?:last\s)?(?:updated?|published|posted|modified)(?:\s(?:on|at))?|on|at", re.IGNORECASE
)
_PARTS = re.compile(r"[|｜()（）]+|\s{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 160


def is_english_medium(words: str) -> bool:
    """Tell whether words are the name of a paper or an agency: Yunzhou Daily."""
    return bool(_MEDIUM.fullmatch(words))


def read_english_credits(line: str) -> Credits:
    """Return author and source of a line with nothing else but a date.

    A medium alone is one only beside a date, a byline or in brackets: Chamber News may be a
    headline."""
    if len(line) > _LONGEST or _HAN.search(line):
        return Credits()
    moments = list(find_moments(line))
    bare = line
    for moment in reversed(moments):
        bare = f"{bare[: moment.start]}|{bare[moment.end :]}"
    names: list[str] = []
    media: list[str] = []
    for part in (part.strip(" \t,:：·-–—") for part in _PARTS.split(bare)):
        if by := _BY.fullmatch(part):
            names += re.split(_AND, by["names"])
            media += filter(is_english_medium, [(by["beside"] or "").strip(" ,")])
        elif _MEDIUM.fullmatch(part):
            media.append(part)
        elif part and not _LABEL.fullmatch(part):
            return Credits()
    beside = names or moments or line.strip().startswith(("(", "（"))
    authors = [name for name in names if not _MEDIUM.fullmatch(name)]
    media += [name for name in names if _MEDIUM.fullmatch(name)]
    return Credits(source=media[0] if media and beside else "", author="、".join(authors))
