"""How people remember a headline: some of its words, run together, misspelt, in the other script."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import pypinyin
from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

from series.search.guessing import guess
from series.search.narrowing import Narrowing
from series.search.query import read_query
from series.search.searching import search_entries
from series.text.language import segmenter
from series.text.language.index_form import squeeze

FIRST = 10
COMMON = range(0x4E00, 0x9FA6)


@dataclass(frozen=True)
class Quality:
    """Share found among the first ten, and the mean of 1 ÷ place."""

    found: float
    reciprocal: float

    def __str__(self):
        return f"{self.found:.3f} / {self.reciprocal:.3f}"


def frames(headlines: list[str]) -> frozenset[str]:
    """Words that three in a hundred headlines share: nobody looks for one text by them alone."""
    counts = Counter(word for line in headlines for word in set(words_of(line)))
    return frozenset(word for word, count in counts.items() if count > len(headlines) * 0.03)


def words_of(headline: str) -> list[str]:
    return [squeeze(word) for word in segmenter.cut_words(headline) if len(squeeze(word)) > 1]


def questions(headline: str, chance: Random, shared: frozenset[str]) -> dict[str, str]:
    """One question a way of remembering, of two or three words of the headline that not all
    headlines share, in their order; none where there are not two."""
    words = [word for word in words_of(headline) if word not in shared]
    if len(words) < 2:
        return {}
    places = sorted(chance.sample(range(len(words)), min(len(words), chance.randint(2, 3))))
    chosen = [words[place] for place in places]
    asked = {"words": " ".join(chosen), "unspaced": "".join(chosen), "whole": headline}
    asked["traditional"] = OpenCC("s2t").convert(asked["words"])
    if wrong := same_sound(chosen, chance):
        asked["typo"], asked["typo unspaced"] = " ".join(wrong), "".join(wrong)
    return asked


def same_sound(words: list[str], chance: Random) -> list[str]:
    """The words with one character replaced by another common one of the same sound."""
    places = [(w, c) for w, word in enumerate(words) for c in range(len(word))]
    chance.shuffle(places)
    for w, c in places:
        sound = pypinyin.lazy_pinyin(words[w])
        if len(sound) != len(words[w]):
            continue
        others = [o for o in _by_sound().get(sound[c], ()) if o != words[w][c]]
        if others:
            wrong = list(words)
            wrong[w] = words[w][:c] + chance.choice(others) + words[w][c + 1 :]
            return wrong
    return []


@lru_cache(maxsize=1)
def _by_sound():
    """{toneless syllable: common characters that are read so and no other way}."""
    found: dict[str, list[str]] = {}
    for code in COMMON:
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        readings = PINYIN_DICT.get(code, "").split(",")
        if len(readings) == 1 and readings[0]:
            found.setdefault(pypinyin.lazy_pinyin(char)[0], []).append(char)
    return found


def shown(line: str) -> list[int]:
    """The keys of the first ten entries that a reader sees for this line."""
    query = read_query(line)
    answer = search_entries(query)
    if not answer.count:
        other = guess(query, Narrowing())
        answer = other.answer if other else answer
    return [one.entry for one in answer.candidates[:FIRST]]


def place_of(key: int, line: str) -> int | None:
    """The place (from 1) of the entry among what a reader sees for this line; None beyond ten."""
    keys = shown(line)
    return keys.index(key) + 1 if key in keys else None


def measure(asked: list[tuple[int, str]], answer=place_of) -> Quality:
    """Of (key, line) pairs."""
    places = [answer(key, line) for key, line in asked]
    hits = [place for place in places if place]
    return Quality(len(hits) / len(places), sum(1 / place for place in hits) / len(places))
