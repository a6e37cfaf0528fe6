"""The lines of a title: one line, or all that stand above the metadata."""

import re

from series.text.markup.blocks import Block
from series.text.markup.stored_html import paragraph

from .credit_line import read_byline
from .head_lines import is_byline_above, is_part_of_sentence, is_speaker, part_speaker
from .heads.words_beside_day import read_words_beside_day
from .labelled_lines import form_line
from .metadata_line import DATE, bare, is_metadata_line
from .official_lines import is_organization as is_office
from .written_dates import divided_day

MOST = 3
LONGEST = 60
LONGEST_SENTENCE = 24
LONGEST_DAY = 16
LONE_COLUMN = re.compile(r"【[^【】]{1,40}】")
DASHES = ("——", "--", "－－", "──")
ENDS_OTHERWISE = tuple("。；：;:，,")
# What a report calls itself in its subtitle.
REPORT = re.compile(
    "(?:侧|札|散|小|手|日|漫|杂|游|略|随)?记$|(?:纪实|纪事|综述|扫描|观察|巡礼|调查|见闻|速写|掠影|剪影|写真|启示|述评|特写|回眸)$"
)
_DEDICATION = re.compile("(?:——|--|－－|──)(?:题记|题|致|献给|谨[以献]|代序|.{0,12}语$)")
REFERENCE = re.compile(r"[〔\[（]\d{4}[〕\]）]\s*\d+\s*号$")


def is_subtitle(line: str) -> bool:
    return line.startswith(DASHES) and len(line) <= 80


def take_subtitle(rest: list[Block], title: str) -> str:
    """Take the subtitle from the top of `rest`; "" where there is none."""
    if not rest or not (
        is_subtitle(rest[0].text) or _is_plain_subtitle(title, rest[0].text, rest[1:2])
    ):
        return ""
    return rest.pop(0).text


def _is_plain_subtitle(title: str, line: str, below: list[Block]) -> bool:
    """Tell whether a line without a dash is the subtitle, above a reporter's byline.

    It says what kind of report it is; a longer line alone may be the title below a kicker."""
    if not below or not read_byline(below[0].text).author or not may_belong_to_title(line):
        return False
    is_name = is_office(title) or is_office(line)
    return 4 <= len(title) <= LONGEST and not is_name and bool(REPORT.search(line))


def take_title(rest: list[Block]) -> str:
    """Take the title from the top of `rest`, its lines joined by a space.
    Returns "" where the text begins with a paragraph."""
    if not rest or _is_paragraph(rest[0].text):
        return ""
    title, speaker = part_speaker(rest[0].text)
    if speaker:
        rest[:1] = [Block(rest[0].kind, title, ""), Block("p", speaker, paragraph(speaker))]
    lines = [rest.pop(0) for _ in range(_height(rest))]
    return " ".join(block.text.replace("\n", " ") for block in lines)


def _height(rest: list[Block]) -> int:
    """Return the number of lines of the title.
    These are the lines above subtitle and metadata, where those follow; else one, and one more
    under a column that has its line to itself."""
    lone = bool(LONE_COLUMN.fullmatch(rest[0].text.strip())) and len(rest) > 1
    for at, block in enumerate(rest[: MOST + 1 + lone]):
        if at and ends_title(rest, at):
            return at - (at > 1 and _ends_with_subtitle(rest, at))
        if block.kind != rest[0].kind or not may_belong_to_title(block.text):
            break
        sender = is_office(block.text) and not is_part_of_sentence(block.text)
        if at and (sender or is_byline_above(block.text, rest[at + 1 : at + 2])):
            return at  # who sent or wrote the text
        if at and is_speaker(block.text, rest[at - 1].text):
            return at
    return 2 if lone else 1


def _ends_with_subtitle(rest: list[Block], end: int) -> bool:
    title = " ".join(block.text for block in rest[: end - 1])
    return _is_plain_subtitle(title, rest[end - 1].text, rest[end : end + 1])


def ends_title(rest: list[Block], at: int) -> bool:
    """Tell whether a line is metadata, a byline, or a subtitle."""
    if at >= len(rest):
        return False
    if is_subtitle(rest[at].text) and not _DEDICATION.match(rest[at].text):
        return True
    line = rest[at].text
    if DATE.match(line) and any(DATE.match(block.text) for block in rest[at + 1 : at + 2]):
        return True  # a chronicle
    if is_metadata_line(line) or read_byline(line).author or form_line(line):
        return True
    if read_words_beside_day(bare(line)):
        return True
    return len(line) <= LONGEST_DAY and divided_day(line) is not None


def may_belong_to_title(line: str) -> bool:
    """Tell whether a line may be one of a title's."""
    whole = len(line) <= LONGEST and not line.endswith(ENDS_OTHERWISE)
    return whole and not line.startswith(DASHES) and not REFERENCE.search(line)


def _is_paragraph(line: str) -> bool:
    return len(line) > LONGEST_SENTENCE and line.endswith("。")
