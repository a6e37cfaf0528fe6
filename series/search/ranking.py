"""The order of what was found, from the pieces of a document alone; no text is read for it.

Points for each word by the best place where it stands: the headline, its subtitle or series, a
name, the telling words (which jieba cut and weighed when the entry was indexed), or only the body.
Then the phrase above the scattered, the newer and the first column a little above the others.
"""

from dataclasses import dataclass
from typing import NamedTuple

from .indexing import SEPARATOR

HEADLINE, COVERED = 10.0, 6.0
TITLE, NAME = 7.0, 6.0
TELLING, TELLING_STEP = 5.0, 0.2
BODY = 1.0
SYNONYM = 0.8
SAME, BEGINS, IN_HEADLINE, IN_TITLE, IN_BODY = 60.0, 15.0, 12.0, 8.0, 4.0
RECENT, HALF_LIFE = 3.0, 730 * 24 * 60  # points, minutes
FIRST_COLUMN = 0.5


class Candidate(NamedTuple):
    """The row of one document."""

    key: int
    entry: int
    minute: int
    column: int
    title: str
    names: str
    keywords: str


FIELDS = ("id", "entry_id", "minute", "column_id", "title", "names", "keywords")


@dataclass(frozen=True)
class Wanted:
    """What candidates are held to: alternatives of each word (the typed one first), all words
    without a space, the keys of documents that hold them as one phrase, the first column, and
    the minute of now."""

    words: tuple[tuple[str, ...], ...]
    phrase: str
    phrase_in: frozenset[int]
    first_column: int | None
    minute: int


def ranked(candidates, wanted: Wanted) -> list[Candidate]:
    """Return the best first; of equals the newer."""
    words = [(each[0], each[1:]) for each in wanted.words]
    scored = [(_score(one, wanted, words), one.minute, one.key, one) for one in candidates]
    scored.sort(reverse=True)
    return [one for _, _, _, one in scored]


def _score(one, wanted, words):
    """Points of one candidate; see the head of this file."""
    age = wanted.minute - one.minute
    points = RECENT * 0.5 ** (age / HALF_LIFE) if age > 0 else RECENT
    for typed, others in words:
        best = _place(one, typed)
        for other in others:
            best = max(best, SYNONYM * _place(one, other))
        points += best
    if wanted.phrase:
        points += _phrase_points(one, wanted)
    return points + FIRST_COLUMN if one.column == wanted.first_column else points


def _place(one, word):
    if word in one.title:
        headline = one.title.partition(SEPARATOR)[0]
        return HEADLINE + COVERED * len(word) / len(headline) if word in headline else TITLE
    if word in one.names:
        return NAME
    at = one.keywords.find(word)
    if at < 0:
        return BODY
    return max(BODY, TELLING - TELLING_STEP * one.keywords.count(SEPARATOR, 0, at))


def _phrase_points(one, wanted):
    phrase = wanted.phrase
    if phrase in one.title:
        headline = one.title.partition(SEPARATOR)[0]
        if phrase == headline:
            return SAME
        if phrase in headline:
            return BEGINS if headline.startswith(phrase) else IN_HEADLINE
        return IN_TITLE
    return IN_BODY if one.key in wanted.phrase_in else 0.0
