"""Propose tags for a text.
Terms of the vocabulary first, then its key phrases (decisions 74, 97).

A term's score is its kind's weight times (1 + ln of its count), an occurrence in the headline
counting four times: a characteristic term said twice beats a general one said ten times. Key
phrases fill the places that the terms leave; where the caller knows how rare words are in a site's
own texts, that decides among them.
"""

from collections import Counter
from collections.abc import Callable
from itertools import islice
from math import log

from series.text.characters.removal import without

from . import segmenter, vocabulary
from .keyphrases import keyphrases, simplified

LIMIT = 8
ENOUGH = 5
IN_HEADLINE = 4
FLOOR = 1.25
# decision 74
COMMONPLACE = log(5 / 3)  # rarity of what stands in three of five texts: it tells none apart
EVERYDAY = 7.0  # rarity by jieba's table: 建议 5.2, 委员 6.7, 订单 7.3, 轴承 9.2
MOST_BESIDE = 3  # phrases beside five terms and more
TERMS_ASKED, PHRASES_ASKED = 16, 14
ENOUGH_HEADLINE = 200
KIND_WEIGHT = {
    "policy": 1.6, "series": 1.6, "event": 1.5, "industry": 1.2, "work": 1.0,
    "organization": 0.8, "enterprise": 0.8, "person": 0.8, "general": 0.55, "place": 0.3,
}  # fmt: skip
TOO_COMMON = frozenset(
    "企业 企业家 发展 活动 工作 建设 会议 单位 部门 人员 代表 主题 精神 服务 情况 方面 问题 全市 "
    "我市 常州 常州市 市委 市政府 领导 交流 组织 开展 推动 推进 参加 举行 经济 社会 国家 城市 "
    "时代 力量 目标 基础 平台 机制 能力 水平 作用 优势 活力 动力 合力 力度 重点 大会 现场 嘉宾 "
    "党组织 小区 信纸 资本".split()
)


Rarity = Callable[[str], float]


def propose_tags(
    headline: str,
    text: str,
    *,
    limit: int = LIMIT,
    rarity: Rarity | None = None,
    enough: int = ENOUGH,
) -> list[str]:
    """Return at most `limit` tags for a text, the most characteristic first.
    `text` is its plain text, in any script. Phrases help where the vocabulary gives fewer than
    `enough` terms.

    `rarity` gives the ln of (a site's texts ÷ those that hold the word) and is asked some 30 times
    at most; with it nothing is proposed that most texts of the site hold.
    """
    headline, text = simplified(headline[:ENOUGH_HEADLINE]), simplified(text)
    scores = vocabulary_scores(headline, text)
    if rarity:
        scores = _telling(scores, rarity=rarity, most=max(limit, TERMS_ASKED))
    chosen = without_parts(scores, limit=limit)
    missing = min(enough - len(chosen), max(MOST_BESIDE, ENOUGH - len(chosen)))
    if missing > 0:
        chosen += _phrases(headline, text, beside=chosen, rarity=rarity)[:missing]
    return chosen[:limit]


def vocabulary_scores(headline: str, text: str) -> dict[str, float]:
    """Return {term: score} of the vocabulary's terms in a text."""
    counts: Counter = Counter()
    known = vocabulary.in_use()
    for part, weight in ((headline, IN_HEADLINE), (text, 1)):
        plain = without(part, segmenter.QUOTES)
        for match in known.pattern.finditer(plain):
            counts[known.by_spelling[match[0]]] += weight
    return {term.name: KIND_WEIGHT[term.kind] * (1 + log(n)) for term, n in counts.items()}


def without_parts(scores: dict[str, float], *, limit: int, floor: float = FLOOR) -> list[str]:
    """Return the best terms without parts or wholes of a better one."""
    chosen: list[str] = []
    for name, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if not any(name in other or other in name for other in chosen) and score > floor:
            chosen.append(name)
    return chosen[:limit]


def _telling(scores: dict[str, float], *, rarity: Rarity, most: int) -> dict[str, float]:
    """Return the best `most` terms, without those that most texts of the site hold."""
    best = sorted(scores, key=lambda name: (-scores[name], name))[:most]
    telling = (name for name in best if scores[name] > FLOOR and rarity(name) > COMMONPLACE)
    return {name: scores[name] for name in telling}


def _phrases(
    headline: str, text: str, *, beside: list[str], rarity: Rarity | None = None
) -> list[str]:
    """Return the key phrases, best first, without parts of one another or of terms `beside`."""
    found = keyphrases(headline, text)
    scores = {
        phrase: score
        for phrase, score in found.items()
        if phrase not in TOO_COMMON and not any(phrase in term or term in phrase for term in beside)
    }
    if rarity:
        scores = _rare(scores, rarity=rarity)
    return without_parts(scores, limit=LIMIT, floor=0)


def _rare(scores: dict[str, float], *, rarity: Rarity) -> dict[str, float]:
    """Return the scores weighed by the site's rarity, without everyday words."""
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], phrase))
    telling = (phrase for phrase in ranked if segmenter.rarity(phrase) > EVERYDAY)
    rare = {phrase: rarity(phrase) for phrase in islice(telling, PHRASES_ASKED)}
    return {phrase: scores[phrase] * rare[phrase] for phrase in rare if rare[phrase] > COMMONPLACE}
