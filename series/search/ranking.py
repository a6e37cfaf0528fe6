"""Order the hits by the pieces of their documents alone.
No text is read for it.

Each word scores by the best field where it stands: the headline, its subtitle or series, a name,
the keyterms (which jieba cut and weighed when the entry was indexed), or only the body. Then the
whole phrase scores above scattered words, and newer texts and the first column a little above
others. Decision 67.
"""

from dataclasses import dataclass
from typing import NamedTuple

from .indexing import SEPARATOR

# Points, decision 67.
HEADLINE, COVERED = 10.0, 6.0
TITLE, NAME = 7.0, 6.0
KEYTERM, KEYTERM_STEP = 5.0, 0.2
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
    """What candidates are compared with.

    `words` are the alternatives of each word (the typed one first), `phrase` all words without a
    space, `phrase_in` the keys of documents that hold them as one phrase, `minute` is now.
    """

    words: tuple[tuple[str, ...], ...]
    phrase: str
    phrase_in: frozenset[int]
    first_column: int | None
    minute: int


def ranked(candidates, wanted: Wanted) -> list[Candidate]:
    """Return the candidates ordered by score, the best first; of equals the newer."""
    words = [(options[0], options[1:]) for options in wanted.words]
    scored = [(_score(row, wanted, words), row.minute, row.key, row) for row in candidates]
    scored.sort(reverse=True)
    return [row for _, _, _, row in scored]


def _score(candidate, wanted, words):
    """Return the points of one candidate, as the head of this file says."""
    age = wanted.minute - candidate.minute
    points = RECENT * 0.5 ** (age / HALF_LIFE) if age > 0 else RECENT
    for typed, others in words:
        best = _word_points(candidate, typed)
        for other in others:
            best = max(best, SYNONYM * _word_points(candidate, other))
        points += best
    if wanted.phrase:
        points += _phrase_points(candidate, wanted)
    return points + FIRST_COLUMN if candidate.column == wanted.first_column else points


def _word_points(candidate, word):
    if word in candidate.title:
        headline = candidate.title.partition(SEPARATOR)[0]
        return HEADLINE + COVERED * len(word) / len(headline) if word in headline else TITLE
    if word in candidate.names:
        return NAME
    at = candidate.keywords.find(word)
    if at < 0:
        return BODY
    return max(BODY, KEYTERM - KEYTERM_STEP * candidate.keywords.count(SEPARATOR, 0, at))


def _phrase_points(candidate, wanted):
    phrase = wanted.phrase
    if phrase in candidate.title:
        headline = candidate.title.partition(SEPARATOR)[0]
        if phrase == headline:
            return SAME
        if phrase in headline:
            return BEGINS if headline.startswith(phrase) else IN_HEADLINE
        return IN_TITLE
    return IN_BODY if candidate.key in wanted.phrase_in else 0.0
