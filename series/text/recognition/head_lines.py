"""The lines at the head of a manuscript.
Labelled titles, who wrote or speaks, office and day.

Offices send manuscripts as forms (标题：…, 作者：…), speeches name the speaker and their own day
below the title, reports the office with the day (decision 104).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from series.text.markup import stored_html
from series.text.markup.blocks import Block

from .credit_line import Credits, begins_with_surname, is_organization, read_byline
from .metadata_line import DATE, REGION, MetadataLine, bare, is_metadata_line, moment_of
from .official_lines import is_organization as is_office
from .official_lines import written_day
from .signed_names import is_sure_name, read_signed_names

Pieces = list[tuple[str, str]]
_TITLES = {
    "kicker": r"引\s*题|肩\s*题|眉\s*题",
    "title": r"(?:文章|稿件|新闻|主|正|大)?标\s*题|题\s*目|正\s*题|主\s*题|篇\s*名",
    "subtitle": r"副\s*标?\s*题|子标题",
}
_LABEL = "|".join(f"(?P<{role}>{words})" for role, words in _TITLES.items())
_LABELLED = re.compile(
    rf"(?P<open>[【\[（(])?\s*(?:{_LABEL})\s*(?(open)[】\]）)]\s*[:：]?|[:：])\s*(?P<words>\S.*)"
)
_FORM = re.compile(
    r"(?P<label>(?P<source>(?:作者|工作|所在|报送)?单位|部门)|(?P<author>姓\s*名|投稿人|撰稿人)"
    r"|(?:联系)?电话|手机(?:号码?)?|联系方式|电子邮箱|邮箱|地址|邮编|字数)\s*[:：]\s*(?P<words>.*)"
)
_THEME = re.compile(r"主\s*题")
_TEXT_BEGINS = re.compile(r"[【\[（(]?\s*(?:正\s*文|全\s*文|内\s*容)\s*[】\]）)]?\s*[:：]?")
_SPEECH = re.compile(
    r"(?:讲话|致辞|致词|发言|演讲|讲稿|寄语|献词|祝词|答辞|报告|讲座|述职)(?:稿|提纲|要点)?"
    r"(?:[（(](?:摘要|节选|摘录|全文|提纲|根据录音整理)[）)])?$"
)
_NAME = re.compile(r"[\u3400-\u9fff](?:[\s\u3000]*[\u3400-\u9fff·]){1,4}")
_SPEAKER = re.compile(
    rf"(?:(?P<office>[\u3400-\u9fff、（）()]{{3,40}})[\s\u3000]+)?(?P<name>{_NAME.pattern})"
)
_IN_BRACKETS = re.compile(r"[（(\[〔]\s*(?P<day>[^（）()]{8,14}?)\s*[）)\]〕]")
_OFFICE_AND_DAY = re.compile(
    rf"(?P<office>[\u3400-\u9fff（）()“”]{{4,30}})[\s\u3000|｜]+(?P<day>{DATE.pattern})"
)
_WROTE = re.compile(r"(?P<name>[\u3400-\u9fff·]{2,4})[/／](?:图?文|文图|撰文|文字)")
# 原创 作者 账号 2025年03月12日 09:10 江苏; the day may stand in the next line.
_ACCOUNT_NAMES = (
    r"(?:(?P<own>原创(?:\s*[:：])?)\s+)?(?:(?P<author>[^\s:：]{1,12})\s+)?(?P<account>[^\s:：]{2,20})"
    r"(?P<again>\s+(?P=account))?"
)
_ACCOUNT = re.compile(rf"{_ACCOUNT_NAMES}\s+(?P<day>{DATE.pattern})\s*(?P<place>{REGION.pattern})?")
_ACCOUNT_ABOVE_DAY = re.compile(_ACCOUNT_NAMES)
_MARKS = "□■◇◆●○◎△▲▽▼☆★ \u3000"
_PEN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?<![报网社台会局])")
_RANK = re.compile("(?:长|主席|书记|主任|总裁|总经理|委员|代表|负责人|理事|教授|会员)$")
_SENTENCE = 24
_IN_SENTENCE = re.compile(
    "[的了是在把被将让向又还没，！？：；]|走进|来到|走访|参观|联系|送[到进给]|推动|打造|成立|举行|召开|开展"
)
_LONGEST_SENDER = 12
_LONGEST_TITLE, _LONGEST_BYLINE, _MOST_LINES = 80, 40, 3


@dataclass(frozen=True)
class LabelledTitle:
    """The parts of a title that stand behind labels; `labels` are those words."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    labels: tuple[str, ...] = ()


def unfold_form(rest: list[Block]) -> None:
    """Turn a table of labels above a text into lines of a form.

    Such as 标题 | …, 作者 | …."""
    cells = rest[0].text.split("\n") if rest and rest[0].kind == "table" else []
    labels = [f"{label.strip(' ：:')}：" for label in cells[::2]]
    lines = [label + value for label, value in zip(labels, cells[1::2], strict=False)]
    is_form = len(cells) % 2 == 0 and all(map(_of_form, lines))
    if is_form and any(map(_LABELLED.fullmatch, lines)):
        rest[:1] = [Block("p", line, stored_html.paragraph(line)) for line in lines]


def _of_form(line: str) -> bool:
    return bool(_LABELLED.fullmatch(line) or _FORM.fullmatch(line) or is_metadata_line(line))


def take_labelled_title(rest: list[Block]) -> LabelledTitle:
    """Take 引题：, 标题： and 副题： from the top of `rest`.
    主题： alone is what an event is about."""
    found: dict[str, str] = {}
    labels: list[str] = []
    theme = True
    for block in rest[:_MOST_LINES]:
        line = _LABELLED.fullmatch(block.text.strip())
        role = next((name for name in _TITLES if line and line[name]), "")
        if not role or role in found or len(line["words"]) > _LONGEST_TITLE:
            break
        found[role] = line["words"].strip()
        labels.append(block.text.strip()[: line.start("words")].strip())
        theme = theme and bool(line["title"] and _THEME.fullmatch(line["title"]))
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
    pieces: Pieces = []
    while len(rest) > 1 and (line := _FORM.fullmatch(rest[0].text.strip())):
        role = next((name for name in ("source", "author") if line[name]), "dropped")
        words = line["words"].strip()
        kept = role != "dropped" and words and not getattr(known, role)
        if kept:
            known = replace(known, **{role: words})
        pieces += [("dropped", line["label"]), (role if kept else "dropped", words)]
        rest.pop(0)
    return known, [piece for piece in pieces if piece[1]]


def form_line(line: str) -> MetadataLine | None:
    """Return the fields of one line of a form: 单位：…, 姓名：…, a telephone.

    None for another."""
    found = _FORM.fullmatch(line.strip())
    if not found:
        return None
    role = next((name for name in ("source", "author") if found[name]), "dropped")
    words = found["words"].strip()
    pieces = [piece for piece in (("dropped", found["label"]), (role, words)) if piece[1]]
    fields = {role: words} if role != "dropped" else {}
    return MetadataLine(**fields, pieces=tuple(pieces))


def take_account_name(rest: list[Block]) -> Pieces:
    """Take the name of a social account above the headline.

    The line with its day repeats it."""
    lines = [bare(block.text) for block in rest[1 : _MOST_LINES + 1]]
    accounts = [
        *map(_ACCOUNT.fullmatch, lines[: _MOST_LINES - 1]),
        *(_account_above_day(line, below) for line, below in pairwise(lines)),
    ]
    named = any(account["account"] == bare(rest[0].text) for account in accounts if account)
    return [("dropped", rest.pop(0).text)] if named else []


def take_byline(rest: list[Block]) -> tuple[MetadataLine, Pieces]:
    """Take a line below the title that names who wrote it.
    Or the office and the day."""
    line = bare(rest[0].text.lstrip(_MARKS)) if len(rest) > 1 else ""
    readers = (_signed, _account, _office_and_day, _sender, _name_alone, _person_of_office, _byline)
    for read in readers if line else ():
        if found := read(line, rest):
            rest.pop(0)
            return found, [piece for piece in found.pieces if piece[1]]
    return MetadataLine(), []


def _signed(line: str, rest: list[Block]) -> MetadataLine | None:
    signed = read_signed_names(rest[0].text)
    return signed and MetadataLine(source=signed.source, author=signed.author, pieces=signed.pieces)


def _account(line: str, rest: list[Block]) -> MetadataLine | None:
    found = _ACCOUNT.fullmatch(line)
    words = found.groupdict() if found and _names_account(found) else {}
    if not words and (found := _account_above_day(line, rest[1].text)):
        words = {"day": "", "place": "", **found.groupdict()}
    if not words:
        return None
    day, moment = moment_of(words["day"])
    author = words["author"] or ""
    named = author if is_sure_name(author) or _PEN_NAME.fullmatch(author) else ""
    pieces = (
        ("dropped", words["own"] or ""),
        ("author" if named else "dropped", author),
        ("source", words["account"]),
        ("dropped", (words["again"] or "").strip()),
        ("date", words["day"]),
        ("dropped", words["place"] or ""),
    )
    return MetadataLine(day, moment, source=words["account"], author=named, pieces=pieces)


def _names_account(found: re.Match) -> bool:
    """Tell whether the words before a day are an account, and whoever wrote for it.

    Without 原创 the account is an office, and a pen name needs the place behind the day."""
    if found["own"]:
        return True
    author = found["author"] or ""
    written = not author or is_sure_name(author)
    written = written or bool(found["place"] and _PEN_NAME.fullmatch(author))
    return written and is_organization(found["account"]) and not is_part_of_sentence(found[0])


def read_account_head(line: str) -> Credits | None:
    """Return author and account of a line “原创 作者 账号”; None for another line."""
    found = _ACCOUNT_ABOVE_DAY.fullmatch(bare(line))
    author = (found["author"] or "") if found and found["own"] else ""
    if not author or not (is_sure_name(author) or _PEN_NAME.fullmatch(author)):
        return None
    return Credits(source=found["account"], author=author)


def _account_above_day(line: str, below: str) -> re.Match | None:
    """Return author and account of a line above a day; None without an account."""
    found = _ACCOUNT_ABOVE_DAY.fullmatch(line) if DATE.match(bare(below)) else None
    if not found or not (found["own"] or found["author"]):
        return None
    author, office = found["author"] or "", is_organization(found["account"])
    if not author:
        return found if office or found["again"] else None
    if found["own"]:
        return found if is_sure_name(author) or _PEN_NAME.fullmatch(author) else None
    return found if office and is_sure_name(author) else None


def _office_and_day(line: str, rest: list[Block]) -> MetadataLine | None:
    found = _OFFICE_AND_DAY.fullmatch(line)
    day, moment = moment_of(found["day"]) if found else (None, None)
    if not found or not day or not (is_office(found["office"]) or is_organization(found["office"])):
        return None
    pieces = (("source", found["office"]), ("date", found["day"]))
    return MetadataLine(day, moment, source=found["office"], pieces=pieces)


def _sender(line: str, rest: list[Block]) -> MetadataLine | None:
    """Read the office alone in its line, above the day or the text."""
    if not (is_office(line) and _begins_text(rest[1].text)) and not (
        _is_sender(line) and is_metadata_line(rest[1].text)
    ):
        return None
    return MetadataLine(source=line, pieces=(("source", line),))


def _name_alone(line: str, rest: list[Block]) -> MetadataLine | None:
    """Read names alone in their line; where others follow, they begin a list."""
    signed, below = (read_signed_names(f"（{words}）") for words in (line, rest[1].text))
    if below or not signed or any(role != "author" for role, _ in signed.pieces):
        return None
    return MetadataLine(author=signed.author, pieces=signed.pieces)


def _person_of_office(line: str, rest: list[Block]) -> MetadataLine | None:
    named = _SPEAKER.fullmatch(line)
    if not named or not _is_person_of_office(named):
        return None
    pieces = (("source", named["office"]), ("author", named["name"]))
    return MetadataLine(source=named["office"], author=_plain(named["name"]), pieces=pieces)


def _byline(line: str, rest: list[Block]) -> MetadataLine | None:
    name = _writer(line) if _is_byline(line) else ""
    return MetadataLine(author=name, pieces=tuple(_around(line, name))) if name else None


def is_byline_above(line: str, below: list[Block]) -> bool:
    """Tell whether a line above the metadata says who wrote or sent the text.

    示例晚报记者　李某山, 示例商会　李某山, and the name of a paper or an account alone."""
    if not below or len(line) > _LONGEST_BYLINE or not is_metadata_line(below[0].text):
        return False
    if _account_above_day(bare(line), below[0].text):
        return True
    named = _SPEAKER.fullmatch(line.strip())
    if named and named["office"] and _is_person_of_office(named):
        return True
    return bool(read_byline(line).author) or _is_sender(line)


def is_part_of_sentence(line: str) -> bool:
    """Tell whether a line that ends like an office holds what no office's name does."""
    return bool(_IN_SENTENCE.search(line))


def _is_sender(line: str) -> bool:
    """Tell whether a short line names a paper, a platform or an account."""
    text = line.strip()
    named = 4 <= len(text) <= _LONGEST_SENDER and is_organization(text)
    return named and not is_part_of_sentence(text)


def _begins_text(line: str) -> bool:
    """Tell whether a line may stand below the office that sent a text.

    Its day, or the text."""
    return is_metadata_line(line) or (
        len(line) > _SENTENCE and line.endswith(("。", "：", "！", "？"))
    )


def _is_person_of_office(named: re.Match) -> bool:
    office, name = named["office"] or "", _plain(named["name"])
    is_person = len(name) <= 4 and begins_with_surname(name) and not is_organization(name)
    return is_person and is_organization(office)


def _writer(line: str) -> str:
    """Return the writer of a line such as “文/甲 图/乙” or “甲/文”.
    Empty for another line."""
    first = line.split()[0] if line else ""
    behind = _WROTE.fullmatch(first)
    if behind and begins_with_surname(behind["name"]):
        return behind["name"]
    return read_byline(first).author or read_byline(line).author


def _is_byline(line: str) -> bool:
    return len(line) <= _LONGEST_BYLINE and not line.endswith(("。", "！", "？", "：", "，"))


def _around(line: str, name: str) -> Pieces:
    """Return the pieces of a line: the name, and what stands before and behind it."""
    before, _, after = line.partition(name)
    pieces = [("dropped", before), ("author", name), ("dropped", after)]
    return [(role, words.strip()) for role, words in pieces if words.strip()]


def take_speaker(
    rest: list[Block], title: str, *, day: date | None, dated: bool
) -> tuple[MetadataLine, Pieces]:
    """Take the speaker and the speech's own day from below a title of a speech.

    A name alone is the author; a name with an office stays with the text, since readers want to
    see it. The day counts where no other is known (`day`); `dated`: it stood right above.
    """
    if day and len(rest) > 2 and _bracketed_day(rest[0].text):
        below = _speaker(rest[1].text)  # behind the day of the speech, which stays
        return MetadataLine(author=_plain(below["name"]) if below and below["office"] else ""), []
    found, pieces = MetadataLine(), []
    speech = bool(_SPEECH.search(title)) or dated
    for _ in range(2):
        name = _speaker(rest[0].text) if speech and len(rest) > 1 else None
        after = _bracketed_day(rest[1].text) if name and len(rest) > 2 else None
        if name and not found.author:
            found = MetadataLine(found.published_on, author=_plain(name["name"]))
            if not name["office"]:
                pieces.append(("author", rest.pop(0).text))
            elif after and not (day or found.published_on):
                pieces.append(("date", rest.pop(1).text))
                return MetadataLine(after, author=found.author), pieces
        alone = _bracketed_day(rest[0].text) if len(rest) > 1 else None
        if alone and not (day or found.published_on):
            pieces.append(("date", rest.pop(0).text))
            found = MetadataLine(alone, author=found.author)
    return found, pieces


def is_speaker(line: str, title: str) -> bool:
    """Tell whether a line below a speech's title names who speaks."""
    return bool(_SPEECH.search(title.strip()) and _speaker(line))


def names_person_of_office(line: str) -> bool:
    """Tell whether a line names a person behind an office: 市工商联主席　李某山."""
    found = _speaker(line)
    office = found["office"] if found else ""
    return bool(office) and (is_organization(office) or bool(_RANK.search(office)))


def person_of_office(line: str) -> str:
    """Return the person whom a line names behind an office.

    云州市工商联 党委 and 市商会 高新区 name none."""
    found = _speaker(line) if names_person_of_office(line) else None
    name = _plain(found["name"]) if found else ""
    return name if found and (is_sure_name(name) or _RANK.search(found["office"])) else ""


def _speaker(line: str) -> re.Match | None:
    found = _SPEAKER.fullmatch(line.strip())
    if not found or is_metadata_line(line):
        return None
    name = _plain(found["name"])
    return found if 2 <= len(name) <= 4 and begins_with_surname(name) else None


def _plain(name: str) -> str:
    return "".join(name.split())


def _bracketed_day(line: str) -> date | None:
    """Return the day that fills a line in brackets.
    Or without them in words of its own."""
    found = _IN_BRACKETS.fullmatch(line.strip())
    words = found["day"] if found else line
    day = DATE.fullmatch(words.strip())
    return moment_of(words)[0] if found and day else written_day(words)
