"""A trie as arrays of numbers, which processes can share as a file.

Each character has a code. From the state of a word, the code c leads to the slot base[state] + c,
if check[slot] names that state; the slot is the state of the longer word (Aoe 1989). Other arrays
keep at the slot what they know of the word. No Python object stands for a word. Decision 138.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROOT = 0
FREE = -1
UNKNOWN = 0  # the code of a character that no word has
MOST_TRIES = 30


@dataclass(frozen=True)
class DoubleArray:
    """`codes` has a place for each code point up to the highest in a word."""

    codes: Sequence[int]
    base: Sequence[int]
    check: Sequence[int]

    def codes_of(self, text: str) -> list[int]:
        """Return the code of each character of a text."""
        try:
            return list(map(self.codes.__getitem__, map(ord, text)))
        except IndexError:
            size = len(self.codes)
            return [self.codes[ord(one)] if ord(one) < size else UNKNOWN for one in text]

    def step(self, state: int, code: int) -> int | None:
        """Return the state behind one more character, None where no word goes on so."""
        slot = self.base[state] + code
        return slot if self.check[slot] == state else None

    def slot_of(self, word: str) -> int | None:
        """Return the slot of a word or of a beginning, else None."""
        state = ROOT
        for code in self.codes_of(word):
            state = self.step(state, code)
            if state is None:
                return None
        return state


def build(words: Iterable[str]) -> tuple[DoubleArray, dict[str, int]]:
    """Return the trie of these words, and the slot of each word and each beginning."""
    following: dict[str, list[str]] = defaultdict(list)
    known = {""}
    for word in words:
        while word not in known:
            known.add(word)
            following[word[:-1]].append(word[-1])
            word = word[:-1]
    code_of = _ranked(following.values())
    bases, size = _places(
        {word: [code_of[c] for c in behind] for word, behind in following.items()}
    )
    base, check = array("i", bytes(4 * size)), array("i", [FREE]) * size
    known.remove("")
    slots = {word: bases[word[:-1]] + code_of[word[-1]] for word in known} | {"": ROOT}
    for word in known:
        check[slots[word]] = slots[word[:-1]]
    for word, place in bases.items():
        base[slots[word]] = place
    codes = array("H", bytes(2 * (1 + max(map(ord, code_of)))))
    for character, code in code_of.items():
        codes[ord(character)] = code
    return DoubleArray(codes, base, check), slots


def _ranked(groups: Iterable[list[str]]) -> dict[str, int]:
    """Return codes from 1 on, the smallest for the characters behind most words."""
    counts = Counter(character for group in groups for character in group)
    ranked = sorted(counts, key=lambda character: (-counts[character], character))
    return {character: code for code, character in enumerate(ranked, UNKNOWN + 1)}


def _places(following: dict[str, list[int]]) -> tuple[dict[str, int], int]:
    """Return the base of each word that goes on, and how many slots are needed.

    The words with most characters behind them come first, while there is room for them. A part of
    the array where places are hard to find is left to the words with one character behind them.
    """
    several = {word: sorted(codes) for word, codes in following.items() if len(codes) > 1}
    single = {word: codes[0] for word, codes in following.items() if len(codes) == 1}
    taken = bytearray(sum(map(len, following.values())) * 6 + 0x40000)
    taken[ROOT] = 1
    bases: dict[str, int] = {}
    begin = last = ROOT
    for word, codes in sorted(several.items(), key=lambda one: (-len(one[1]), one[0])):
        at, tries = _first_fit(taken, codes, max(begin, codes[0]))
        begin = at if tries > MOST_TRIES else begin
        bases[word] = shift = at - codes[0]
        for code in codes:
            taken[shift + code] = 1
        last = max(last, shift + codes[-1])
    at, most = ROOT, max(max(codes) for codes in following.values())
    for word, code in sorted(single.items(), key=lambda one: one[::-1]):
        at = taken.find(0, max(at, code))
        bases[word], taken[at] = at - code, 1
    return bases, max(last, at) + 1 + most


def _first_fit(taken: bytearray, codes: Sequence[int], at: int) -> tuple[int, int]:
    """Return the first slot where all codes fit, and how many were tried."""
    first, rest, tries = codes[0], codes[1:], 0
    while True:
        at = taken.find(0, at)
        shift = at - first
        for code in rest:
            if taken[shift + code]:
                break
        else:
            return at, tries
        at, tries = at + 1, tries + 1
