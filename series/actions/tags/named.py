"""Topics that a text names: protected terms and the site's topics, found without cutting words.

An archive of 30,000 texts is read so: a text costs one look-up a character, however many topics
the site has. Decision 97.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log

from series.text.characters.removal import without
from series.text.language import vocabulary
from series.text.language.folding import fold
from series.text.language.keyphrases import ENOUGH_TEXT
from series.text.language.mentions import Beginnings
from series.text.language.tag_names import QUOTES
from series.text.language.tag_suggestions import (
    ENOUGH_HEADLINE,
    IN_HEADLINE,
    KIND_WEIGHT,
    TOO_COMMON,
)

BEGINNING = 2
TOPIC_WEIGHT = 1.0
SHORT_OFTEN = 3  # a topic of two characters may stand across two words: 人大 in 工人大军


class NamedTopics:
    """The names that are looked for in texts.
    Those of the terms in use and of the topics given."""

    def __init__(self, topics: Iterable[str] = ()):
        self._names: dict[str, str] = {}
        self._weights: dict[str, float] = {}
        for topic in topics:
            self._add(topic, topic, TOPIC_WEIGHT)
        for term in vocabulary.in_use().entries:
            for word in term.written:
                self._add(word, term.name, KIND_WEIGHT[term.kind])
        self._keys: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._names, key=len, reverse=True):
            self._keys[key[:BEGINNING]].append(key)
        self._beginnings = Beginnings(self._keys, length=BEGINNING)

    def _add(self, word: str, name: str, weight: float) -> None:
        key = _key(word)
        if len(key) >= BEGINNING and name not in TOO_COMMON:
            self._names[key] = name
            self._weights[name] = weight

    def scores(self, headline: str, text: str) -> dict[str, float]:
        """Return {name: score} of the names in a text, in any script, width and case."""
        counts: Counter[str] = Counter()
        for part, weight in ((headline[:ENOUGH_HEADLINE], IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
            for key in self._found(_key(part)):
                counts[key] += weight
        names: Counter[str] = Counter()
        for key, count in counts.items():
            if len(key) > BEGINNING or count >= SHORT_OFTEN:
                names[self._names[key]] += count
        return {name: self._weights[name] * (1 + log(count)) for name, count in names.items()}

    def _found(self, text: str) -> Iterator[str]:
        """Yield the longest name at each place of a folded text; names do not overlap."""
        after = 0
        for at in self._beginnings.places_in(text):
            if at >= after and (key := self._key_at(text, at)):
                yield key
                after = at + len(key)

    def _key_at(self, text, at):
        keys = self._keys[text[at : at + BEGINNING]]
        return next((key for key in keys if text.startswith(key, at)), "")


def _key(words: str) -> str:
    return fold(without(words, QUOTES))
