"""Read the form of an official document (GB/T 9704).
What stands around its title and its text.

The lines are those of the whole text, in reading order; a table's cells are lines too. What is
found here is named in the receipt and leaves the text; the title becomes the headline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from . import official_lines as lines_of
from .labelled_lines import is_meeting_line
from .metadata_line import is_credit, is_metadata_line
from .official_lines import (
    COMPILED,
    COPIES_TO,
    ISSUE,
    KEYWORDS,
    MARK,
    NUMBER,
    PRINTED,
    RULE,
    SECRECY,
    SIGNER,
)
from .official_marks import OfficialLine, mark_end

MOST_HEAD, MOST_TITLE, MOST_COPIES = 14, 5, 8
# One of these shows that a text is an official document.
FORM = frozenset({MARK, NUMBER, SIGNER, SECRECY, ISSUE, COPIES_TO, PRINTED})


@dataclass
class OfficialDocument:
    """The form of one document.
    `roles` are {number of the line: its role}; `title` are the numbers of the title's lines;
    `issuer` and `day` come from the signature, else the mark and the printing line."""

    roles: dict[int, str] = field(default_factory=dict)
    title: list[int] = field(default_factory=list)
    headline: str = ""
    issuer: str = ""
    day: date | None = None

    def left_out(self, lines: Sequence[OfficialLine]) -> list[tuple[int, str, str]]:
        """Return (number of the line, role, words) of what leaves the text, in reading order."""
        found = ((at, role, " ".join(lines[at].text.split())) for at, role in self.roles.items())
        return sorted((at, role, words) for at, role, words in found if role != RULE)


def read_official(lines: Sequence[OfficialLine]) -> OfficialDocument | None:
    """Return the form of an official document; None where the lines show no such form."""
    document = OfficialDocument()
    start = _read_head(lines, document)
    end = _read_title(lines, start, document)
    _read_feet(lines, end, document)
    is_signed = _read_signature(lines, end, document)
    has_form = bool(FORM & set(document.roles.values()))
    return document if has_form or (is_signed and _is_letter(lines, end, document)) else None


def _is_letter(lines: Sequence[OfficialLine], end: int, document: OfficialDocument) -> bool:
    """Tell whether a text without a red head is an official one.
    关于…的通知, then who receives it."""
    greets = end < len(lines) and lines_of.is_salutation(lines[end].text)
    return greets and lines_of.is_finished_title(document.headline)


def _read_head(lines: Sequence[OfficialLine], document: OfficialDocument) -> int:
    """Read the lines above the title; return where it begins."""
    at, end = 0, min(len(lines), MOST_HEAD)
    while at < end:
        role = lines_of.head_role(lines[at].text)
        if role:
            document.roles[at] = role
            at += 1
        elif MARK not in document.roles.values() and (after := mark_end(lines, at)):
            document.roles |= dict.fromkeys(range(at, after), MARK)
            at = after
        elif role := _below_mark(lines[at].text, document):
            document.roles[at] = role
            at += 1
        elif _is_compiled_in_cells(lines, at, document):
            document.roles |= dict.fromkeys((at, at + 1), COMPILED)
            at += 2
        else:
            break
    if set(document.roles.values()) <= {RULE}:
        document.roles.clear()
        return 0
    return at


def _is_compiled_in_cells(
    lines: Sequence[OfficialLine], at: int, document: OfficialDocument
) -> bool:
    """Tell whether office and day stand in two lines below the number.
    The number of a bulletin."""
    if ISSUE not in document.roles.values() or at + 1 >= len(lines):
        return False
    named = bool(lines_of.compiling_office(lines[at].text))
    return named and lines_of.written_day(lines[at + 1].text) is not None


def _below_mark(line: str, document: OfficialDocument) -> str:
    """Return the role of a line that means something only below a mark."""
    if MARK not in document.roles.values():
        return ""
    if lines_of.is_order_number(line) or lines_of.is_issue(line):
        return ISSUE
    has_issue = ISSUE in document.roles.values() or NUMBER in document.roles.values()
    is_compiled = lines_of.is_compiled(line) or (
        ISSUE in document.roles.values() and lines_of.written_day(line) is not None
    )
    return COMPILED if has_issue and is_compiled else ""


def _read_title(lines: Sequence[OfficialLine], start: int, document: OfficialDocument) -> int:
    """Read the title and a number below it; return where the text begins."""
    end = _title_end(lines, start, has_head=start > 0)
    numbers = [
        at for at in range(end, min(end + 3, len(lines))) if lines_of.is_number(lines[at].text)
    ]
    numbers = numbers if end > start else []
    document.roles |= dict.fromkeys(numbers, NUMBER)
    document.title = list(range(start, end)) or _take_mark_as_title(lines, document)
    document.headline = lines_of.join_title([lines[at].text for at in document.title])
    return max([end, *(at + 1 for at in numbers)])


def _take_mark_as_title(lines: Sequence[OfficialLine], document: OfficialDocument) -> list[int]:
    """Take the mark of an order or minutes as the only title."""
    mark = [at for at, role in document.roles.items() if role == MARK]
    if any(lines_of.is_file_mark(lines[at].text) for at in mark):
        return []
    for at in mark:
        del document.roles[at]
    return mark


def _title_end(lines: Sequence[OfficialLine], start: int, *, has_head: bool) -> int:
    """Return the end of the title that begins at a line.
    Before the salutation where only title lines stand above it, else where the title is
    finished or no longer centred."""
    most = min(len(lines), start + MOST_TITLE)
    fits = start
    while fits < most and _fits(lines[fits]):
        fits += 1
    if fits == start:
        return start
    below = lines[fits].text if fits < len(lines) else ""
    if lines_of.is_salutation(below) or lines_of.is_number(below):
        return _without_names(lines, start, fits)
    centred = start
    while centred < fits and lines[centred].centred:
        centred += 1
    if centred > start:
        return _finished(lines, start, centred) or _without_names(lines, start, centred)
    return (_finished(lines, start, fits) or start + 1) if has_head else start


def _fits(line: OfficialLine) -> bool:
    text = line.text
    return (
        lines_of.may_be_title(text)
        and not lines_of.is_number(text)
        and not lines_of.foot_role(text)
        and not is_metadata_line(text)
        and not is_meeting_line(text)
    )


def _finished(lines: Sequence[OfficialLine], start: int, end: int) -> int:
    """Return where the title is finished first; 0 where no line finishes it."""
    for at in range(start + 1, end + 1):
        if lines_of.is_finished_title("".join(line.text for line in lines[start:at])):
            return at
    return 0


def _without_names(lines: Sequence[OfficialLine], start: int, end: int) -> int:
    """Return the title's end without issuers below a finished one."""
    finished = _finished(lines, start, end)
    rest = lines[finished:end]
    names = finished and all(lines_of.is_organization(line.text) for line in rest)
    return finished if names else end


def _read_feet(lines: Sequence[OfficialLine], start: int, document: OfficialDocument) -> None:
    """Read the lines below the text, wherever attachments stand behind them."""
    at = start
    while at < len(lines):
        role = lines_of.foot_role(lines[at].text)
        if (
            role == COPIES_TO
            and lines[at].text.strip().startswith("主送")
            and not _near_feet(lines, at)
        ):
            role = ""
        if not role and _is_sent(lines, at, document):
            role = COPIES_TO
        if role:
            document.roles[at] = role
            if role == PRINTED:
                _add_office(lines, at, document)
            if role in (COPIES_TO, KEYWORDS):
                at = _continued(lines, at, document)
        at += 1
    _add_rules(lines, start, document)


def _near_feet(lines: Sequence[OfficialLine], at: int) -> bool:
    return any(
        lines_of.foot_role(line.text) == PRINTED for line in lines[at + 1 : at + MOST_COPIES]
    )


def _is_sent(lines: Sequence[OfficialLine], at: int, document: OfficialDocument) -> bool:
    """Tell whether 报：…, 送：…, 发：… end minutes or a bulletin.
    Or stand among its last lines."""
    if not lines_of.is_sent(lines[at].text):
        return False
    rest = (line.text for line in lines[at + 1 :] if line.text)
    ends = all(
        lines_of.foot_role(line)
        or lines_of.is_sent(line)
        or lines_of.head_role(line)
        or is_credit(line)
        for line in rest
    )
    has_form = bool({MARK, ISSUE} & set(document.roles.values()))
    return ends and (has_form or at - 1 in document.roles or _near_feet(lines, at))


def _continued(lines: Sequence[OfficialLine], at: int, document: OfficialDocument) -> int:
    """Take the further lines of 抄送; return the last of them."""
    last, role = at, document.roles[at]
    while last + 1 < len(lines) and last - at < MOST_COPIES:
        after = lines[last + 1].text
        open_ended = lines[last].text.rstrip().endswith(("，", "、", ",", "；", ";"))
        if lines_of.foot_role(after) or not (open_ended or _prints_soon(lines, last + 1)):
            break
        if lines_of.is_office(after) and not open_ended:
            break
        last += 1
        document.roles[last] = role
    return last


def _prints_soon(lines: Sequence[OfficialLine], at: int) -> bool:
    """Tell whether a line stands between 抄送 and the printing line, with nothing else around."""
    for line in lines[at + 1 : at + 4]:
        if lines_of.foot_role(line.text) == PRINTED:
            return True
        if len(line.text) > 60:
            return False
    return False


def _add_office(lines: Sequence[OfficialLine], at: int, document: OfficialDocument) -> None:
    """Add the office that stands beside the day of printing.
    On a line of its own."""
    before = at - 1
    alone = lines_of.squeezed(lines[at].text)[:1] in tuple("12二一")
    taken = before < 0 or before in document.roles or before in document.title
    if alone and not taken and _prints(lines[before]):
        document.roles[before] = PRINTED


def _prints(line: OfficialLine) -> bool:
    in_cell = line.in_table and lines_of.is_organization(line.text)
    return in_cell or lines_of.is_office(line.text)


def _add_rules(lines: Sequence[OfficialLine], start: int, document: OfficialDocument) -> None:
    """Take typed rules between the lines at the end."""
    for at in range(start, len(lines)):
        beside = {at - 1, at + 1} & document.roles.keys()
        if beside and lines_of.head_role(lines[at].text) == RULE:
            document.roles[at] = RULE


def _read_signature(lines: Sequence[OfficialLine], start: int, document: OfficialDocument) -> bool:
    """Read issuer and day: from the signature, else from the mark and the printing line.
    Tells whether somebody signed."""
    signed = next(
        filter(None, (_signed(lines, at, start) for at in range(start, len(lines)))), None
    )
    if signed:
        document.issuer, document.day = signed
    else:
        document.day = _lone_day(lines, start, document) or _day_of_printing(lines, document)
    named = (_marked_issuer(lines, document), document.issuer, _compiling_office(lines, document))
    document.issuer = next(filter(None, named), "")
    return bool(signed)


def _signed(lines: Sequence[OfficialLine], at: int, start: int) -> tuple[str, date] | None:
    """Return issuer and day where a signature ends at a line.
    Several issuers stand above it."""
    if at <= start or (alone := lines_of.signed_line(lines[at].text)):
        return alone if at > start else None
    day = lines_of.written_day(lines[at].text)
    first = at
    while day and first - 1 > start and lines_of.signers_of(lines[first - 1].text):
        first -= 1
    return (lines_of.signers_of(lines[first].text)[0], day) if day and first < at else None


def _lone_day(lines: Sequence[OfficialLine], start: int, document: OfficialDocument) -> date | None:
    days = [
        day
        for at in range(start, len(lines))
        if at not in document.roles and (day := lines_of.written_day(lines[at].text))
    ]
    return days[-1] if days else None


def _day_of_printing(lines: Sequence[OfficialLine], document: OfficialDocument) -> date | None:
    """Return the day of the printing line, else that below the name of a bulletin."""
    written = [(role, lines[at].text) for at, role in sorted(document.roles.items())]
    days = [lines_of.printed_day(line) for role, line in written if role == PRINTED]
    days += [
        lines_of.compiled_day(line) for role, line in written if role in (PRINTED, COMPILED, ISSUE)
    ]
    return next(filter(None, days), None)


def _marked_issuer(lines: Sequence[OfficialLine], document: OfficialDocument) -> str:
    """Return the issuer that the mark of 文件 names first; empty without one."""
    for at, role in sorted(document.roles.items()):
        named = lines_of.marked_issuers(lines[at].text)
        if role == MARK and named:
            return named[0]
    return ""


def _compiling_office(lines: Sequence[OfficialLine], document: OfficialDocument) -> str:
    """Return the office below the name of a bulletin; empty without one."""
    for at, role in sorted(document.roles.items()):
        if role in (COMPILED, ISSUE) and (office := lines_of.compiling_office(lines[at].text)):
            return office
    return ""
