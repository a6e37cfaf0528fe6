"""The key terms by which two texts may share a subject (decision 65).

Terms of the protected vocabulary come first; only a text that has few of them is cut into words, so
that most saves never load jieba.
"""

from collections import Counter
from math import log

from . import segmenter
from .han import han
from .tag_suggestions import (
    ENOUGH_HEADLINE,
    IN_HEADLINE,
    TOO_COMMON,
    vocabulary_scores,
    without_parts,
)

LIMIT = 12
ENOUGH = 5
ENOUGH_TEXT = 3_000  # characters that are cut into words; some 4 ms a thousand
OFTEN = 2
COMMON = 3_000  # how often jieba's dictionary counts a word that tells nothing any more


def keyterms(headline: str, text: str, *, limit: int = LIMIT) -> list[str]:
    """Return at most `limit` key terms, the most characteristic first.
    `text` is the plain text of the body."""
    headline = headline[:ENOUGH_HEADLINE]
    chosen = without_parts(vocabulary_scores(headline, text), limit=limit, floor=0)
    if len(chosen) < ENOUGH:
        chosen += _words(headline, text, without=chosen)
    return chosen[:limit]


def _words(headline: str, text: str, *, without: list[str]) -> list[str]:
    counts: Counter[str] = Counter()
    for part, weight in ((headline, IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
        for word in segmenter.cut_words(part):
            counts[word] += weight
    scores = {
        word: count * _rarity(word)
        for word, count in counts.items()
        if count >= OFTEN
        and word not in TOO_COMMON
        and len(han(word)) >= 2
        and not any(word in other for other in without)
    }
    telling = (word for word in scores if scores[word] > 0)
    return sorted(telling, key=lambda word: (-scores[word], word))


def _rarity(word: str) -> float:
    return log(COMMON / (1 + segmenter.word_frequency(word)))
