"""The lines at the head of a manuscript: who wrote or speaks, office and day.

Speeches name the speaker and their own day below the title, reports the office with the day
(decision 104).
"""

import re
from datetime import date
from itertools import pairwise

from series.text.markup.blocks import Block

from .credit_line import (
    DOUBLE_SURNAMES,
    Credits,
    begins_with_surname,
    is_organization,
    read_byline,
)
from .heads.english_lines import is_english_medium
from .heads.words_beside_day import read_words_beside_day
from .metadata_line import (
    DATE,
    MEDIUM,
    REGION,
    MetadataLine,
    bare,
    is_metadata_line,
    moment_of,
)
from .official_lines import is_organization as is_office
from .official_lines import written_day
from .signed_names import (
    is_name_behind_rank,
    is_name_beside_office,
    is_name_in_its_line,
    is_spaced_name,
    is_sure_name,
    read_signed_names,
)

Pieces = list[tuple[str, str]]
_SPEECH = re.compile(
    r"(?:讲话|致辞|致词|发言|演讲|讲稿|寄语|献词|祝词|答辞|报告|讲座|述职)(?:稿|提纲|要点)?"
    r"(?:[（(](?:摘要|节选|摘录|全文|提纲|根据录音整理)[）)])?$"
)
_NAME = re.compile(r"[\u3400-\u9fff](?:[\s\u3000]*[\u3400-\u9fff·]){1,4}")
_SPEAKER = re.compile(
    rf"(?:(?P<office>[\u3400-\u9fff、（）()]{{3,40}})[\s\u3000]+)?(?P<name>{_NAME.pattern})"
)
_IN_BRACKETS = re.compile(r"[（(\[〔]\s*(?P<day>[^（）()]{8,14}?)\s*[）)\]〕]")
# Headings that end as names of media do.
_NO_MEDIUM = re.compile(
    "[简通汇喜捷海公战专快情预]报$|(?:成果|新闻|信息|政策|榜单|现场|名单)发布$|舞台$|平台$|月台$|合作社$|旅行社$"
)
_GAP = re.compile(r"[\s\u3000]+")
_WROTE = re.compile(r"(?P<name>[\u3400-\u9fff·]{2,4})[/／](?:图?文|文图|撰文|文字)")
# 原创 作者 账号 2025年03月12日 09:10 江苏; the day may stand in the next line.
_ACCOUNT_NAMES = (
    r"(?:(?P<own>原创(?:\s*[:：])?)\s+)?(?:(?P<author>[^\s:：]{1,12})\s+(?!(?P=author)(?:\s|$)))?(?P<account>[^\s:：]{2,20})"
    r"(?P<again>\s+(?P=account))?"
)
_ACCOUNT = re.compile(rf"{_ACCOUNT_NAMES}\s+(?P<day>{DATE.pattern})\s*(?P<place>{REGION.pattern})?")
_ACCOUNT_ABOVE_DAY = re.compile(_ACCOUNT_NAMES)
_MARKS = "□■◇◆●○◎△▲▽▼☆★ \u3000"
_PEN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?<![报网社台会局])")
_RANK = re.compile("(?:长|主席|书记|主任|总裁|总经理|委员|代表|负责人|理事|教授|会员)$")
_GREETING = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的|各位|同志们|朋友们|女士们|先生们)[^。？]{0,60}[:：！!]"
)
_SPEAKS = re.compile(r"(?:发言|演讲|致辞|致词|主讲|报告|讲话)(?:人|者|嘉宾)\s*[:：]\s*")
_GLUED_RANK = re.compile(
    r"[\u3400-\u9fff、（）“”]{2,40}(?:董事长|理事长|秘书长|会长|主席|书记|主任|总裁|总经理|代表|[市区县镇局厅处部校院]长)(?P<name>[\u3400-\u9fff]{2,4})"
)
_SENTENCE = 24
_IN_SENTENCE = re.compile(
    "[的了是在把被将让向又还没，！？：；]|走进|来到|走访|参观|联系|送[到进给]|推动|打造|成立|举行|召开|开展"
)
_LONGEST_SENDER = 12
_LONGEST_BYLINE, _MOST_LINES = 40, 3


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


def take_byline(
    rest: list[Block], *, persons_only: bool = False, dated: bool = False
) -> tuple[MetadataLine, Pieces]:
    """Take a line below the title that names who wrote it.
    Or the office and the day, unless `persons_only`; `dated`: a day stands above."""
    is_line = len(rest) > 1 and rest[0].kind != "table"
    line = bare(rest[0].text.lstrip(_MARKS)) if is_line else ""
    offices = () if persons_only else (_beside_day, _account, _sender)
    offices += (_medium,) if dated and offices else ()
    readers = (_signed, *offices, _name_alone, _person_of_office, _byline)
    for read in readers if line else ():
        if found := read(line, rest):
            rest.pop(0)
            return found, [piece for piece in found.pieces if piece[1]]
    return MetadataLine(), []


def _signed(line: str, rest: list[Block]) -> MetadataLine | None:
    signed = read_signed_names(rest[0].text)
    return signed and MetadataLine(source=signed.source, author=signed.author, pieces=signed.pieces)


def _beside_day(line: str, rest: list[Block]) -> MetadataLine | None:
    is_chronicle = DATE.match(line) and DATE.match(bare(rest[1].text))
    return None if is_chronicle else read_words_beside_day(line)


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


def _sender(line: str, rest: list[Block]) -> MetadataLine | None:
    """Read the office alone in its line, above the day or the text."""
    named = _is_sender(line) or is_english_medium(line)
    if not (is_office(line) and _begins_text(rest[1].text)) and not (
        named and is_metadata_line(rest[1].text)
    ):
        return None
    return MetadataLine(source=line, pieces=(("source", line),))


def _medium(line: str, rest: list[Block]) -> MetadataLine | None:
    """Read the name of a medium alone in its line between day and text."""
    named = _is_sender(line) and MEDIUM.fullmatch(line) and not _NO_MEDIUM.search(line)
    if not named or not _begins_text(rest[1].text):
        return None
    return MetadataLine(source=line, pieces=(("source", line),))


def _name_alone(line: str, rest: list[Block]) -> MetadataLine | None:
    """Read names alone in their line.

    Where others follow they begin a list, where short headings follow they are one."""
    signed, below = (read_signed_names(f"（{words}）") for words in (line, rest[1].text))
    heads = any(_is_short_head(block) for block in rest[2:-1])
    if not (below or heads) and _begins_text(rest[1].text) and is_name_in_its_line(_plain(line)):
        return MetadataLine(author=_plain(line), pieces=(("author", line),))
    if below or not signed or any(role != "author" for role, _ in signed.pieces):
        return None
    return MetadataLine(author=signed.author, pieces=signed.pieces)


def _is_short_head(block: Block) -> bool:
    """Tell whether a line of few characters may head a section."""
    return block.kind in ("p", "h2", "h3", "h4") and 2 <= len(_plain(block.text)) <= 4


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
    if _account_above_day(bare(line), below[0].text) or is_english_medium(line.strip()):
        return True
    named = _SPEAKER.fullmatch(line.strip())
    if named and named["office"] and _is_person_of_office(named):
        return True
    if person_of_office(line) or is_name_in_its_line(_plain(line)):
        return True
    return bool(read_byline(line).author) or _is_sender(line)


def names_day_or_writer(line: str) -> bool:
    """Tell whether a line below a title says when or by whom it was published."""
    signed = read_signed_names(line) or read_signed_names(f"（{line}）")
    named = signed is not None or is_name_in_its_line(_plain(line))
    return named or is_metadata_line(line) or bool(read_byline(line).author)


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
    if not is_organization(office):
        return False
    is_person = len(name) <= 4 and begins_with_surname(name) and not is_organization(name)
    return is_person or is_name_beside_office(name) or is_spaced_name(named["name"])


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
    """Return the pieces of a line: the names, and what stands around each of them."""
    pieces, after = [], line
    for each in name.split("、"):
        before, _, after = after.partition(each)
        pieces += [("dropped", before), ("author", each)]
    pieces.append(("dropped", after))
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
        if name and not (name["office"] or after or is_name_in_its_line(_plain(name["name"]))):
            name = None  # 高质量 and 江南水乡 head a section
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


def take_ranked_person(rest: list[Block]) -> tuple[Block | None, str]:
    """Take the person of a rank from above the metadata or the text: 市工商联主席　李某山.

    Returns the line, which readers want to see, and the name; (None, "") for another line."""
    line, below = (block.text for block in rest[:2]) if len(rest) > 2 else ("", "")
    found = _speaker(line) if line else None
    ranked = found and found["office"] and _RANK.search(found["office"])
    name = person_of_office(line) if ranked else ""
    if not name or not (is_metadata_line(below) or _begins_text(below)):
        return None, ""
    return rest.pop(0), name


_LONGEST_TITLE_AND_SPEAKER = 120


def part_speaker(line: str) -> tuple[str, str]:
    """Return a speech's title and its speaker where one line holds both.

    Without a speaker behind it, the whole line and ""."""
    for gap in _GAP.finditer(line) if len(line) <= _LONGEST_TITLE_AND_SPEAKER else ():
        title, speaker = line[: gap.start()], line[gap.end() :]
        found = _speaker(speaker) if _SPEECH.search(title) else None
        if found and found["office"]:
            return title, speaker
    return line, ""


def speaker_above_greeting(rest: list[Block]) -> str:
    """Return the person of a rank whose line stands directly above 尊敬的…; the line stays.

    The day of the speech, or the office in a line of its own, may stand beside it."""
    lines = [block.text.strip() for block in rest[:_MOST_LINES]]
    at = next((at for at, line in enumerate(lines) if at and _GREETING.fullmatch(line)), 0)
    above = [line for line in lines[:at] if not _bracketed_day(line)]
    line = _SPEAKS.sub("", bare(above[-1])) if above and len(above) < _MOST_LINES else ""
    if name := person_of_office(line):
        return name
    glued = _GLUED_RANK.fullmatch(line)
    named = glued and (is_sure_name(glued["name"]) or glued["name"][:2] in DOUBLE_SURNAMES)
    return glued["name"] if named else ""


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
    name, office = _plain(found["name"]), found["office"] or ""
    if 2 <= len(name) <= 4 and begins_with_surname(name):
        return found
    ranked = bool(_RANK.search(office))
    spaced = is_spaced_name(found["name"]) and (ranked or is_organization(office))
    return found if spaced or (ranked and is_name_behind_rank(name)) else None


def _plain(name: str) -> str:
    return "".join(name.split())


def _bracketed_day(line: str) -> date | None:
    """Return the day that fills a line in brackets.
    Or without them in words of its own."""
    found = _IN_BRACKETS.fullmatch(line.strip())
    words = found["day"] if found else line
    day = DATE.fullmatch(words.strip())
    return moment_of(words)[0] if found and day else written_day(words)
