"""The protected vocabulary: policy phrases, organizations, series and names that stay whole.

vocabulary.txt holds one term a line: `term`, a tab, its kind, and after `=` further spellings.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("vocabulary.txt")
KINDS = frozenset(
    "policy organization enterprise series event industry person place work general".split()
)


@dataclass(frozen=True)
class Term:
    """One term; `spellings` are other forms that mean it. Without quotes."""

    name: str
    kind: str
    spellings: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def entries() -> tuple[Term, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_read(line) for line in lines if line.strip() and not line.startswith("#"))


def _read(line: str) -> Term:
    left, _, kind = line.partition("\t")
    name, *spellings = left.split("=")
    if kind not in KINDS:
        raise ValueError(f"vocabulary.txt: unknown kind in {line!r}")
    return Term(name, kind, tuple(spellings))


@lru_cache(maxsize=1)
def terms() -> tuple[str, ...]:
    """Every spelling of every term."""
    return tuple(spelling for term in entries() for spelling in (term.name, *term.spellings))


@lru_cache(maxsize=1)
def by_spelling() -> dict[str, Term]:
    return {spelling: term for term in entries() for spelling in (term.name, *term.spellings)}


@lru_cache(maxsize=1)
def pattern() -> re.Pattern:
    """Finds terms in a text without quotes; the longest at each place."""
    longest_first = sorted(terms(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
