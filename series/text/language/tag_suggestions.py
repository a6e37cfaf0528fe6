"""Propose tags for a text: terms of the vocabulary first, then characteristic nouns (decision 74).

A term's score is its kind's weight times (1 + ln of its count), an occurrence in the headline
counting four times: a characteristic term said twice beats a general one said ten times. A noun's
is its count times its rarity (TF-IDF): by a site's own texts where the caller knows them, else by
jieba's.
"""

from collections import Counter
from collections.abc import Callable
from itertools import islice
from math import log

from . import segmenter, vocabulary
from .han import han

LIMIT = 8
ENOUGH = 2
IN_HEADLINE = 4
FLOOR = 1.25
OFTEN = 5
COMMONPLACE = log(5 / 3)  # rarity of what stands in three of five texts: it tells none apart
EVERYDAY = 7.0  # rarity by jieba's table: 建议 5.2, 委员 6.7, 订单 7.3, 轴承 9.2
MOST_NOUNS = 3  # where the site's own texts say which are telling
TERMS_ASKED, NOUNS_ASKED = 16, 14
ENOUGH_TEXT = 20_000
ENOUGH_HEADLINE = 200
KIND_WEIGHT = {
    "policy": 1.6, "series": 1.6, "event": 1.5, "industry": 1.2, "work": 1.0,
    "organization": 0.8, "enterprise": 0.8, "person": 0.8, "general": 0.55, "place": 0.3,
}  # fmt: skip
NOUNS = frozenset({"n", "nz", "nt", "vn", "nrt"})
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
    """Return at most `limit` tags for a text, the most characteristic first. `text` is its plain
    text. Nouns help where the vocabulary gives fewer than `enough` terms (without `rarity`, fewer
    than two).

    `rarity` gives the ln of (a site's texts ÷ those that hold the word) and is asked some 30 times
    at most; with it nothing is proposed that most texts of the site hold.
    """
    headline = headline[:ENOUGH_HEADLINE]
    scores = vocabulary_scores(headline, text)
    if rarity:
        scores = _telling(scores, rarity=rarity, most=max(limit, TERMS_ASKED))
    chosen = without_parts(scores, limit=limit)
    missing = (enough if rarity else ENOUGH) - len(chosen)
    if missing > 0:
        chosen += _nouns(headline, text, without=chosen, rarity=rarity)[:missing]
    return chosen[:limit]


def vocabulary_scores(headline: str, text: str) -> dict[str, float]:
    """Return {term: score} of the vocabulary's terms in a text."""
    counts: Counter = Counter()
    known = vocabulary.in_use()
    for part, weight in ((headline, IN_HEADLINE), (text, 1)):
        plain = part.translate(segmenter.QUOTES)
        for match in known.pattern.finditer(plain):
            counts[known.by_spelling[match[0]]] += weight
    return {term.name: KIND_WEIGHT[term.kind] * (1 + log(n)) for term, n in counts.items()}


def without_parts(scores: dict[str, float], *, limit: int, floor: float = FLOOR) -> list[str]:
    """Return the best terms, without those that are part of a better one or hold one."""
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


def _nouns(
    headline: str, text: str, *, without: list[str], rarity: Rarity | None = None
) -> list[str]:
    """Return the nouns of the headline and frequent nouns, the rarest first. Rarity is that of
    jieba's table; where `rarity` is given it decides, and then a word of everyday use counts no
    more than one said in passing."""
    counts = _counts(headline, text)
    ranked = sorted(counts, key=lambda word: (-counts[word] * segmenter.rarity(word), word))
    fresh = [word for word in ranked if not any(word in other for other in without)]
    if rarity:
        return _rarest({word: counts[word] for word in fresh}, rarity=rarity)
    return [word for word in fresh if word in headline or counts[word] >= OFTEN]


def _rarest(counts: dict[str, int], *, rarity: Rarity) -> list[str]:
    """Return the three best nouns by count × rarity, without parts of better ones."""
    telling = (
        word for word in counts if counts[word] >= OFTEN and segmenter.rarity(word) > EVERYDAY
    )
    rare = {word: rarity(word) for word in islice(telling, NOUNS_ASKED)}
    scores = {word: counts[word] * rare[word] for word in rare if rare[word] > COMMONPLACE}
    return without_parts(scores, limit=MOST_NOUNS)


def _counts(headline: str, text: str) -> Counter:
    """Return how often each noun is said. A text's first 20,000 characters are enough, since
    tagging words is slow."""
    counts: Counter = Counter()
    for part, weight in ((headline, IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
        for word, flag in segmenter.tagged_words(part):
            if flag in NOUNS and len(han(word)) >= 2 and word not in TOO_COMMON:
                counts[word] += weight
    return counts
