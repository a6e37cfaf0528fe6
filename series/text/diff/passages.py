"""Find the passages that two texts have in common, wherever they stand (decision 64).

Runs of equal letters are found by runs of GRAM letters, the longest taken first; neighbouring runs
with a few other words between them are one passage. Paragraphs may be moved, divided or joined,
punctuation and script may differ. A name or a common phrase alone is no passage.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress, count
from operator import attrgetter, sub

from rapidfuzz.distance import LCSseq, Prefix

from series.text.language.shingles import folded_letters, letters_of

# decision 64
GRAM = 6
MOST_PLACES = 8  # of one run of GRAM letters in the other text
GAP = 24  # letters that may differ between two runs of one passage
OPEN = 3  # passages that a run may still go on with
SHORTEST = 32  # equal letters; the name of a document has some twenty
REPEATED = 20  # times its own length that a text which repeats itself is looked through
STRETCH = 32  # letters that are compared at a time, twice as many each further time
REMEMBERED = 64  # texts whose runs of letters are kept at hand
BATCH = 128  # texts whose letters are kept at hand: a batch of an import compares them often
_START = attrgetter("start")
QUOTES = "“‘「『《（【"


@dataclass(frozen=True)
class Passage:
    """A passage in two texts: from `start` to `end`, and from `other_start` to `other_end`.
    `same` letters are equal."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int


@dataclass(frozen=True)
class Common:
    """The passages of two texts.
    `share` is 0–1: how many letters of the shorter text stand in the passages of both."""

    passages: tuple[Passage, ...]
    size: int
    other_size: int

    @property
    def same(self) -> int:
        return sum(passage.same for passage in self.passages)

    @property
    def share(self) -> float:
        shorter = min(self.size, self.other_size)
        return min(1.0, self.same / shorter) if shorter else 0.0

    @property
    def percent(self) -> int:
        """Return the share in per cent, rounded down.
        100 means that every letter of the shorter text is common."""
        return int(self.share * 100)


@dataclass(slots=True)
class _Run:
    """A passage that grows: letters from `start` to `end`, and in the other text."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int


def common_passages(text: str, other: str) -> Common:
    """Return what two texts have in common.
    It costs some 3 ms for two of 2,000 letters."""
    (one, places), (two, other_places) = folded_letters(text), folded_letters(other)
    found = _common_of_letters(one, two)
    passages = [
        Passage(
            *_spread(text, places, part.start, part.end),
            *_spread(other, other_places, part.other_start, part.other_end),
            part.same,
        )
        for part in found.passages
    ]
    return replace(found, passages=tuple(passages))


def common_percent(text: str, other: str) -> int:
    """Return the percentage of `common_passages`, without looking for the places in the texts."""
    return _common_of_letters(_letters(text), _letters(other)).percent


def _common_of_letters(one: str, two: str) -> Common:
    """Return what two runs of letters have in common.
    The passages' offsets are those of the letters."""
    runs = _joined(_free_runs(_runs(one, two), len(one), len(two)), one, two)
    passages = [
        Passage(run.start, run.end, run.other_start, run.other_end, run.same)
        for run in runs
        if run.same >= SHORTEST
    ]
    return Common(tuple(passages), len(one), len(two))


@lru_cache(maxsize=BATCH)
def _letters(text: str) -> str:
    """Return the folded letters of a text.
    Those that many are compared with are folded once."""
    return letters_of(text)


@lru_cache(maxsize=REMEMBERED)
def _grams(letters: str) -> list[str]:
    """Return the run of GRAM letters at each place.
    One string each, which knows its hash."""
    return [letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1)]


@lru_cache(maxsize=REMEMBERED)
def _places_of_runs(letters: str) -> tuple[dict[str, int], dict[int, list[int]]]:
    """Return ({run of GRAM letters: its number}, {number: its first MOST_PLACES places}).

    A run has the number after that of the run one letter before it only where all its places are
    one letter behind that one's.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for at, gram in enumerate(_grams(letters)):
        index[gram].append(at)
    numbers, number, before, first, size = {}, 0, [], -1, 1
    for gram, places in index.items():
        if len(places) > MOST_PLACES:
            del places[MOST_PLACES:]
        follows = places[0] == first + 1 and len(places) == size
        if follows and size > 1:
            follows = [place - 1 for place in places] == before
        number += 1 if follows else 2
        numbers[gram] = number
        before, first, size = places, places[0], len(places)
    return numbers, dict(zip(numbers.values(), index.values(), strict=True))


def _runs(one, two) -> list[tuple[int, int, int]]:
    """Return (−length, offset, other offset) of equal stretches that cannot be longer.

    A run of letters whose number follows the one before it begins none: each of its places goes on
    with a stretch that was found there (decision 153).
    """
    numbers, places = _places_of_runs(two)
    numbered = [*map(numbers.get, _grams(one), count(-len(one)))]  # unknown ones: one more each
    steps = [*map((1).__ne__, map(sub, numbered, [-len(one) - 1, *numbered]))]
    begun = zip(compress(count(), steps), map(places.get, compress(numbered, steps)), strict=True)
    done: dict[int, int] = {}  # diagonal: how far it is behind us
    behind, equal = done.get, Prefix.similarity
    left, found = REPEATED * len(one), []
    for at, own in begun:
        if own is None:
            continue
        head = one[at : at + STRETCH]
        for place in own:
            by = place - at
            if behind(by, 0) > at:
                continue
            length = equal(head, two[place : place + STRETCH])
            if length == STRETCH:
                length += _equal(one, two, at + STRETCH, place + STRETCH)
            done[by] = at + length
            found.append((-length, at, place))
            left -= length
            if left < 0:
                return found
    return found


def _equal(one, two, at, place):
    """Return how many letters are equal from these offsets on.
    Compared a stretch at a time."""
    start, size = at, STRETCH
    while True:
        equal = Prefix.similarity(one[at : at + size], two[place : place + size])
        at, place = at + equal, place + equal
        if equal < size:
            return at - start
        size *= 2


def _free_runs(runs, size, other_size):
    """Return the runs without overlaps, the longest kept first.
    Of the others stays what the longer ones left, if it still has GRAM letters."""
    taken, other_taken = bytearray(size), bytearray(other_size)
    find, other_find = taken.find, other_taken.find
    found = []
    for length, at, other_start in sorted(runs):
        end = at - length
        if find(0, at, end) < 0 or other_find(0, other_start, other_start - length) < 0:
            continue
        by, other_end = other_start - at, other_start - length
        while at < end and (taken[at] or other_taken[at + by]):
            at += 1
        if end - at < GRAM:
            continue
        stop, other_stop = find(1, at, end), other_find(1, at + by, other_end)
        stop = min(end if stop < 0 else stop, end if other_stop < 0 else other_stop - by)
        if stop - at < GRAM:
            continue
        taken[at:stop] = other_taken[at + by : stop + by] = b"\1" * (stop - at)
        found.append(_Run(at, stop, at + by, stop + by, stop - at))
    return sorted(found, key=_START)


def _joined(runs, one, two):
    """Return the runs, those that follow one another in both texts joined.
    What is equal in between is counted too."""
    found: list[_Run] = []
    for run in runs:
        before = _before(run, found)
        if before is None:
            found.append(run)
            continue
        between = one[before.end : run.start], two[before.other_end : run.other_start]
        before.same += run.same
        if between[0] and between[1]:
            before.same += LCSseq.similarity(*between)
        before.end, before.other_end = run.end, run.other_end
    return found


def _before(run, found):
    """Return the newest of OPEN passages that a run goes on with, or None."""
    start, other_start = run.start, run.other_start
    for last in found[-1 : -OPEN - 1 : -1]:
        if 0 <= start - last.end <= GAP and 0 <= other_start - last.other_end <= GAP:
            return last
    return None


def _spread(text, places, start, end):
    """Return the offsets in the text itself, with the marks that belong to the passage."""
    first, last = places[start], places[end - 1] + 1
    while first and text[first - 1] in QUOTES:
        first -= 1
    while last < len(text) and not (
        text[last].isalnum() or text[last].isspace() or text[last] in QUOTES
    ):
        last += 1
    return first, last
