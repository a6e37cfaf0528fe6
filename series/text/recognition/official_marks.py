"""Find the mark of an official document.
The name of its issuer in large red letters.

A mark alone proves nothing: a number, a signer or the lines of the end must stand near it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import official_lines as lines_of
from .official_lines import COPIES_TO, NUMBER, PRINTED

MOST_MARK, REACH = 8, 4


@dataclass(frozen=True)
class OfficialLine:
    """One line of a document. `centred` is None where nobody knows it."""

    text: str
    centred: bool | None = None
    in_table: bool = False


def mark_end(lines: Sequence[OfficialLine], at: int) -> int:
    """Return where the mark that begins at a line ends; 0 where none begins."""
    return _file_mark(lines, at) or _letter_mark(lines, at) or _bulletin_mark(lines, at)


def _file_mark(lines: Sequence[OfficialLine], at: int) -> int:
    """Return the end of a mark that ends in 文件.
    Several issuers stand on lines of their own."""
    end = at
    while end < min(len(lines), at + MOST_MARK):
        line = lines[end].text
        if lines_of.is_file_mark(line):
            after = end + 1
            while after < len(lines) and lines[end].in_table and _is_name(lines[after]):
                after += 1
            titled = lines_of.is_named_mark(line) and _stands_above_title(lines, after)
            return after if titled or _confirmed(lines, after) else 0
        if not lines_of.is_organization(line):
            return 0
        end += 1
    return 0


def _is_name(line: OfficialLine) -> bool:
    return line.in_table and lines_of.is_organization(line.text)


def _stands_above_title(lines: Sequence[OfficialLine], after: int) -> bool:
    """Tell whether the lines below are the title of a document: 关于…的通知."""
    near = [line.text for line in lines[after : after + 2]]
    titles = ("".join(near[:count]) for count in range(1, len(near) + 1))
    return any("关于" in title and lines_of.is_finished_title(title) for title in titles)


def _confirmed(lines: Sequence[OfficialLine], after: int) -> bool:
    """Tell whether number, signer or end of a document confirm a mark."""
    near = lines[after : after + REACH]
    if any(lines_of.head_role(line.text) or lines_of.is_number(line.text) for line in near):
        return True
    return any(lines_of.foot_role(line.text) in (COPIES_TO, PRINTED) for line in lines[after:])


def _letter_mark(lines: Sequence[OfficialLine], at: int) -> int:
    """Return the end of a letter's mark: names of organizations alone, then the number."""
    end = at
    while end < min(len(lines), at + REACH) and lines_of.is_letter_mark(lines[end].text):
        end += 1
    near = lines[end : end + 3]
    numbered = False
    for line in near:
        numbered = numbered or lines_of.head_role(line.text) == NUMBER
        if not numbered and not lines_of.head_role(line.text):
            break
    return end if end > at and numbered else 0


def _bulletin_mark(lines: Sequence[OfficialLine], at: int) -> int:
    """Return the end of the mark of an order, of minutes or of a bulletin.
    A number follows.

    Issuers may stand on lines of their own above the name of a bulletin.
    """
    start = at
    while at < min(len(lines) - 1, start + REACH) and lines_of.is_organization(lines[at].text):
        at += 1
    line = lines[at].text
    near = [item.text for item in lines[at + 1 : at + 4]]
    if lines_of.is_order_mark(line) and any(map(lines_of.is_order_number, near[:2])):
        return at + 1
    if not lines_of.is_bulletin_mark(line):
        return 0
    numbered = any(lines_of.is_issue(item) or lines_of.is_number(item) for item in near[:2])
    return at + 1 if numbered else 0
