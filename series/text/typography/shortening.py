"""Shorter words out of longer ones: a title at a seam, a lead at a sentence, 简报 at a clause.

Nothing is written here that does not stand in the text, but the full stop at the end.
"""

import re
from collections.abc import Iterable

from series.text.language.han import han

from .summary import SENTENCE_END, sentences
from .title_breaks import halves, has_inner_space

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
    """Return the headline, or as many of its halves from the beginning as fit; empty where not even
    the first one does: a title is never cut inside a word or a quotation."""
    headline = headline.strip()
    if len(headline) <= most:
        return headline
    glue = " " if has_inner_space(headline) else ""
    parts, chosen = halves(headline), ""
    for end in range(1, len(parts)):
        longer = glue.join(parts[:end]).rstrip(TAIL)
        if len(longer) <= most and is_whole(longer):
            chosen = longer
    return chosen


def lead(summary: str, paragraphs: Iterable[str], *, most: int) -> str:
    """Return whole sentences from the beginning of the summary, else of the text; empty where no
    sentence is short enough."""
    for lines in ([ended(summary)], paragraphs):
        found = [sentence for line in lines for sentence in sentences(line)]
        start = next((at for at, one in enumerate(found) if len(one) <= most), None)
        if start is not None:
            return _filled(found[start:], most)
    return ""


def brief(summary: str, paragraphs: Iterable[str], *, most: int) -> str:
    """简报: who did what in one or two sentences, ending with 。

    The first sentence that says so is taken, the summary's before the text's; where it is too
    long it ends at its last whole clause that still says so. Where no sentence does, the first
    with a deed, then the first at all. Empty where nothing is short enough.
    """
    found = [one for line in (ended(summary), *paragraphs) for one in _whole_sentences(line)]
    for test in TESTS:
        for at, sentence in enumerate(found):
            if not test.search(sentence):
                continue
            if len(sentence) <= most:
                more = 2 if len(sentence) < SHORT_REPORT else 1
                return _filled(found[at : at + more], most)
            if clause := _clause(sentence, most, test):
                return clause
    return ""


def ended(line: str) -> str:
    """Return the line with a full stop where it has no end mark of its own."""
    line = line.strip()
    if not line or SENTENCE_END.search(line[-3:]):
        return line
    return line.rstrip(TAIL) + STOP


def is_whole(text: str) -> bool:
    """Tell whether every mark that opens something closes again."""
    return all(text.count(begin) == text.count(end) for begin, end in PAIRS.items())


def _whole_sentences(line: str) -> list[str]:
    """Sentences that tell something: no call, no question, no half of a quotation."""
    found = (one for one in sentences(line) if one.endswith(STOP) and is_whole(one))
    return [one for one in found if len(han(one)) >= SHORTEST_CLAUSE // 2]


def _filled(found: list[str], most: int) -> str:
    chosen = ""
    for sentence in found:
        if len(chosen) + len(sentence) > most:
            break
        chosen += sentence
    return chosen


def _clause(sentence: str, most: int, test: re.Pattern) -> str:
    """Return the sentence up to its last clause that fits, a full stop behind it."""
    for place in reversed([match.start() for match in CLAUSE.finditer(sentence[:most])]):
        clause = sentence[:place]
        if len(clause) < SHORTEST_CLAUSE:
            break
        begins = LEADING.search(clause) or OPENS.search(clause)
        if is_whole(clause) and test.search(clause) and not begins:
            return clause + STOP
    return ""
