"""Tags that a person would agree with: terms of the vocabulary first, then telling nouns.

A term's score is its kind's weight times (1 + ln of its count), an occurrence in the headline
counting four times: a telling term said twice beats a general one said ten times.
"""

from collections import Counter
from math import log

from . import segmenting, vocabulary
from .han import han

LIMIT = 8
ENOUGH = 2
IN_HEADLINE = 4
FLOOR = 1.25
OFTEN = 5
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


def propose_tags(headline: str, text: str, *, limit: int = LIMIT) -> list[str]:
    """At most `limit` tags for a text, the most telling first. `text` is its plain text."""
    headline = headline[:ENOUGH_HEADLINE]
    scores = vocabulary_scores(headline, text)
    chosen = without_parts(scores, limit=limit)
    if len(chosen) < ENOUGH:
        chosen += _nouns(headline, text, without=chosen)[: ENOUGH - len(chosen)]
    return chosen[:limit]


def vocabulary_scores(headline: str, text: str) -> dict[str, float]:
    """{term: score} of the vocabulary's terms in a text."""
    counts: Counter = Counter()
    known = vocabulary.in_use()
    for part, weight in ((headline, IN_HEADLINE), (text, 1)):
        plain = part.translate(segmenting.QUOTES)
        for match in known.pattern.finditer(plain):
            counts[known.by_spelling[match[0]]] += weight
    return {term.name: KIND_WEIGHT[term.kind] * (1 + log(n)) for term, n in counts.items()}


def without_parts(scores: dict[str, float], *, limit: int, floor: float = FLOOR) -> list[str]:
    """The best terms; one that is only a piece of a better one, or holds one, is left out."""
    chosen: list[str] = []
    for name, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if not any(name in other or other in name for other in chosen) and score > floor:
            chosen.append(name)
    return chosen[:limit]


def _nouns(headline: str, text: str, *, without: list[str]) -> list[str]:
    """Telling nouns; a text's first 20,000 characters are enough, and tagging words is slow."""
    counts: Counter = Counter()
    for part, weight in ((headline, IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
        for word, flag in segmenting.tagged_words(part):
            if flag in NOUNS and len(han(word)) >= 2 and word not in TOO_COMMON:
                counts[word] += weight
    ranked = sorted(counts, key=lambda word: (-counts[word] * segmenting.rarity(word), word))
    fresh = (word for word in ranked if not any(word in other for other in without))
    return [word for word in fresh if word in headline or counts[word] >= OFTEN]
