"""Make shorter texts out of longer ones: a short title, a lead, and 简报.

No words are written that do not stand in the text; only a full stop may be added at the end.
"""

import re
from collections.abc import Iterable

from series.text.language.han import han

from .summary import SENTENCE_END, sentences
from .title_breaks import has_inner_space, title_halves

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "「": "」"}
CLAUSE = re.compile("[，；]")
TAIL = "，；：、,;: "
SHORTEST_CLAUSE, SHORT_REPORT = 12, 30
# What is said comes after these: a line that ends with one says nothing.
LEADING = re.compile(r"(?:指出|强调|表示|认为|要求|提出|介绍|说|称|了解到|通过|以及|并|和|与|及)$")
# A clause that only begins something: what it leads to would be cut off.
OPENS = re.compile(
    r"(?:^|[，；])(?:既|不仅|不但|虽|尽管|如果|只要|因为|由于|随着|为了?|一是|第一|其一)[^，；]*$"
)
# A report says who did what: a body or people who can act, and behind them a deed.
ACTORS = (
    "工商联|工商业联合会|联合会|商会|协会|委员会|专委会|联盟|统战部|党组|市委|市政府|"
    "企业家|企业|公司|集团|银行|代表团|考察团|论坛|活动|大会|座谈会|通报会|对接会|培训班"
)
DEEDS = (
    "举办|举行|召开|开展|组织|发出|发起|倡议|走进|走访|赴|调研|考察|成立|设立|启动|发布|"
    "印发|出台|推出|签约|签订|签署|联合|主办|承办|表彰|通报|交流|建成|上线|公布|参加|"
    "推进|推动|帮助|提供|完成|实现|达成|捐赠|邀请|取消|改期|顺延"
)
REPORT = re.compile(f"(?:{ACTORS}).*?(?:{DEEDS})")
TESTS = (REPORT, re.compile(DEEDS), re.compile(""))
STOP = "。"


def short_title(headline: str, *, most: int) -> str:
    """Return the headline, or as many of its parts from the beginning as fit.
    Empty where not even the first part fits: a title is never cut inside a word or a quotation."""
    headline = headline.strip()
    if len(headline) <= most:
        return headline
    glue = " " if has_inner_space(headline) else ""
    parts, chosen = title_halves(headline), ""
    for end in range(1, len(parts)):
        longer = glue.join(parts[:end]).rstrip(TAIL)
        if len(longer) <= most and is_whole(longer):
            chosen = longer
    return chosen


def lead_sentences(summary: str, paragraphs: Iterable[str], *, most: int) -> str:
    """Return whole sentences from the beginning of the summary, else of the text.
    Empty where no sentence is short enough."""
    for lines in ([with_full_stop(summary)], paragraphs):
        candidates = [sentence for line in lines for sentence in sentences(line)]
        start = next((at for at, one in enumerate(candidates) if len(one) <= most), None)
        if start is not None:
            return _filled(candidates[start:], most)
    return ""


def brief_report(summary: str, paragraphs: Iterable[str], *, most: int) -> str:
    """Return one or two sentences that say who did what, for 简报.

    The first sentence that says so is taken, the summary's before the text's. Where it is too long,
    it ends at its last whole clause that still says so. Where no sentence does, the first with an
    action is taken, then the first of all. It ends with 。 and is empty where nothing is short
    enough.
    """
    candidates = [
        one for line in (with_full_stop(summary), *paragraphs) for one in _whole_sentences(line)
    ]
    for test in TESTS:
        for at, sentence in enumerate(candidates):
            if not test.search(sentence):
                continue
            if len(sentence) <= most:
                more = 2 if len(sentence) < SHORT_REPORT else 1
                return _filled(candidates[at : at + more], most)
            if clause := _clause(sentence, most, test):
                return clause
    return ""


def with_full_stop(line: str) -> str:
    """Return the line with a full stop unless it has an end mark."""
    line = line.strip()
    if not line or SENTENCE_END.search(line[-3:]):
        return line
    return line.rstrip(TAIL) + STOP


def is_whole(text: str) -> bool:
    """Tell whether every opening mark is closed again."""
    return all(text.count(begin) == text.count(end) for begin, end in PAIRS.items())


def _whole_sentences(line: str) -> list[str]:
    """Return the sentences that state something: no call, no question, no half of a quotation."""
    candidates = (one for one in sentences(line) if one.endswith(STOP) and is_whole(one))
    return [one for one in candidates if len(han(one)) >= SHORTEST_CLAUSE // 2]


def _filled(candidates: list[str], most: int) -> str:
    chosen = ""
    for sentence in candidates:
        if len(chosen) + len(sentence) > most:
            break
        chosen += sentence
    return chosen


def _clause(sentence: str, most: int, test: re.Pattern) -> str:
    """Return the sentence up to its last clause that fits, with a full stop."""
    for end in reversed([match.start() for match in CLAUSE.finditer(sentence[:most])]):
        clause = sentence[:end]
        if len(clause) < SHORTEST_CLAUSE:
            break
        begins = LEADING.search(clause) or OPENS.search(clause)
        if is_whole(clause) and test.search(clause) and not begins:
            return clause + STOP
    return ""
