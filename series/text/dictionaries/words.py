"""The words of a segmentation dictionary, with their frequency, rarity and part of speech.

Built from the dictionaries of the library as it has them; what is asked here is answered as they
answer, to the last bit (tests/text/dictionaries/test_words.py). Decision 138.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from .double_array import ROOT, DoubleArray, build
from .mapped_file import Content

NOTHING = 0  # no word of this dictionary; a beginning of words counts 0 and is BEGINNING
NO_WORD = 1.0  # no logarithm of a share


@dataclass(frozen=True)
class Terms:
    """Words that are put over the dictionary, all of one frequency."""

    whole: frozenset[str]
    beginnings: frozenset[str]
    openings: Mapping[str, frozenset[str]]
    frequency: int

    @classmethod
    def of(cls, words: Iterable[str], *, frequency: int) -> "Terms":
        whole = frozenset(words)
        beginnings = frozenset(word[:end] for word in whole for end in range(1, len(word) + 1))
        openings: dict[str, set[str]] = {}
        for word in whole:
            openings.setdefault(word[0], set()).add(word[1:2])
        return cls(whole, beginnings, openings, frequency)


class Words:
    """A mapped dictionary."""

    def __init__(self, content: Content):
        arrays, facts = content.arrays, content.facts
        self.trie = DoubleArray(arrays["codes"], arrays["base"], arrays["check"])
        self._frequency, self._rarity, self._tag = (
            arrays[name] for name in ("frequency", "rarity", "tag")
        )
        self._frequencies, self._rarities = facts["frequencies"], facts["rarities"]
        self._tags, self._median = facts["tags"], facts["median"]
        self._log_total = log(facts["total"])
        self._weight = arrays["weight"]

    def frequency(self, word: str) -> int | None:
        """Return the word's frequency; 0 for a beginning, None for what is neither."""
        slot = self.trie.slot_of(word)
        place = NOTHING if slot is None else self._frequency[slot]
        return None if place == NOTHING else self._frequencies[place]

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency; the median for an unknown word."""
        slot = self.trie.slot_of(word)
        place = NOTHING if slot is None else self._rarity[slot]
        return self._median if place == NOTHING else self._rarities[place]

    def tag(self, word: str, default: str) -> str:
        """Return the word's part of speech."""
        slot = self.trie.slot_of(word)
        place = NOTHING if slot is None else self._tag[slot]
        return default if place == NOTHING else self._tags[place]

    def ends(self, run: str, terms: Terms) -> list[int]:
        """Return for each character where the likeliest word ends that begins with it.

        The same sums in the same order as series/text/characters/word_graph.py.
        """
        base, check, values = self.trie.base, self.trie.check, self._weight
        codes, size, unknown = self.trie.codes_of(run), len(run), log(1) - self._log_total
        weights, ends, root = [0.0] * (size + 1), [0] * size, base[ROOT]
        openings = terms.openings
        for at in range(size - 1, -1, -1):
            second = openings.get(run[at])
            if second and (run[at + 1 : at + 2] in second or "" in second):
                best, best_end = self._likeliest(run, codes, at, weights, terms)
            else:
                best, best_end, end, state, slot = None, at + 1, at, ROOT, root + codes[at]
                while check[slot] == state:
                    end += 1
                    value = values[slot]
                    if value <= 0.0:
                        value += weights[end]
                        if best is None or value >= best:
                            best, best_end = value, end
                    if end == size:
                        break
                    state = slot
                    slot = base[slot] + codes[end]
            weights[at] = unknown + weights[at + 1] if best is None else best
            ends[at] = best_end
        return ends

    def _likeliest(self, run, codes, at, weights, terms) -> tuple[float | None, int]:
        """Return the weight and the end of the likeliest word, terms among the words."""
        best, best_end, state = None, at + 1, ROOT
        of_term = log(terms.frequency) - self._log_total
        for end in range(at + 1, len(run) + 1):
            state = None if state is None else self.trie.step(state, codes[end - 1])
            piece = run[at:end]
            if state is None and piece not in terms.beginnings:
                break
            value = NO_WORD if state is None else self._weight[state]
            if piece in terms.whole:
                value = of_term
            if value <= 0.0:
                weight = value + weights[end]
                if best is None or weight >= best:
                    best, best_end = weight, end
        return best, best_end


class WordGraph:
    """What jieba's tagger asks its tokenizer, answered by a mapped dictionary."""

    user_word_tag_tab: Mapping[str, str] = {}

    def __init__(self, words: Words, terms: Terms):
        self._words, self._terms = words, terms
        self.FREQ = self

    def get(self, word: str) -> int | None:
        return self._terms.frequency if word in self._terms.whole else self._words.frequency(word)

    def get_DAG(self, run: str) -> None:
        """Return nothing: `calc` needs no list of all words."""

    def calc(self, run: str, graph: None, route: dict[int, tuple[float, int]]) -> None:
        """Write into `route` the last character of the word at each place."""
        for at, end in enumerate(self._words.ends(run, self._terms)):
            route[at] = (0.0, end - 1)


class Tags:
    """The part of speech of each word, as jieba's tagger asks for it."""

    def __init__(self, words: Words):
        self.get = words.tag


def content_of(
    frequencies: Mapping[str, int],
    total: int,
    rarities: Mapping[str, float],
    median: float,
    tags: Mapping[str, str],
) -> Content:
    """Return the arrays of these dictionaries."""
    trie, slots = build([*frequencies, *rarities, *tags])
    counts = [None, 0, *sorted({count for count in frequencies.values() if count})]
    weight = array("d", [NO_WORD]) * len(trie.base)
    for word, count in frequencies.items():
        if count:
            weight[slots[word]] = log(count) - log(total)
    of_words = {
        "weight": weight,
        "frequency": _column(frequencies, counts, slots, len(trie.base)),
        "rarity": _column(rarities, known := _distinct(rarities), slots, len(trie.base)),
        "tag": _column(tags, kinds := _distinct(tags), slots, len(trie.base)),
    }
    facts = {"frequencies": counts, "rarities": known, "tags": kinds}
    arrays = {"codes": trie.codes, "base": trie.base, "check": trie.check, **of_words}
    return Content(arrays, {**facts, "median": median, "total": total})


def _distinct(values: Mapping[str, Any]) -> list:
    return [None, *sorted(set(values.values()))]


def _column(
    values: Mapping[str, Any], distinct: Sequence, slots: Mapping[str, int], size: int
) -> array:
    """Return for each slot the place of its value among the distinct ones."""
    places = {value: place for place, value in enumerate(distinct)}
    column = array("H", bytes(2 * size))
    for word, value in values.items():
        column[slots[word]] = places[value]
    return column
