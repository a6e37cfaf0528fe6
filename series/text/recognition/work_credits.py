"""Who wrote a text and who took its pictures, in one line (decision 157).

文/X 图/Y, 文｜X 图｜Y, X/文 Y/摄, 图文：X, 摄影/Y, Y供图. Only the writer is an author; whoever gave
the pictures is named by the receipt. A word that is neither label nor name makes it a line of text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from series.text.language.folding import as_written, pieces_as_written, simplify
from series.text.language.segmenter import tagged_words, word_frequency

from .credit_line import DOUBLE_SURNAMES, begins_with_surname, is_nobody, is_organization

_WRITES = (
    r"文\s?[/／·、&|｜]\s?图|图\s?[/／·、&|｜]\s?文|图文|文图|文字|文案|撰文|撰稿|采写|采访|文"
)
_DRAWS = r"供图|图片提供|图片来源|图片|摄影|摄像|拍摄|航拍|配图|制图|绘图|插图|插画|漫画|海报|视频|剪辑|设计|图|摄"
_LABEL = rf"(?:(?P<writes>{_WRITES})|(?P<draws>{_DRAWS}))"
_SIGN = r"[/／丨|｜:：]"
_AROUND_SIGN = re.compile(rf"\s*({_SIGN})\s*")
_BEFORE = re.compile(rf"{_LABEL}(?P<sign>{_SIGN})(?P<name>.+)")
_BEHIND = re.compile(rf"(?P<name>[\u3400-\u9fff·]{{2,16}}?)(?P<label>[/／丨|｜]?{_LABEL})")
_LABEL_ALONE = re.compile(_LABEL)
_GAP = re.compile(r"[\s、，,;；&＆]+")
_NAME = re.compile(r"[\u3400-\u9fff·“”]{2,16}")
# Who gives pictures to a paper without a name of his own.
_GIVER = re.compile(
    r"(?:[受被]访(?:者|人|企业|单位|对象)|(?:会员|主办|承办|参会|参展)?(?:企业|单位|方)|网络|资料|本[报刊网]资料|校方|家属|读者|通讯员"
    r"|视觉中国|图虫(?:创意)?|新华社|官网|.{2,12}官网)(?:图片?|供图|提供)?|.{2,12}提供"
)
_MAY_HOLD = re.compile(
    rf"(?:{_WRITES}|{_DRAWS})\s?{_SIGN}|{_SIGN}\s?(?:{_WRITES}|{_DRAWS})|供图|[\u3400-\u9fff]\s?摄|文图|图文"
    r"|[\u3400-\u9fff]\s(?:文|图)(?:\s|$)"
)
_STARTS = re.compile(r"(?:^|(?<=[\s　|｜]))(?=\S)")
_LONGEST_PEN_NAME, _LONGEST_CALLED, _KNOWN_WORD = 3, 2, 250
_CALLED = "阿小老"
_SENTENCE = tuple("。！？；…")
_LONGEST = 60
_BEHIND_NAMES = "behind"  # 甲 文 乙 图: each label stands behind its name
_UNSAID = "unsaid"  # a name whose label stands behind it


@dataclass(frozen=True)
class WorkCredits:
    """The author of such a line, and all its words in order with their roles.

    The roles are author and dropped."""

    author: str
    pieces: tuple[tuple[str, str], ...]


def read_work_credits(line: str) -> WorkCredits | None:
    """Return the credits of a line that holds nothing else; None for another line."""
    text = line.strip()
    simple = simplify(text)
    found = _read_line(simple)
    if found is None or simple == text:
        return found
    author = as_written(found.author, simple, text)
    return WorkCredits(author, pieces_as_written(found.pieces, simple, text))


def _read_line(text: str) -> WorkCredits | None:
    if not 3 <= len(text) <= _LONGEST or text.endswith(_SENTENCE) or not _MAY_HOLD.search(text):
        return None
    pieces: list[tuple[str, str]] = []
    role = ""
    for word in filter(None, _GAP.split(_AROUND_SIGN.sub(r"\1", text))):
        found = _read_word(word, role, pieces)
        if not found:
            return None
        role, more = found
        pieces += more
    if not pieces or any(kind == _UNSAID for kind, _ in pieces):
        return None
    names = [words for kind, words in pieces if kind == "author"]
    return WorkCredits("、".join(names), tuple(pieces))


def _read_word(
    word: str, role: str, pieces: list[tuple[str, str]]
) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the role that a word leaves, and its pieces.

    None for a word that is no credit.

    A label behind names says what those did."""
    if label := _LABEL_ALONE.fullmatch(word):
        behind = bool(pieces) and pieces[0][0] == _UNSAID
        _settle(pieces, _role(label))
        behind = behind or role == _BEHIND_NAMES
        return _BEHIND_NAMES if behind else _role(label), [("dropped", word)]
    if before := _BEFORE.fullmatch(word):
        role, label = _role(before), word[: before.start("name")]
        drawn = bool(before["draws"])
        if not _may_give(before["name"], drawn=drawn) and (
            drawn or not _is_pen_name(before["name"])
        ):
            return None
        return role, [("dropped", label), (role, before["name"])]
    behind = _BEHIND.fullmatch(word)
    if behind and _may_give(behind["name"], drawn=bool(behind["draws"])):
        return _role(behind), [(_role(behind), behind["name"]), ("dropped", behind["label"])]
    if _is_name(word) and role in ("", _UNSAID, _BEHIND_NAMES):
        return role or _UNSAID, [(_UNSAID, word)]
    if _is_name(word):
        return role, [(role, word)]
    return None


def _role(label: re.Match) -> str:
    return "author" if label["writes"] else "dropped"


def _settle(pieces: list[tuple[str, str]], role: str) -> None:
    """Give the names that stood without a label the role of the one behind them."""
    pieces[:] = [(role if kind == _UNSAID else kind, words) for kind, words in pieces]


def _may_give(name: str, *, drawn: bool) -> bool:
    """Tell whether a word may have written or drawn: a person, an office, 受访企业."""
    named = _is_name(name) or is_organization(name)
    return bool(_NAME.fullmatch(name)) and (named or (drawn and bool(_GIVER.fullmatch(name))))


def _is_name(word: str) -> bool:
    longest = 12 if "·" in word else 4 if word[:2] in DOUBLE_SURNAMES else 3
    fits = bool(_NAME.fullmatch(word)) and len(word) <= longest and begins_with_surname(word)
    return fits and not is_nobody(word)


def _is_pen_name(word: str) -> bool:
    """Tell whether a word behind 文 and a sign is a pen name.

    阿禾, 小禾, 秋水: called so, or a name to the dictionary; 组图 and 摘要 are kinds of texts."""
    if not 2 <= len(word) <= _LONGEST_PEN_NAME or not _NAME.fullmatch(word) or is_nobody(word):
        return False
    frequency = word_frequency(word)
    if is_organization(word) or frequency > _KNOWN_WORD:
        return False
    called = word[0] in _CALLED and len(word) == _LONGEST_CALLED and not frequency
    return called or [flag for _, flag in tagged_words(word)] == ["nr"]


def may_hold_work_credits(line: str) -> bool:
    """Tell quickly whether a line may end with such credits."""
    return len(line) <= 2 * _LONGEST and bool(_MAY_HOLD.search(simplify(line)))


def part_work_credits(line: str) -> tuple[str, WorkCredits | None]:
    """Return what stands before the credits that end a line, and these.

    The whole line and None where it ends with none."""
    if not may_hold_work_credits(line):
        return line, None
    for start in _starts(line):
        if credits := read_work_credits(line[start:]):
            return line[:start].rstrip(" \t\u3000\xa0|｜·"), credits
    return line, None


def _starts(line: str) -> Iterator[int]:
    return (match.start() for match in _STARTS.finditer(line))
