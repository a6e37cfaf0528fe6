"""The toneless syllables of Chinese text, read as pypinyin 0.55.0 reads it.

A run of characters is divided into the longest phrases from its beginning on, each read as its own;
all else is read character by character. tests/text/dictionaries/test_sounds.py compares. Decision
138.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence

from .double_array import ROOT, DoubleArray, build
from .mapped_file import Content

NO_PHRASE, BY_CHARACTERS = 0, 1


class Sounds:
    """A mapped dictionary of phrases and characters."""

    def __init__(self, content: Content):
        arrays, facts = content.arrays, content.facts
        self._trie = DoubleArray(arrays["codes"], arrays["base"], arrays["check"])
        self._phrase, self._pool, self._single = (
            arrays[name] for name in ("phrase", "pool", "single")
        )
        self._names: list[str] = facts["names"]
        self._runs = re.compile(f"({facts['han']}+)")
        self.syllables = frozenset(facts["syllables"])

    def read(self, text: str) -> list[str]:
        """Return a syllable for each character; one without is its own."""
        found: list[str] = []
        for place, run in enumerate(self._runs.split(text)):
            found += self._read_run(run) if place % 2 else run
        return found

    def _read_run(self, run: str) -> Iterator[str]:
        codes, at, size = self._trie.codes_of(run), 0, len(run)
        while at < size:
            slot, end, reached = self._longest(codes, at)
            if slot is None:
                # Where a phrase might go on behind the text, all of it is read by characters.
                end = size if reached == size and reached > at else at + 1
            yield from self._syllables(run[at:end], slot)
            at = end

    def _longest(self, codes: Sequence[int], at: int) -> tuple[int | None, int, int]:
        """Return slot and end of the longest phrase, and how far any agrees."""
        state, slot, end = ROOT, None, at
        for place in range(at, len(codes)):
            following = self._trie.step(state, codes[place])
            if following is None:
                return slot, end, place
            state = following
            if self._phrase[state] != NO_PHRASE:
                slot, end = state, place + 1
        return slot, end, len(codes)

    def _syllables(self, text: str, slot: int | None) -> Iterator[str]:
        place = BY_CHARACTERS if slot is None else self._phrase[slot]
        if place == BY_CHARACTERS:
            return (self._of_character(one) for one in text)
        return (self._names[number] for number in self._pool[place : place + len(text)])

    def _of_character(self, character: str) -> str:
        code = ord(character)
        number = self._single[code] if code < len(self._single) else 0
        return self._names[number] if number else character


def content_of(
    phrases: Mapping[str, Sequence[str]],
    characters: Mapping[str, str],
    syllables: Sequence[str],
    *,
    han: str,
) -> Content:
    """Return the arrays of these readings; `han` matches a character that has one."""
    trie, slots = build(phrases)
    names = ["", *sorted({*characters.values(), *(one for way in phrases.values() for one in way)})]
    number = {name: place for place, name in enumerate(names)}
    single = array("H", bytes(2 * (1 + max(map(ord, characters)))))
    for character, syllable in characters.items():
        single[ord(character)] = number[syllable]
    phrase, pool = array("i", bytes(4 * len(trie.base))), array("H", bytes(2 * (BY_CHARACTERS + 1)))
    for text, way in phrases.items():
        phrase[slots[text]] = BY_CHARACTERS
        if list(way) != [characters.get(one, one) for one in text]:
            phrase[slots[text]] = len(pool)
            pool.extend(number[syllable] for syllable in way)
    arrays = {"codes": trie.codes, "base": trie.base, "check": trie.check}
    arrays |= {"phrase": phrase, "pool": pool, "single": single}
    return Content(arrays, {"names": names, "han": han, "syllables": sorted(syllables)})
