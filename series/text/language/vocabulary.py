"""The vocabulary: policy phrases, organizations, series and names (decisions 61 and 62).

A process starts with the terms of vocabulary.txt; the site's own list (see `series.models.term`)
replaces them with `use`. A vocabulary is one object that never changes: work in progress keeps the
one that it began with. A line of vocabulary.txt is `term`, after each `=` another way to write it,
after each `~` a synonym, then a tab and the kind.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from series.text.characters.removal import without

from .folding import fold
from .mentions import one_of
from .tag_names import QUOTES

FILE = Path(__file__).with_name("vocabulary.txt")
KINDS = frozenset(
    "policy organization enterprise series event industry person place work general".split()
)
PART = re.compile(r"([=~]?)([^=~]+)")


@dataclass(frozen=True)
class VocabularyTerm:
    """One term.
    `spellings` are other ways to write it, kept whole in a text as the name is; `synonyms` are
    other words for it, which are only looked for: 民企 stands in 人民企盼 too."""

    name: str
    kind: str
    spellings: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Return the words that are kept whole in a text."""
        return (self.name, *self.spellings)

    @property
    def words(self) -> tuple[str, ...]:
        """Return all words for the term, its name first."""
        return (*self.written, *self.synonyms)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The terms in use.
    `stamp` is the state of the list that they were read from, "" for the file's."""

    entries: tuple[VocabularyTerm, ...]
    stamp: str = ""

    @cached_property
    def by_spelling(self) -> dict[str, VocabularyTerm]:
        return {spelling: term for term in self.entries for spelling in term.written}

    @cached_property
    def pattern(self) -> re.Pattern:
        """Return the pattern that finds terms in a text, the longest first.
        At each offset of a text without quotes."""
        return one_of(self.by_spelling)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 over all that is kept whole, in no order.
        Equal digests cut texts equally."""
        lines = "\n".join(sorted(self.by_spelling))
        return hashlib.sha256(lines.encode()).hexdigest()

    @cached_property
    def by_key(self) -> dict[str, VocabularyTerm]:
        return {word_key(word): term for term in self.entries for word in term.words}


_in_use: Vocabulary | None = None


def in_use() -> Vocabulary:
    """Return the vocabulary of this moment.
    A caller that needs it twice for one text keeps it in between."""
    return _in_use or _of_the_file()


def use_terms(terms: Iterable[VocabularyTerm], *, stamp: str) -> None:
    """Make these the terms in every thread of this process."""
    global _in_use
    _in_use = Vocabulary(tuple(terms), stamp)


def use_file() -> None:
    """Make the terms of vocabulary.txt the terms in use again."""
    global _in_use
    _in_use = None


def terms_in_use() -> tuple[VocabularyTerm, ...]:
    return in_use().entries


def all_spellings() -> tuple[str, ...]:
    """Return every spelling of every term: what is kept whole in a text."""
    return tuple(in_use().by_spelling)


def digest() -> str:
    """Return the digest by which an index of words knows the terms in use.
    It changes when, and only when, a word that is kept whole comes or goes; a synonym or a kind
    changes no cut."""
    return in_use().digest


def synonyms(word: str) -> tuple[str, ...]:
    """Return the other words of the term that `word` belongs to, else ().
    `word` may be its name, a spelling or a synonym, in any script, width and case."""
    mine = word_key(word)
    term = in_use().by_key.get(mine)
    return tuple(other for other in term.words if word_key(other) != mine) if term else ()


def word_key(word: str) -> str:
    """Return the word folded and without quotes, as words are compared."""
    return fold(without(word, QUOTES)).strip()


def file_entries() -> tuple[VocabularyTerm, ...]:
    """Return the terms that a new site begins with."""
    return _of_the_file().entries


@lru_cache(maxsize=1)
def _of_the_file() -> Vocabulary:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return Vocabulary(
        tuple(_read(line) for line in lines if line.strip() and not line.startswith("#"))
    )


def _read(line: str) -> VocabularyTerm:
    left, _, kind = line.partition("\t")
    if kind not in KINDS:
        raise ValueError(f"vocabulary.txt: unknown kind in {line!r}")
    (_, name), *others = PART.findall(left)
    spellings = tuple(word for sign, word in others if sign == "=")
    return VocabularyTerm(
        name, kind, spellings, tuple(word for sign, word in others if sign == "~")
    )
