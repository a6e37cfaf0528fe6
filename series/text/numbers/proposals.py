"""Propose figures of a text.
Each quantity with what it counts and the clause that says it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from series.text.language import segmenter
from series.text.language.han import han

from .finding import Quantity, quantities

LONGEST_LABEL, LONGEST_QUOTE = 30, 120
CLAUSE_END = re.compile("[，。；：！？,;!?]")
SENTENCE_END = re.compile("[。！？!?；;]")
# Words around the number that do not belong to the name of what is counted; (?!…) keeps 从业, 给予.
LEADING = re.compile(
    "^(?:其中|目前|截至目前|今年以来|去年|今年|当年|全年|已经|共计|累计|总计|合计|从(?![业事])|给(?!予)|为(?!期|人)|"
    "对(?![口外标接比])|在(?![建册校岗线职库])|以(?![上内来])|把(?!握)|将(?!来)|共(?![同有享])|并(?!购)|还(?![款贷])|"
    "由(?!于)|让(?!利)|按(?!揭)|了(?!解)|等(?!级)|和(?!谐)|与(?!会)|及(?![时格])|向(?![好上前])|已|且|而|也|又|的|"
    r"\d{4}年的?|前[一二三四两]个?季度|[上下]半年|第?[一二三四]季度|\d{1,2}(?:[—–~-]\d{1,2})?月份?|实现(?!率)|[\s、，…—·+])+"
)
TRAILING = re.compile(
    "(?:已经|已|累计|总计|合计|共计|共有|一共|共|总数达|达到|高达|多达|达|增加到|增加至|增至|升至|降至|提高到|提升至|"
    r"扩大到|缩短至|压缩至|约为|只有|仅有|为|是|有|占|了|至|(?<![应实])到|的|在|超|突破|首次|率先|成功|从|由|仅|只|[\s、，…—·+])+$"
)
DIGITS = re.compile(r"[\d０-９]")
CHANGE = re.compile(
    r"^(?:同比|环比|比上年|较上年|比去年|较去年|比年初|较年初|分别|年均|平均|其中)*"
    r"(?:增长|增加|增幅|提高|提升|上升|上涨|下降|减少|降低|回落|压降|增|降|涨|升|占比|翻)?$"
)
PASSED = re.compile("^的?新?(?:大关|门槛|关口|台阶)")
NOUNS = ("n", "vn", "b", "j", "l", "eng", "nz", "a")
MOST_PROPOSED, ENOUGH_TEXT = 60, 20_000
FEWEST_HAN, FALLBACK = 2, 12
PAIRS = ("“”", "（）", "《》", "‘’")


@dataclass(frozen=True)
class ProposedFigure:
    """A quantity that may stand beside a text.
    `quote` are the text's own words around it."""

    label: str
    quote: str
    quantity: Quantity
    number: str
    section: int = 0


def propose(blocks: Iterable[tuple[int, str]]) -> list[ProposedFigure]:
    """Return the figures proposed for (section, plain text) of a text's blocks, in order.

    What is said twice is proposed once. At most 60, and those of a block's first 20,000 characters.
    """
    found: dict[tuple, ProposedFigure] = {}
    for section, text in blocks:
        for figure in _of_block(text[:ENOUGH_TEXT], section):
            found.setdefault((figure.number, figure.label), figure)
        if len(found) >= MOST_PROPOSED:
            break
    return list(found.values())[:MOST_PROPOSED]


def _of_block(text: str, section: int) -> list[ProposedFigure]:
    found = quantities(text)[:MOST_PROPOSED]
    clauses = _clauses(text, found)
    figures, subject = [], ""
    for at, quantity in enumerate(found):
        start, end = next(span for span in clauses if span[0] <= quantity.start < span[1])
        first = max([start, *(other.end for other in found[:at])])
        last = min([end, *(other.start for other in found[at + 1 :])])
        before = text[first : quantity.start]
        said = _tidy(before if first == start else before.split("、")[-1])
        nouns = _nouns(PASSED.sub("", text[quantity.end : last]))
        quote_start = _quote_start(text, clauses, start, said=said or nouns)
        quote = _cut(text, quote_start, end, quantity)
        label = _label(said, nouns, subject=subject) or _beginning(quote)
        subject = subject if CHANGE.match(said) else label
        number = text[quantity.start : quantity.end]
        figures.append(ProposedFigure(label, quote, quantity, number, section))
    return figures


def _clauses(text: str, within: list[Quantity]) -> list[tuple[int, int]]:
    """Return (start, end) of the text's clauses. A mark inside a quantity (12，345家) ends none."""
    marks = [
        match.start()
        for match in CLAUSE_END.finditer(text)
        if not any(quantity.start < match.start() < quantity.end for quantity in within)
    ]
    borders = [-1, *marks, len(text)]
    return [(start + 1, end) for start, end in pairwise(borders)]


def _quote_start(text: str, clauses: list[tuple[int, int]], start: int, *, said: str) -> int:
    """Return where the quote begins.
    At its clause, or before it where that alone tells nothing."""
    at = next(number for number, span in enumerate(clauses) if span[0] == start)
    while at and CHANGE.match(said) and not SENTENCE_END.match(text[clauses[at][0] - 1]):
        at -= 1
        said = _tidy(text[slice(*clauses[at])])
    return clauses[at][0]


def _cut(text: str, start: int, end: int, quantity: Quantity) -> str:
    """Return the quote from start to end.
    A long one only as far as it holds the quantity."""
    end = min(end, max(start + LONGEST_QUOTE, quantity.end))
    start = max(start, min(quantity.start, end - LONGEST_QUOTE))
    return text[start:end].strip(" 　、")


def _label(said: str, nouns: str, *, subject: str) -> str:
    """Return what is counted: the words before the number and the nouns right behind it."""
    words = f"{said}{nouns}"
    if CHANGE.match(said) and subject and not nouns:
        words = f"{subject}{said}"
    words = (words or subject)[:LONGEST_LABEL]
    return words if len(han(words)) >= FEWEST_HAN else ""


def _beginning(quote: str) -> str:
    """Return the first words of a quote without a piece of a number."""
    words = _tidy(DIGITS.split(quote)[0])
    return words[:FALLBACK] if len(han(words)) >= FEWEST_HAN else _tidy(quote)[:FALLBACK]


def _tidy(words: str) -> str:
    words = TRAILING.sub("", LEADING.sub("", words))[-LONGEST_LABEL:]
    for opening, closing in PAIRS:
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words


def _nouns(words: str) -> str:
    """Return the nouns with which the words begin: 商会 of 商会成立."""
    kept = ""
    for word, flag in segmenter.tagged_words(words[:LONGEST_LABEL]):
        if not flag.startswith(NOUNS) or not han(word):
            break
        kept += word
    return kept
