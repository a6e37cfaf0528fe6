"""Find texts by the telling words of a question where none holds all.

Decision 134. The engine is asked for each word alone: the newest texts that hold it, up to a bound, which also
tells how rare the word is. The texts that hold the most and rarest words are then read, and weighed
by BM25. The cost is that of some ten searches and POOL texts, at any size of the site.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from math import log

from series.models import Entry, SearchDocument

from .asking import Ask
from .engine import engine, live_slot
from .narrowing import EVERYTHING, Narrowing
from .query import QueryWord
from .searching import SearchAnswer, load_candidates

HOLDERS = 1_000  # of one word, the newest
POOL = 150  # texts that are read
COMMON = 4  # words that have more holders than are read, of which each two are looked for together
SHOWN = 60
WORTH_SHOWING = 0.25  # of the best text's points
K, B = 1.2, 0.75  # BM25: Robertson and Zaragoza, 2009
IN_HEADLINE = 2  # times that a word in the headline counts


@dataclass(frozen=True)
class Weight:
    """One word's newest holders and its rarity.

    That is the logarithm of all texts ÷ those that hold it."""

    word: str
    holders: list[int]
    rarity: float

    @property
    def is_common(self) -> bool:
        return len(self.holders) == HOLDERS


def weigh(
    words: list[str], narrowing: Narrowing = EVERYTHING, *, held: tuple[str, ...] = ()
) -> SearchAnswer:
    """Return the texts that hold the most and rarest of these squeezed words.

    Every text holds each word of `held`.
    The filters choose among the texts that are found without them, so that counts beside the
    results stay true; where they leave nothing, texts are looked for under the filters.
    """
    required = tuple((word,) for word in held)
    keys = _weighed(words, Ask(required))
    if narrowing != EVERYTHING:
        keys = narrowing.kept(keys) or _weighed(words, Ask(required, narrowing.marks()))
    by_key = {candidate.key: candidate for candidate in load_candidates(keys)}
    return SearchAnswer(
        tuple(QueryWord(word, word) for word in words),
        candidates=[by_key[key] for key in keys if key in by_key],
        keys=[key for key in keys if key in by_key],
    )


def _weighed(words, within):
    """Return the keys of the documents that are worth showing, the best first."""
    weights = [weight for weight in _weights(words, within) if weight.holders]
    points: Counter = Counter()
    for weight in weights:
        for key in weight.holders:
            points[key] += weight.rarity
    for key in _holders_of_two(weights, within):
        points.setdefault(key, 0)
        points[key] += 1
    pool = [key for key, _ in sorted(points.items(), key=lambda one: (-one[1], -one[0]))[:POOL]]
    scores = _bm25(pool, weights)
    ranked = sorted(scores, key=lambda key: (-scores[key], -key))[:SHOWN]
    return [key for key in ranked if scores[key] >= WORTH_SHOWING * scores[ranked[0]]]


def _weights(words, within):
    """Return the weight of each word, the rarest first."""
    slot, tool = live_slot(), engine()
    documents = SearchDocument.objects.filter(slot=slot).order_by("pk").values_list("pk", flat=True)
    first, last = documents.first() or 0, documents.last() or 0
    total, found = last - first + 1, []
    for word in words:
        holders = tool.newest(slot, _also(within, word), limit=HOLDERS)
        count = len(holders)
        if count == HOLDERS:  # as many a key in all keys as in the newest
            count = count * total // max(1, last - holders[-1] + 1)
        found.append(Weight(word, holders, log(1 + (total - count + 0.5) / (count + 0.5))))
    return sorted(found, key=lambda weight: -weight.rarity)


def _holders_of_two(weights, within):
    """Return the keys that hold two of the common words.

    Not all of their own holders were read."""
    common = [weight.word for weight in weights if weight.is_common][:COMMON]
    slot, tool = live_slot(), engine()
    for one, other in combinations(common, 2):
        yield from tool.newest(slot, _also(within, one, other), limit=POOL)


def _also(within, *words):
    """Return the question for these words too."""
    return replace(within, words=(*((word,) for word in words), *within.words))


def _bm25(keys, weights):
    """Return {key: points} by the texts that readers see."""
    entries = dict(SearchDocument.objects.filter(pk__in=keys).values_list("pk", "entry"))
    rows = Entry.objects.filter(pk__in=entries.values()).values_list("pk", "headline", "plain_text")
    texts = {pk: (headline, text) for pk, headline, text in rows.order_by()}
    texts = {key: texts[entry] for key, entry in entries.items() if entry in texts}
    mean = sum(len(text) for _, text in texts.values()) / max(1, len(texts)) or 1
    holders = {weight.word: frozenset(weight.holders) for weight in weights}
    scores = {}
    for key, (headline, text) in texts.items():
        folded = text.lower()
        room = K * (1 - B + B * len(text) / mean)
        scores[key] = 0.0
        for weight in weights:
            times = folded.count(weight.word) or (key in holders[weight.word])
            times += IN_HEADLINE * (weight.word in headline.lower())
            scores[key] += weight.rarity * times * (K + 1) / (times + room)
    return scores
