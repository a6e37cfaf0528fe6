"""Match typed letters against names: by characters, by pinyin, by first letters (decision 72).

Pinyin is compared as it sounds to readers who do not tell apart z/zh and n/ng (see `pinyin`); the
last syllable may be unfinished: changsh → 常商.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from . import pinyin
from .index_form import squeeze

LETTERS = re.compile(r"[a-z]+")
_SHARP = re.compile(r"([zcs])h")
_UMLAUT = re.compile(r"(?<=[ln])(?:yu|v)")
MOST_STARTS = 12


def flat(letters: str) -> str:
    """Return the letters without differences that a reader may not hear: changsh → cans.
    Whole and unfinished pinyin give the same."""
    return _UMLAUT.sub("u", _SHARP.sub(r"\1", letters)).replace("ng", "n")


def completions(letters: str) -> list[list[str]]:
    """Return the sounds that the letters may begin.
    At least one syllable is complete: changsh → [[can, sa], [can, san], …]. Empty where they
    are no pinyin."""
    found = list(map(pinyin.sounds_of, pinyin.syllable_splits(letters)))
    for cut in range(len(letters) - 1, 0, -1):
        tails = pinyin.sounds_beginning(letters[cut:])
        if tails:
            heads = pinyin.syllable_splits(letters[:cut])
            found += [[*map(pinyin.sound, way), tail] for way in heads for tail in tails]
    return list(map(list, dict.fromkeys(map(tuple, found))))


@dataclass(frozen=True)
class Typed:
    """The text in the field, squeezed."""

    text: str

    @cached_property
    def is_letters(self) -> bool:
        return bool(LETTERS.fullmatch(self.text))

    @cached_property
    def flat(self) -> str:
        return flat(self.text)


@dataclass(frozen=True)
class Completion:
    """A squeezed name or headline that may be meant."""

    text: str

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Return the pinyin that begins at each of the first syllables."""
        return tuple("".join(self._read[at:]) for at in range(len(self._read)))[:MOST_STARTS]

    @cached_property
    def flat_starts(self) -> tuple[str, ...]:
        return tuple(map(flat, self.starts))

    @cached_property
    def initials(self) -> str:
        return "".join(one[0] for one in self._read)

    @cached_property
    def _read(self):
        return pinyin.syllables(self.text)

    def place(self, typed: Typed) -> int | None:
        """Return how well it matches, 0 the best; None without a match.
        A match at its beginning comes first, then one within; each as written, by exact
        pinyin, by first letters, by sound."""
        at = self.text.find(typed.text)
        if at == 0 or not typed.is_letters:
            return None if at < 0 else 4 * (at > 0)
        begun = self.initials.find(typed.text)
        spelt = [start.startswith(typed.text) for start in self.starts]
        heard = [start.startswith(typed.flat) for start in self.flat_starts]
        ways = (False, spelt[:1] == [True], begun == 0, heard[:1] == [True])
        ways += (at > 0, any(spelt), begun > 0, any(heard))
        return ways.index(True) if any(ways) else None


class Names:
    """Many candidates in the order of their weight, kept as long lines.
    They are searched as text: 5,000 names take a fraction of a millisecond (decision 72)."""

    def __init__(self, pieces: Iterable[Completion]):
        pieces = list(pieces)
        self._written = _Line(one.text for one in pieces)
        self._spelt = _Line("|".join(one.starts) for one in pieces)
        self._initials = _Line(one.initials for one in pieces)
        self._heard = _Line("|".join(one.flat_starts) for one in pieces)

    def find(self, typed: Typed, *, most: int) -> list[int]:
        """Return the positions of the matching candidates, in the order of `Candidate.place`."""
        found: dict[int, None] = {}
        for line, needle in self._ways(typed):
            found |= dict.fromkeys(line.find(needle, most=most))
            if len(found) >= most:
                break
        return list(found)[:most]

    def _ways(self, typed):
        text = typed.text
        yield self._written, f"\n{text}"
        if typed.is_letters:
            yield self._spelt, f"\n{text}"
            yield self._initials, f"\n{text}"
            yield self._heard, f"\n{typed.flat}"
        yield self._written, text
        if typed.is_letters:
            yield self._spelt, f"|{text}"
            yield self._initials, text
            yield self._heard, f"|{typed.flat}"


class _Line:
    """Texts in a row. None of them holds a line end."""

    def __init__(self, texts):
        parts = [f"{text}\n" for text in texts]
        self._text = "\n" + "".join(parts)
        self._ends = list(accumulate(map(len, parts)))

    def find(self, needle, *, most):
        found, at = [], self._text.find(needle)
        while at >= 0 and len(found) < most:
            place = bisect_right(self._ends, at)
            found.append(place)
            at = self._text.find(needle, self._ends[place])
        return found


def candidate(name: str) -> Completion:
    """Return the candidate for a name or headline."""
    return Completion(squeeze(name))
