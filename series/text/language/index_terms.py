"""The words that a text is about, by which results are ranked.
Beside the headline."""

from collections import Counter
from math import log

from . import segmenter, vocabulary
from .tag_suggestions import TOO_COMMON

MOST = 12
ENOUGH_TEXT = 20_000
IN_HEADLINE = 4
FAMILIAR = 6.0  # rarity of a protected term, which jieba's table does not know
LONGEST = 12


def index_words(headline: str, text: str, *, most: int = MOST) -> list[str]:
    """Return at most `most` words of a text by frequency times rarity, the highest first.
    Only the text's first 20,000 characters are read."""
    counts: Counter = Counter()
    for part, weight in ((headline, IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
        for word in segmenter.cut_words(part):
            if 2 <= len(word) <= LONGEST and not word.isdecimal():
                counts[word] += weight
    terms = vocabulary.in_use().by_spelling
    scores = {
        word: (1 + log(count)) * (FAMILIAR if word in terms else segmenter.rarity(word))
        for word, count in counts.items()
        if word not in TOO_COMMON
    }
    return sorted(scores, key=lambda word: (-scores[word], word))[:most]
