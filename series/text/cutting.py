"""Shorter words out of longer ones: a title at a seam, a lead at a sentence, 简报 at a clause.

Nothing is written here that does not stand in the text, but the full stop at the end.
"""

import re
from collections.abc import Iterable

from .halves import halves, has_inner_space
from .han import han
from .summary import SENTENCE_END, sentences

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "「": "」"}
CLAUSE = re.compile("[，；]")
TAIL = "，；：、,;: "
SHORTEST_CLAUSE = 12
# What is said comes after these: a line that ends with one says nothing.
LEADING = re.compile(r"(?:指出|强调|表示|认为|要求|提出|介绍|说|称|了解到|通过|以及|并|和|与|及)$")
# A report begins with somebody who acts: a body, an office, entrepreneurs, a town.
ACTOR = re.compile(
    r"工商联|商会|联合会|协会|委员会|专委会|联盟|企业家|企业|公司|集团|代表团|考察团|"
    r"市委|市政府|部门|会员|本市|全市|常州|我市|论坛|活动|大会|座谈会|通报会|培训"
)
STOP = "。"


def short_title(headline: str, *, most: int) -> str:
    """The headline, or as many of its halves from the beginning as fit; empty where not even the
    first one does: a title is never cut inside a word or a quotation."""
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
    """Whole sentences from the beginning of the summary, else of the text; empty where no
    sentence is short enough."""
    for lines in ([ended(summary)], paragraphs):
        found = [sentence for line in lines for sentence in sentences(line)]
        start = next((at for at, one in enumerate(found) if len(one) <= most), None)
        if start is not None:
            return _filled(found[start:], most)
    return ""


def brief(summary: str, paragraphs: Iterable[str], *, most: int) -> str:
    """简报: who did what in one or two sentences, ending with 。

    The first sentence with somebody who acts is taken, the summary's before the text's; where
    it is too long it ends at its last whole clause. Empty where nothing is short enough.
    """
    found = [one for line in (ended(summary), *paragraphs) for one in _reports(line)]
    acting = [one for one in found if ACTOR.search(one[: most // 2])]
    for sentence in [*acting, *found]:
        if len(sentence) <= most:
            return _filled([sentence, *_following(found, sentence)], most)
        if clause := _clause(sentence, most):
            return clause
    return ""


def ended(line: str) -> str:
    """The line with a full stop where it has no end mark of its own."""
    line = line.strip()
    if not line or SENTENCE_END.search(line[-3:]):
        return line
    return line.rstrip(TAIL) + STOP


def is_whole(text: str) -> bool:
    """Whether every mark that opens something closes again."""
    return all(text.count(begin) == text.count(end) for begin, end in PAIRS.items())


def _reports(line: str) -> list[str]:
    """Sentences that tell something: no call, no question, no quotation cut in two."""
    found = (one for one in sentences(line) if one.endswith(STOP) and is_whole(one))
    return [one for one in found if len(han(one)) >= SHORTEST_CLAUSE // 2]


def _following(found: list[str], sentence: str) -> list[str]:
    at = found.index(sentence)
    return found[at + 1 : at + 2]


def _filled(found: list[str], most: int) -> str:
    chosen = ""
    for sentence in found:
        if len(chosen) + len(sentence) > most:
            break
        chosen += sentence
    return chosen


def _clause(sentence: str, most: int) -> str:
    """The sentence up to its last clause that fits, a full stop behind it."""
    for place in reversed([match.start() for match in CLAUSE.finditer(sentence[:most])]):
        clause = sentence[:place]
        if len(clause) < SHORTEST_CLAUSE:
            break
        if is_whole(clause) and not LEADING.search(clause):
            return clause + STOP
    return ""
