"""The lines with metadata above and below a text, each fact taken once."""

import re
from collections.abc import Container
from dataclasses import replace
from datetime import date

from series.text.markup.blocks import Block

from .around.unknown_lines import take_unknown_lines
from .closing_lines import find_signature
from .credit_line import are_persons, is_organization, join_persons
from .furniture_line import is_disclaimer, is_furniture_line
from .head_lines import take_byline
from .heads.english_lines import is_english_button, is_english_medium
from .heads.fact_lines import part_fact_lines
from .labelled_lines import form_line, is_meeting_line, is_of_event, names_recorder
from .metadata_line import (
    CREDITS,
    DATE,
    REGION,
    MetadataLine,
    bare,
    is_credit,
    is_metadata_line,
    moment_of,
    names_editor_in_charge,
    read_metadata_line,
    source_taken_from,
)
from .official_lines import is_organization as is_office
from .official_lines import names_receivers
from .signed_names import read_signed_names
from .wechat_lines import OTHER_TEXTS
from .work_credits import read_work_credits
from .written_dates import divided_day, find_moments

SEARCH = 8
LONGEST_TAIL = 60
MOST_OTHERS = 14  # lines: the headlines of other texts and the page's lines below them
LONGEST_DAY = 16
LEFTOVER = re.compile(
    r"(?:上|下|前|后)一?[篇条页则]\s*[:：].{0,80}|(?:上|下)一[篇条页则]|阅读原文|往期(?:推荐|回顾)|END|[-—–_=*~～\s]{3,}",
    re.IGNORECASE,
)
DAY_IN_BRACKETS = re.compile(rf"[（(]\s*{DATE.pattern}\s*[）)]")
ENDS_TEXT = tuple("。！？”…）")
# Where people meet, in a line below the time.
_PLACE = re.compile(
    r"\S{0,20}(?:[一二三四五六七八九十\d][楼层]|\d{3,4}室|(?:会议|会客|接待|活动|阅览|培训|教|议事|贵宾)室|(?:会议|报告|多功能|宴会|展|大|餐|活动|培训)厅"
    r"|礼堂|食堂|(?:体育|展览|会展|宾)馆|会场|现场|酒店|饭店|大厦|广场|校区)"
)
_DAY_AT_END = re.compile(rf"\s*(?:{DATE.pattern})$")

# （2026年4月22日供稿）, （冯某 供稿 2026-04-22）, （供稿：冯某　2026年4月22日）
_SUPPLIED = r"(?:供稿|投稿|来稿|报送|寄稿|发稿)"
_SUPPLIED_BY = re.compile(rf"(?P<who>[^\s，,：:]{{2,24}}?)\s*{_SUPPLIED}")
_WRITES = (
    r"(?:(?:初稿|[一二三]稿)?(?:写|作|草|撰|记|改|补记|写作|写成|修改|改定|完稿|定稿|成稿|脱稿))"
)
_WRITTEN_PLACE = r"(?:(?![的了时])[\u3400-\u9fff]){0,10}"
_WRITTEN = re.compile(
    rf"{_WRITES}[于在]?\|[，,\s]*(?:[于在]?{_WRITTEN_PLACE})|\|[，,\s]*(?:[于在]{_WRITTEN_PLACE})?{_WRITES}(?:[于在]{_WRITTEN_PLACE})?"
)
LONGEST_ADDRESS = 200
# Where the authors of a paper work, to the postcode.
_ADDRESS = re.compile(
    r"[（(\[]?(?=[^。！？]*?(?:学院|大学|学校|党校|研究[院所室会]|[商协学]会|工商联|中心|公司|集团|[局委办厅部系院所社馆]))"
    r"(?:\s*[^。！？：:；;（）()]{6,70}?[\s，,]*\d{6}\s*[；;]?)+\s*[）)\]]?"
)
_OF_AUTHOR = re.compile(r"[#＃]|关\s*键\s*[词字]|标签|话题|分类|[\d\s]+$|[.…。]+$")

Pieces = list[tuple[str, str]]


def take_lines_above(
    rest: list[Block], known: MetadataLine, *, day: date | None = None, titled: bool = True
) -> tuple[MetadataLine, Pieces]:
    """Take the metadata lines from the top of `rest`.
    `known` is what other lines have said.

    Where the day of publication is known from the page, another one alone in its line heads a part
    of the text, as in a chronicle (decision 103). Below a title (`titled`) the name of an English
    paper and buttons may stand among them.
    """
    known, pieces = _take_divided_day(rest, known)
    lines: list[str] = []
    part_fact_lines(rest)
    while rest and len(lines) < SEARCH and _is_above(rest, lines if titled else []):
        if _event(rest) or _is_chronicle(rest) or _is_other_day(rest[0].text, day):
            break
        dated = known.published_on or any(read_metadata_line(line).published_on for line in lines)
        bracketed = DAY_IN_BRACKETS.fullmatch(rest[0].text.strip())
        if bracketed and (dated or (day and moment_of(bracketed[0])[0] != day)):
            break  # the own day of a speech stays with it
        lines.append(rest.pop(0).text)
        if len(rest) > 1 and DATE.match(lines[-1]) and REGION.fullmatch(rest[0].text.strip()):
            lines.append(rest.pop(0).text)
    known, read = _read(lines, known)
    return known, [*pieces, *read]


def _is_above(rest: list[Block], taken: list[str]) -> bool:
    """Tell whether the first line is one of metadata.

    Below another it may be the medium or a button of an English page."""
    line = rest[0].text
    if is_metadata_line(line):
        return True
    return bool(taken) and len(rest) > 1 and (is_english_medium(line) or is_english_button(line))


def _take_divided_day(rest: list[Block], known: MetadataLine) -> tuple[MetadataLine, Pieces]:
    """Take a day in two pieces from the top, in one line or two."""
    for count in (1, 2) if rest and rest[0].text[:1].isdigit() else ():
        words = " ".join(block.text for block in rest[:count])
        day = divided_day(words) if len(words) <= LONGEST_DAY and len(rest) > count else None
        if day and not known.published_on:
            pieces = [("date", rest.pop(0).text) for _ in range(count)]
            return merge_metadata(MetadataLine(day), known), pieces
    return known, []


def _is_chronicle(rest: list[Block]) -> bool:
    """Tell whether the first two lines begin with different days and say what happened."""
    found = [DATE.match(block.text) for block in rest[:2]]
    told = [
        match and block.text[match.end() :].strip()
        for match, block in zip(found, rest, strict=False)
    ]
    days = [match and match.group("y", "m", "d") for match in found]
    return len(days) == 2 and all(told) and days[0] != days[1]


def _is_other_day(line: str, day: date | None) -> bool:
    found = next(find_moments(line), None) if day else None
    return bool(found and line[: found.start] + line[found.end :] == "" and found.day != day)


def _event(rest: list[Block]) -> bool:
    """Tell whether a text begins with when and where something takes place."""
    if len(rest) < 2:
        return False
    line, below = (block.text.strip() for block in rest[:2])
    moment = DATE.fullmatch(line)
    is_moment = bool(moment and (moment["h"] or moment["hour"]))
    return is_of_event(line, below) or (is_moment and bool(_PLACE.fullmatch(below)))


def take_byline_above(rest: list[Block], known: MetadataLine) -> tuple[MetadataLine, Pieces]:
    """Take a line of author, or office and day, where none is known.
    Beside a known source only a line that names persons."""
    if known.author:
        return known, []
    found, pieces = take_byline(
        rest, persons_only=bool(known.source), dated=bool(known.published_on)
    )
    return merge_metadata(known, found), [_once(role, words, known) for role, words in pieces]


def _is_address(line: str) -> bool:
    return len(line) <= LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(line))


def take_addresses(rest: list[Block]) -> Pieces:
    """Take the institutes of a paper's authors from below their names: （某学院，某市 213000）."""
    pieces: Pieces = []
    while len(rest) > 1 and rest[0].kind == "p" and _is_address(rest[0].text.strip()):
        pieces.append(("dropped", rest.pop(0).text))
    return pieces


def take_lines_below(rest: list[Block], known: MetadataLine) -> tuple[MetadataLine, Pieces]:
    """Take buttons, links to neighbours and credits from below the text.
    One paragraph always stays."""
    lines = _take_other_texts(rest)
    of_page: set[str] = set()
    while len(rest) > 1 and (len(rest[-1].text) <= LONGEST_TAIL or _is_long_tail(rest[-1].text)):
        if _is_tail(rest) or (
            len(rest) > 2 and is_credit(rest[-2].text) and form_line(rest[-1].text)
        ):
            lines.insert(0, rest.pop().text)
        elif rest[-1].kind == "hr":
            rest.pop()
        elif unknown := take_unknown_lines(rest, lines):
            lines[:0] = unknown
            of_page |= set(unknown)
        else:
            break
    return _read(lines, known, of_page=of_page)


def _is_long_tail(line: str) -> bool:
    return is_disclaimer(line) or names_receivers(line)


def _take_other_texts(rest: list[Block]) -> list[str]:
    """Take the headlines of other texts, and the line above them, from the end.

    相关阅读 and the like head them, beside a line of the page above or below: an author's own list
    stays, and so do sentences below such a line."""
    for at in range(max(1, len(rest) - MOST_OTHERS), len(rest) - 1):
        if OTHER_TEXTS.fullmatch(rest[at].text.strip()):
            lines, below = rest[at:], rest[at + 1 :]
            is_of_page = _is_tail(rest) or (at > 1 and _is_tail(rest[:at]))
            if not is_of_page or not all(map(_may_be_headline, below)):
                return []
            del rest[at:]
            return [block.text for block in lines]
    return []


def _may_be_headline(block: Block) -> bool:
    return block.kind in ("p", "li") and not block.text.endswith(("。", "；"))


def take_credits_above_signature(
    rest: list[Block], known: MetadataLine
) -> tuple[MetadataLine, Pieces, int]:
    """Take credits from above the last lines of office and day.

    Those lines stay in the text; also returns how many they are."""
    signature = find_signature(rest)
    if not signature:
        return known, [], 0
    above, below = rest[: -len(signature)], rest[-len(signature) :]
    lines: list[str] = []
    while len(above) > 1 and len(above[-1].text) <= LONGEST_TAIL and _names_writer(above):
        lines.insert(0, above.pop().text)
    rest[:] = [*above, *below]
    known, pieces = _read(lines, known)
    return known, pieces, len(below) if lines else 0


def supplied_on(line: str) -> MetadataLine | None:
    """Return the fields of a line with the day on which somebody sent a text.

    （2026年4月22日供稿）, （冯某 供稿 2026-04-22）; None for a line that says more."""
    text = _unbracketed(line)
    found = list(find_moments(text)) if len(text) <= LONGEST_TAIL and "稿" in text else []
    if len(found) != 1:
        return None
    before, day, behind = (
        text[: found[0].start], text[found[0].start : found[0].end], text[found[0].end :],
    )  # fmt: skip
    words = (before + behind).strip(" \u3000，,；;")
    named = _supplier(words)
    if named is None:
        return None
    pieces = named.pieces
    dated = [("date", day.strip())]
    pieces = (*dated, *pieces) if not before.strip() else (*pieces, *dated)
    return replace(named, published_on=found[0].day, published_time=found[0].clock, pieces=pieces)


def _supplier(words: str) -> MetadataLine | None:
    """Return whoever sent a text: 冯某供稿, 供稿：示例商会; nobody for 供稿 alone."""
    if re.fullmatch(_SUPPLIED, words):
        return MetadataLine(pieces=(("dropped", words),))
    if not (by := _SUPPLIED_BY.fullmatch(words)):
        labelled = re.match(rf"{_SUPPLIED}[人者]?\s*[:：]", words) and is_credit(words)
        return read_metadata_line(words) if labelled else None
    who = by["who"]
    behind = words[by.end("who") :].strip()
    if are_persons(who):
        return MetadataLine(author=who, pieces=(("author", who), ("dropped", behind)))
    office = is_office(who) or is_organization(who)
    return (
        MetadataLine(source=who, pieces=(("source", who), ("dropped", behind))) if office else None
    )


def _unbracketed(line: str) -> str:
    return bare(line.strip().strip("〔〕"))


def _day_of_writing(line: str) -> date | None:
    """Return the day in a last line that says when its author wrote: （写于2026年4月22日）."""
    text = _unbracketed(line)
    found = list(find_moments(text)) if len(text) <= LONGEST_DAY * 2 else []
    if len(found) != 1 or not _WRITTEN.fullmatch(
        f"{text[: found[0].start]}|{text[found[0].end :]}"
    ):
        return None
    return found[0].day


def signature_date(rest: list[Block]) -> date | None:
    """Return the day under the signature of a notice, a call or a letter."""
    if day := _day_of_last_line(rest) or (len(rest) > 1 and _day_of_writing(rest[-1].text)):
        return day
    lines = [block.text for block in find_signature(rest)] if len(rest) > 1 else []
    days = (found.day for line in lines for found in find_moments(line))
    return next(days, None)


def _day_of_last_line(rest: list[Block]) -> date | None:
    """Return the day that fills the last line, alone or behind an office."""
    line = rest[-1].text.replace(" ", "") if len(rest) > 1 else ""
    if DATE.fullmatch(line):
        return moment_of(line)[0]
    day = _DAY_AT_END.search(line)
    return moment_of(day[0])[0] if day and is_office(line[: day.start()]) else None


def _is_tail(rest: list[Block]) -> bool:
    line = rest[-1].text
    if _names_writer(rest) or LEFTOVER.fullmatch(line.strip()):
        return True
    if rest[-1].kind == "p" and names_receivers(line):
        return True
    return rest[-1].kind == "p" and _is_furniture(line)


def _names_writer(rest: list[Block]) -> bool:
    """Tell whether the last line says who made a text or where it stood."""
    line, before = rest[-1].text, rest[-2].text
    if (
        is_credit(line)
        or supplied_on(line)
        or (names_recorder(line) and not is_meeting_line(before))
    ):
        return True
    if rest[-1].kind == "p" and rest[-2].kind != "figure" and read_work_credits(line):
        return True
    return before.endswith(ENDS_TEXT) and read_signed_names(line) is not None


def _is_furniture(line: str) -> bool:
    """Tell whether a line is a page's and nothing that an author ends with.
    Topics, key words and numbers are; a picture has no words."""
    text = line.strip()
    if not text:
        return False
    is_kept = _OF_AUTHOR.match(text) or DATE.search(text) or source_taken_from(text)
    return not is_kept and is_furniture_line(text)


def _of_signed(line: str) -> MetadataLine | None:
    """Return the fields of a line that names who wrote the text and nothing else."""
    signed = None if read_work_credits(bare(line)) else read_signed_names(f"（{bare(line)}）")
    if signed and (read_metadata_line(line).editor or DATE.search(line)):
        return None  # 撰稿：X 编辑：Y
    return signed and MetadataLine(source=signed.source, author=signed.author, pieces=signed.pieces)


def _read(
    lines: list[str], known: MetadataLine, *, of_page: Container[str] = ()
) -> tuple[MetadataLine, Pieces]:
    """Return what lines add to the known fields, and their pieces; `of_page` say nothing."""
    pieces: Pieces = []
    before = known.author
    in_charge = any(map(names_editor_in_charge, lines))
    for line in lines:
        if (
            line in of_page
            or LEFTOVER.fullmatch(line.strip())
            or _is_furniture(line)
            or names_receivers(line)
        ):
            pieces.append(("dropped", line))
            continue
        line_fields = (
            form_line(line)
            or supplied_on(line)
            or _of_signed(line)
            or read_metadata_line(line.replace("\n", " "), in_charge=in_charge)
        )
        if all(role == "dropped" for role, _ in line_fields.pieces):
            pieces.append(("dropped", line))
            continue
        authors = "" if before else join_persons(known.author, line_fields.author)
        added = bool(known.author) and len(authors) > len(known.author)
        said = known.author.split("、")
        pieces += [
            (role, text)
            if added and role == "author" and text not in said
            else _once(role, text, known)
            for role, text in line_fields.pieces
        ]
        known = merge_metadata(known, line_fields)
        known = replace(known, author=authors) if added else known
    return known, pieces


def _once(role: str, text: str, known: MetadataLine) -> tuple[str, str]:
    """Return the role and text of a piece.
    A second source, author or editor is dropped."""
    return ("dropped" if role in CREDITS and getattr(known, role) else role), text


def merge_metadata(first: MetadataLine, second: MetadataLine) -> MetadataLine:
    """Return the fields of `first`, and those of `second` where `first` has none.

    The day of a change yields to one of publication."""
    yields = first.updated and second.published_on and not second.updated
    if not first.published_on or yields:
        first = replace(
            first,
            published_on=second.published_on,
            published_time=second.published_time,
            updated=second.updated,
        )
    credits = {role: getattr(first, role) or getattr(second, role) for role in CREDITS}
    return replace(first, **credits)
