"""Who signed a text with a name in brackets.

Under the headline or behind its end (decision 113).

（李某山）, （记者 李某 通讯员 王某）, （市工商联　李某山）, （文/李某山 图/王某）. A name without a word that
says so must be one for sure: （全文）, （金坛） and （高新区） begin with a surname too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from series.text.language.folding import as_written, pieces_as_written, simplify
from series.text.language.segmenter import tagged_words, word_frequency

from .credit_line import DOUBLE_SURNAMES, author_inside, begins_with_surname, is_organization
from .interface_words import is_prompt
from .official_lines import KINDS

_BRACKETED = re.compile(r"[（(〔\[【]\s*(?P<inside>[^（()）〔〕\[\]【】]{2,60}?)\s*[）)〕\]】]")
_BEHIND_SENTENCE = re.compile(r"[。！？”…](?P<names>[（(][^（）()]{2,40}[）)])$")
_WORD = re.compile(r"[^\s\u3000、，,；;&＆]+")
_WRITES = (
    r"(?:[\u3400-\u9fff]{0,10}?(?:记者|通讯员|信息员|实习生|撰稿人?|评论员|供稿人?)|(?:本文)?作\s*者|"
    r"撰文|采写|采访(?:整理)?|口述|执笔|整理|编写|(?:综合|整理|联合|图文|文图|摄影)?报道|供稿|投稿|文[/／·]图|图[/／·]文|图文|文图|文字?)"
)
_DRAWS = r"(?:图片提供|图片?|摄影?|拍摄|绘图?|制图|供图|编辑|责编|责任编辑|校对|审核|编译)"
_BEFORE = re.compile(rf"(?P<role>{_WRITES}|{_DRAWS})(?P<colon>\s*[:：/／|｜丨])?")
_BEHIND = re.compile(
    rf"(?P<name>[\u3400-\u9fff·]{{2,8}})(?P<words>[/／](?P<role>{_WRITES}|{_DRAWS}))"
)
# 记者李某通讯员王某: nothing parts the words.
_JOINED = re.compile(r"(?P<role>记者|通讯员|实习生|作者|撰稿|撰文)(?=[\u3400-\u9fff]{2})")
_SECOND = re.compile(r"(?<=记者 )(?P<name>[\u3400-\u9fff]{2,3})(?=通讯员|实习生)")
# 秦明供稿: a role behind the name, with nothing between them.
_GLUED = re.compile(r"(?<=[\u3400-\u9fff]{2})(?P<role>供稿|投稿|撰稿|供图)(?=$|[\s、，])")
_OFFICE = re.compile(r"[\u3400-\u9fff“”]{3,30}")
_HAN = re.compile(r"[\u3400-\u9fff·]{2,12}")
_PLACE = re.compile("[省市区县镇乡村路街港庄湖溪塘桥埠墩]$")
_RANK = re.compile(
    "(?:总|老师|先生|女士|同志|主席|书记|[局会院校处科部司社厂行市县区镇厅董]长|主任|经理|委员|代表|教授)$"
)
_KNOWN_SELDOM = 60
_SELDOM_IN_ITS_LINE = 700
_FLAGS_OF_NAMES = frozenset({"nr", "nrfg", "a", "z", "d"})
_KIND_OF_TEXT = re.compile(rf".?(?:{KINDS})|谢辞|沙龙|温馨")
# What may stand beside an office and begins with a surname, and is nobody.
_NO_NAME = re.compile(
    "全[国省市区县镇文体员媒].?|时[政评讯间]|原创|高[新校质].*|商[会贸业务讯学]|农[业村林商]|水[利务产文]|文[化艺明旅体教联]|金融|经[贸济]"
    "|石化|汽车|路桥|项目|应急|安[监全]|卫[健生]|公告|党.{1,2}|车[间站队]|项目.?|关于|温馨|盘点|万企|利好|通知|幸会|封面|计划|宣[传教]|相关|强国"
)
_OFFICE_ENDS = re.compile("[局委办厅处科室部院组队]$")
_FLAGS_BESIDE_OFFICE = frozenset({*_FLAGS_OF_NAMES, "n", "nz", "an", "l"})
_OF_SPEECH = re.compile(
    "讲话|致辞|致词|发言|演讲|寄语|献词|祝词|答辞|贺词|报告|讲座|述职|专访|访谈|署名|文章|新年|新春"
)
_COMMONEST_NAME, _COMMONEST_BEHIND_RANK = 2000, 100
_BY_OFFICE = (("dropped", "供稿"), ("dropped", "投稿"))  # （科技处供稿）: an office wrote it


@dataclass(frozen=True)
class SignedNames:
    """The author and the office in a bracket.

    `pieces` are its words in their order with their roles: author, source or dropped."""

    author: str
    source: str
    pieces: tuple[tuple[str, str], ...]


def read_signed_names(line: str) -> SignedNames | None:
    """Return the names of a line that is a bracket with an author.

    None for any other line."""
    text = line.strip()
    simple = simplify(text)
    match = _BRACKETED.fullmatch(simple)
    found = _names(match["inside"]) if match else None
    if found is None or simple == text:
        return found
    author, source = (as_written(words, simple, text) for words in (found.author, found.source))
    return SignedNames(author, source, pieces_as_written(found.pieces, simple, text))


def author_signed(text: str) -> str:
    """Return the persons in brackets behind a last sentence."""
    match = _BEHIND_SENTENCE.search(text.rstrip())
    signed = read_signed_names(match["names"]) if match else None
    return signed.author if signed else ""


def author_in_text(blocks: Sequence[str]) -> str:
    """Return the author whom the first or last paragraphs name in brackets; they stay there."""
    ends = [*blocks[:2], *blocks[max(2, len(blocks) - 2) :]]
    named = (*map(author_inside, ends), *map(author_signed, blocks[-1:]))
    return next(filter(None, named), "")


def _names(inside: str) -> SignedNames | None:
    pieces: list[tuple[str, str]] = []
    role, said = "author", False
    for word in join_characters(_WORD.findall(_parted(inside))):
        if (behind := _BEHIND.fullmatch(word)) and _may_be_name(behind["name"]):
            kind = "author" if re.fullmatch(_WRITES, behind["role"]) else "dropped"
            pieces += [(kind, behind["name"]), ("dropped", behind["words"])]
            continue
        before = _BEFORE.match(word)
        if before and (before["colon"] or before.end() == len(word)):
            role = "author" if re.fullmatch(_WRITES, before["role"]) else "dropped"
            behind = before.end() == len(word) and not before["colon"]
            said, role = _settled(pieces, role, said, behind=behind)
            pieces.append(("dropped", before[0]))
            word = word[before.end() :]
            if not word:
                continue
        pieces.append((_role_of(word, role, said=said), word))
    names = [words for kind, words in pieces if kind == "author"]
    offices = [words for kind, words in pieces if kind == "source"]
    supplied = offices and pieces[-1] in _BY_OFFICE
    if not (names or supplied) or any(kind == "" for kind, _ in pieces):
        return None
    return SignedNames("、".join(names), offices[0] if offices else "", tuple(pieces))


def _parted(inside: str) -> str:
    apart = _GLUED.sub(r" \g<role>", inside)
    return _SECOND.sub(r"\g<name> ", _JOINED.sub(r"\g<role> ", apart))


def join_characters(words: list[str]) -> Iterator[str]:
    """Yield the words, characters that stand apart joined to a name.

    李　某　山, 王　芳."""
    for alone, run in groupby(words, key=lambda word: len(word) == 1 and word >= "\u3400"):
        row = list(run)
        size = 2 if len(row) == 4 else len(row)
        yield from (
            ("".join(row[at : at + size]) for at in range(0, len(row), size)) if alone else row
        )


def _settled(
    pieces: list[tuple[str, str]], role: str, said: bool, *, behind: bool
) -> tuple[bool, str]:
    """Let a word behind the names (“李某山 摄”) say what they did.

    Return (said, role) of others."""
    names = [at for at, (kind, _) in enumerate(pieces) if kind == "author"]
    if behind and names and not said and role == "dropped":
        pieces[names[-1]] = ("dropped", pieces[names[-1]][1])
        return said, "author"
    return said or role == "author", role


def _role_of(word: str, role: str, *, said: bool) -> str:
    """Return the role of a word; empty where nothing says what it is."""
    if role == "dropped":
        return "dropped"
    if _OFFICE.fullmatch(word) and is_organization(word) and not _may_be_name(word):
        return "source"
    if not _may_be_name(word):
        return ""
    return "author" if said or is_sure_name(word) else ""


def _may_be_name(word: str) -> bool:
    longest = 12 if "·" in word else 4
    fits = _HAN.fullmatch(word) and len(word) <= longest and begins_with_surname(word)
    of_page = is_prompt(word) or (len(word) > 2 and is_organization(word))
    return bool(fits) and not of_page


def is_sure_name(name: str) -> bool:
    """Tell whether a word is a person's name also where nothing says so.

    A surname, and neither a place nor a word of the language."""
    name = simplify(name)
    longest = 12 if "·" in name else 4 if name[:2] in DOUBLE_SURNAMES else 3
    if not 2 <= len(name) <= longest or not begins_with_surname(name) or is_organization(name):
        return False
    if "某" in name or "·" in name:
        return True
    if _PLACE.search(name) or _RANK.search(name):
        return False
    (first, flag), *others = tagged_words(name)
    if frequency := word_frequency(name):
        seldom = len(name) == 3 and frequency < _KNOWN_SELDOM
        return flag == "nrfg" or (seldom and flag == "nr")
    return flag.startswith("nr") or (len(first) == 1 and bool(others))


def is_name_in_its_line(name: str) -> bool:
    """Tell whether a word alone below a title is a person's name.

    It may be a seldom word as well: 卓然 and 黎明 are names there; 纪实, 贺信 and 高校 say what stands below."""
    if len(name) <= 4 and is_sure_name(name):
        return True
    if not 2 <= len(name) <= 3 or not _may_be_name(name) or is_organization(name):
        return False
    if _PLACE.search(name) or _RANK.search(name) or _KIND_OF_TEXT.fullmatch(name):
        return False
    (first, flag), *others = tagged_words(name)
    return not others and flag in _FLAGS_OF_NAMES and word_frequency(first) < _SELDOM_IN_ITS_LINE


def is_name_beside_office(name: str) -> bool:
    """Tell whether a word beside an office and a day is a person's name.

    项南, 高峰 and 王建社 are; 高新区, 时政 and 商务局 are not."""
    name = simplify(name)
    if not 2 <= len(name) <= 3 or not begins_with_surname(name) or not _HAN.fullmatch(name):
        return False
    if _NO_NAME.fullmatch(name) or _PLACE.search(name) or _RANK.search(name):
        return False
    if _KIND_OF_TEXT.fullmatch(name) or name.endswith("州"):
        return False
    if is_sure_name(name) or is_name_in_its_line(name):
        return True
    (first, flag), *others = tagged_words(name)
    frequency = word_frequency(name)
    if _OFFICE_ENDS.search(name) or frequency > _COMMONEST_NAME:
        return False
    if is_organization(name):
        return not frequency and (flag == "nr" or (len(first) == 1 and bool(others)))
    unknown_place = flag == "ns" and not frequency
    return not others and (flag in _FLAGS_BESIDE_OFFICE or unknown_place)


def is_name_behind_rank(name: str) -> bool:
    """Tell whether a word behind a rank is a name without a known surname.

    党组书记 牧野."""
    name = simplify(name)
    if not 2 <= len(name) <= 3 or not _HAN.fullmatch(name) or is_organization(name):
        return False
    if _OF_SPEECH.search(name) or _PLACE.search(name) or _KIND_OF_TEXT.fullmatch(name):
        return False
    (first, flag), *others = tagged_words(name)
    known = word_frequency(name) > _COMMONEST_BEHIND_RANK
    return not known and flag[0] in "na" and (len(first) == 1 or not others)


def is_spaced_name(words: str) -> bool:
    """Tell whether two or three characters stand apart, as names are set: 牧　野."""
    return 2 <= len(words.split()) <= 3 and all(len(word) == 1 for word in words.split())
