"""Lines that a label begins: forms of manuscripts, facts of meetings and events.

Offices send manuscripts as forms, in lines or in a table: 标题：…, 单位：…, 作者：… (decisions 104 and
172). 时间：… above 地点：… says when and where something takes place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, takewhile

from series.text.markup.blocks import Block

from .credit_line import is_organization, persons_of
from .heads.form_fields import length_of_form
from .metadata_line import (
    CREDITS,
    LABELS,
    LONGEST,
    MetadataLine,
    bare,
    is_credit,
    is_metadata_line,
    read_metadata_line,
)
from .written_dates import find_moments

Pieces = list[tuple[str, str]]
_TITLES = {
    "kicker": r"引\s*题|肩\s*题|眉\s*题",
    "title": r"(?:文章|稿件|新闻|主|正|大)?标\s*题|题\s*目|正\s*题|主\s*题|篇\s*名",
    "subtitle": r"副\s*标?\s*题|子标题",
}
_LABEL = "|".join(f"(?P<{role}>{words})" for role, words in _TITLES.items())
LABELLED = re.compile(
    rf"(?P<open>[【\[（(])?\s*(?:{_LABEL})\s*(?(open)[】\]）)]\s*[:：]?|(?:[:：]|\t))\s*(?P<words>\S.*)"
)
_OF_OFFICE = r"(?:作者|工作|所在|报送|投稿|供稿|选送)?单\s*位|部\s*门"
_OF_WRITER = r"姓\s*名|投稿人|撰稿人|供稿人|报送人"
_OF_CONTACT = (
    r"(?:联系)?电\s*话|手\s*机(?:号码?)?|联系方式|电子邮箱|邮\s*箱|地\s*址|邮\s*编|字\s*数|职\s*务|职\s*称|体\s*裁"
    r"|(?:投稿|刊发)?栏目|稿件类[型别]|备\s*注"
    r"|微\s*信(?:号码?|名)?|Q\s*Q(?:号码?)?|[Ee]-?mail|电子邮件|移动电话|身份证(?:号码?)?|银行(?:卡号?|[账帐][号户])"
    r"|开户(?:银?行|名)|(?:通[讯信]|家庭|收件)地址|是否(?:首发|原创|一稿多投|发表过?)"
)
_FORM = re.compile(
    rf"(?P<open>[【\[])?\s*(?P<label>(?P<source>{_OF_OFFICE})|(?P<author>{_OF_WRITER})|{_OF_CONTACT})"
    r"\s*(?(open)[】\]]\s*[:：]?|(?:[:：]|\t))\s*(?P<words>.*)"
)
# Below a text it belongs to the text; a form's own leaves it.
_CONTACT = re.compile(r"[【\[]\s*联\s*系\s*人\s*[】\]].*|联\s*系\s*人\s*(?:[:：]|\t).*")
_PRIVATE = re.compile(
    r"(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)|[\w.-]+@[\w.-]+|(?:微信|QQ)号?\s*[:：】\]]"
)
_NUMBER_ALONE = re.compile(r"(?:1[3-9]\d|0\d{2,3})(?:[\s-]?\d{3,4}){2}|[\w.-]+@[\w.-]+")
_NEXT_FIELD = re.compile(
    rf"[\s；;，,|｜]+(?=(?:{_OF_OFFICE}|{_OF_WRITER}|{_OF_CONTACT}|{'|'.join(LABELS.values())})\s*[:：])"
)
FORM_NAME = re.compile(
    "[^。，！？：:；]{0,24}(?:表|单|签|卡|笺|稿件|信息|来稿|投稿|材料|文稿)(?:（[^（）]{1,10}）)?"
)
THEME = re.compile(r"主\s*题")
_TEXT_BEGINS = re.compile(r"[【\[（(]?\s*(?:正\s*文|全\s*文|内\s*容)\s*[】\]）)]?\s*[:：]?")
_COUNT = r"[一二三四五六\d、.（）()]{0,4}\s*"
_KIND = r"(?:活动|会议|培训|举办|考试|报名|讲座)?\s*"
_TIME = re.compile(rf"{_COUNT}{_KIND}(?:时\s*间|日\s*期)\s*(?:[:：]|\t)")
_PLACE = re.compile(
    rf"{_COUNT}{_KIND}(?:地\s*点|主\s*题|内\s*容|对\s*象|形\s*式|参加|名\s*额|主办|场\s*地|嘉\s*宾)"
)
_MEETING = re.compile(
    r"(?:会议|活动|培训|讲座|举办|召开|开会|本次)?(?:时间|日期|地点|地址|场地|主持(?:人|领导)?|召集人|参加|参会|与会|出席|列席|缺席|请假"
    r"|记录|整理|汇报|主讲|议题|议程|主题|内容|对象|形式|方式|联系人|联系电话)(?:人员?|领导|单位|对象|者|情况)?[:：].*"
)
# Who wrote minutes down.
_RECORDER = re.compile(
    r"(?:会议|现场|文字|录音)?(?:记\s*录|整\s*理)(?:[、\s]*整\s*理)?(?:人员?|员|者)?\s*[:：]\s*(?P<names>\S.*)"
)
_NEXT_LABEL = re.compile(r"[\s；;，,|｜]+(?=[^\s:：]{1,2}[\s\u3000]?[^\s:：]{1,4}\s*[:：])")
_MINUTES = re.compile(r"(?:纪要|(?:会议|座谈|会谈|研讨)记录)(?:[（(][^（）()]{1,12}[）)])?$")
_MOST_FACTS = 8
_LONGEST_TITLE, MOST_LINES = 80, 3


@dataclass(frozen=True)
class LabelledTitle:
    """The parts of a title that stand behind labels; `labels` are those words."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    labels: tuple[str, ...] = ()


def names_writer(lines: Sequence[str]) -> bool:
    """Tell whether a form says who wrote a text, or which office when."""
    read = [form_line(line) or read_metadata_line(line) for line in lines]
    author, source, day = (
        any(getattr(line, field) for line in read) for field in ("author", "source", "published_on")
    )
    return author or (source and day)


def is_of_form(line: str) -> bool:
    labelled = any(form.fullmatch(line) for form in (LABELLED, _FORM, _CONTACT))
    return labelled or is_metadata_line(line)


def take_labelled_title(rest: list[Block]) -> LabelledTitle:
    """Take 引题：, 标题： and 副题： from the top of `rest`.
    主题： alone is what an event is about."""
    found: dict[str, str] = {}
    labels: list[str] = []
    theme = True
    for block in rest[:MOST_LINES]:
        line = LABELLED.fullmatch(block.text.strip())
        role = next((name for name in _TITLES if line and line[name]), "")
        if not role or role in found or len(line["words"]) > _LONGEST_TITLE:
            break
        found[role] = line["words"].strip()
        labels.append(block.text.strip()[: line.start("words")].strip())
        theme = theme and bool(line["title"] and THEME.fullmatch(line["title"]))
    if not {"title", "kicker"} & found.keys() or ("kicker" not in found and theme):
        return LabelledTitle()
    del rest[: len(found)]
    return LabelledTitle(**found, labels=tuple(labels))


def take_text_label(rest: list[Block]) -> Pieces:
    """Take a line “正文：” that stands alone above the text."""
    if len(rest) > 1 and _TEXT_BEGINS.fullmatch(rest[0].text.strip()):
        return [("dropped", rest.pop(0).text)]
    return []


def take_form_lines(rest: list[Block], known: MetadataLine) -> tuple[MetadataLine, Pieces]:
    """Take the lines of a form below a labelled title: 单位 and 姓名.
    Telephone and address go."""
    known, pieces = _take_unknown_fields(rest, known, is_named=True)
    while len(rest) > 1 and (line := _contact(rest[0].text) or form_line(rest[0].text)):
        known, more = _with_fields(known, line)
        pieces += more
        rest.pop(0)
    return known, pieces


def _take_unknown_fields(
    rest: list[Block], known: MetadataLine, *, is_named: bool
) -> tuple[MetadataLine, Pieces]:
    """Take a form with unknown fields from the top, where something is left below it."""
    lines = [block.text.strip() for block in takewhile(lambda block: block.kind == "p", rest)]
    end = length_of_form(lines, is_known=_is_known_field, is_named=is_named)
    pieces: Pieces = []
    if not 0 < end < len(rest):
        return known, pieces
    if not is_named and not names_writer(list(filter(_is_known_field, lines[:end]))):
        return known, pieces
    for line in lines[:end]:
        known, more = _with_fields(known, _field_of_form(line))
        pieces += more
    del rest[:end]
    return known, pieces


def _is_known_field(line: str) -> bool:
    return is_of_form(line) and not LABELLED.fullmatch(line)


def _field_of_form(line: str) -> MetadataLine:
    read = _contact(line) or form_line(line)
    if read is None and is_metadata_line(line):
        read = read_metadata_line(line)
    return read or MetadataLine(pieces=(("dropped", line),))


def take_contacts_below(rest: list[Block], labels: Sequence[str]) -> list[Block]:
    """Take the writer's contacts of a form from below its text.

    `labels` are those of its head: contacts that are labelled as the head is (【标题】 and 【联系方式】),
    or private ones. Whom an announcement asks to call stays."""
    bracketed = bool(labels) and all(label[:1] in "【[" for label in labels)
    at = len(rest)
    while labels and at > 1 and _is_contact(rest[at - 1].text.strip(), bracketed=bracketed):
        at -= 1
    while at < len(rest) and _NUMBER_ALONE.fullmatch(rest[at].text.strip()):
        at += 1  # no label stands above it
    taken = rest[at:]
    del rest[at:]
    return taken


def _is_contact(line: str, *, bracketed: bool) -> bool:
    if _NUMBER_ALONE.fullmatch(line):
        return True
    found = _CONTACT.fullmatch(line) or _FORM.fullmatch(line)
    if not found or line.endswith("。"):
        return False
    return line[0] in "【[" if bracketed else bool(_PRIVATE.search(line))


def _with_fields(known: MetadataLine, line: MetadataLine) -> tuple[MetadataLine, Pieces]:
    """Return what is known with the fields of a line that nothing has named before."""
    fields = {
        name: getattr(line, name)
        for name in ("published_on", "published_time", *CREDITS)
        if not getattr(known, "published_on" if name == "published_time" else name)
    }
    kept = {"date" if name == "published_on" else name for name in fields}
    pieces = [(role if role in kept else "dropped", words) for role, words in line.pieces]
    return replace(known, **fields), pieces


def form_line(line: str) -> MetadataLine | None:
    """Return the fields of one line of a form: 单位：…, 姓名：…, a telephone.

    None for another. Others of its fields may stand behind the first one."""
    fields = _NEXT_FIELD.split(line.strip()) if len(line) <= LONGEST else []
    if not any(map(_FORM.fullmatch, fields)) or not all(map(is_of_form, fields)):
        return None
    whole = MetadataLine()
    for words in fields:
        field = _form_field(words) or read_metadata_line(words)
        taken = {
            name: getattr(field, name)
            for name in ("published_on", "published_time", *CREDITS)
            if not getattr(whole, name)
        }
        whole = replace(whole, **taken, pieces=(*whole.pieces, *field.pieces))
    return whole


def _contact(line: str) -> MetadataLine | None:
    found = _CONTACT.fullmatch(line.strip())
    return MetadataLine(pieces=(("dropped", found[0]),)) if found else None


def _form_field(words: str) -> MetadataLine | None:
    found = _FORM.fullmatch(words.strip())
    if not found:
        return None
    role = next((name for name in ("source", "author") if found[name]), "dropped")
    said = found["words"].strip()
    names = persons_of(said) if role == "author" else []
    pieces = [("dropped", found["label"]), *((role, words) for words in names or [said])]
    fields = {role: "、".join(names) or said} if role != "dropped" else {}
    return MetadataLine(**fields, pieces=tuple(piece for piece in pieces if piece[1]))


def take_form(rest: list[Block], known: MetadataLine) -> tuple[MetadataLine, Pieces]:
    """Take a form from below a plain title, where it says who wrote.

    单位：… and 电话：… alone are what an announcement tells, as are 时间：… and 地点：…."""
    before = len(rest)
    known, pieces = _take_unknown_fields(rest, known, is_named=False)
    if len(rest) < before:
        return known, pieces
    lines = [block.text for block in takewhile(_is_form_block, rest)]
    below = rest[len(lines)].text if len(lines) < len(rest) else ""
    is_form = any(map(form_line, lines)) and names_writer(lines)
    if not is_form or not below or is_meeting_line(below):
        return known, []
    for line in lines:
        known, more = _with_fields(known, form_line(line) or read_metadata_line(line))
        pieces += more
    del rest[: len(lines)]
    return known, pieces


def _is_form_block(block: Block) -> bool:
    return block.kind == "p" and is_of_form(block.text.strip())


def is_meeting_line(line: str) -> bool:
    """Tell whether a line labels a fact of a meeting: 地点：…, 主持：…, 出席人员：…."""
    return bool(_MEETING.fullmatch("".join(line.split())))


def names_recorder(line: str) -> bool:
    """Tell whether a line says who wrote minutes down: 记录：冉某山　审核：邵某.

    记录：历史不会忘记 names nobody."""
    if "记" not in line and "整" not in line:
        return False
    first, *others = _NEXT_LABEL.split(bare(line))
    found = _RECORDER.fullmatch(first)
    named = found and _names_somebody(found["names"].strip())
    return bool(named) and all(names_recorder(words) or is_credit(words) for words in others)


def _names_somebody(words: str) -> bool:
    """Tell whether words are persons, an office or both: 秘书处 冯某."""
    office, _, rest = words.partition(" ")
    if persons_of(words):
        return True
    return is_organization(office) and (not rest or bool(persons_of(rest)))


def meeting_day(title: str, blocks: Sequence[Block]) -> date | None:
    """Return the day on which minutes say that people met; None for another text."""
    if not _MINUTES.search(title.strip()):
        return None
    lines = [line for block in blocks[:_MOST_FACTS] for line in block.text.split("\n")]
    told = [
        f"{line}：{below}" if _TIME.fullmatch(f"{line}：") else line
        for line, below in pairwise([*lines, ""])
    ]
    days = (found.day for line in told if _TIME.match(line) for found in find_moments(line))
    return next(days, None)


def is_of_event(text: str, below: str) -> bool:
    """Tell whether a line says when something takes place, by itself and the line below."""
    return bool(_TIME.match(text) and _PLACE.match(below))
