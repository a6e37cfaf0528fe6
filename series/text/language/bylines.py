"""Read the names in a typed 作者 or 责任编辑 line."""

import re
from dataclasses import dataclass

BETWEEN = re.compile(r"[、，,；;/／]\s*|\s{2,}|　+")
ROLE = re.compile(r"^(?:作者|文|图|图文|通讯员|记者|供稿|责任编辑|责编|编辑)\s*[:：/／]\s*")
BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
ORGANIZATIONS = "部会社局委组室心联网院站处团司厂校办盟馆厅所报刊台"
LONGEST_NAME = 4
PERSON = re.compile(
    rf"[\u3400-\u9fff]{{2,{LONGEST_NAME}}}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+|[A-Za-z][A-Za-z .'-]+"
)


@dataclass(frozen=True)
class Byline:
    """A name in a line, and whether it is a person's."""

    name: str
    is_person: bool


def bylines(typed: str) -> list[Byline]:
    """Return the names of the line in their order.

    A person's name has two to four Han characters (or a dot, or Latin letters) and does not end
    like an organization's: 本刊编辑部 and 市工商联 are organizations.
    """
    return [Byline(name, _is_person(name)) for name in _parts(typed)]


def person_names(typed: str) -> list[str]:
    """Return the names of a line that names only persons.
    There even one space separates Chinese names."""
    return _parts(BETWEEN_HAN.sub("、", typed))


def _parts(typed: str) -> list[str]:
    pieces = (ROLE.sub("", piece.strip()) for piece in BETWEEN.split(typed))
    return [name for name in pieces if name]


def _is_person(name: str) -> bool:
    return bool(PERSON.fullmatch(name)) and name[-1] not in ORGANIZATIONS
