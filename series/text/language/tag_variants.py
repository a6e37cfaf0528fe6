"""Find tags that a person would take for one (decision 60).

These are the same words with other punctuation or in another script, a spelling of one term, with
and without 的 or the city's name in front.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from . import vocabulary
from .folding import fold

# decision 60
CITY = ("常州市", "常州")
PARTICLE = "的"
SHORTEST_REST = 3  # 常州大学 is not 大学: what stands behind the city must be a name by itself
SHORTEST_WITHOUT_PARTICLE = 3  # 目的 is not 目
TELLING_CHARACTERS = frozenset("#&")  # C# is not C


def variants(names: Iterable[str]) -> list[list[str]]:
    """Return the names that look alike in groups, in their given order.
    Of two and more."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[likeness(name)].append(name)
    return [group for group in groups.values() if len(group) > 1]


def likeness(name: str) -> str:
    """Return the form that all variants of a name share."""
    term = _term(_bare(name))
    return _term(_without_city(_without_particle(term)))


@lru_cache(maxsize=20_000)
def _bare(name: str) -> str:
    """Return the name folded, without spaces and punctuation.
    A mark between two digits stays (3.0 is not 30)."""
    folded = fold(unicodedata.normalize("NFKC", name))
    characters = []
    for at, character in enumerate(folded):
        around = folded[max(at - 1, 0) : at] + folded[at + 1 : at + 2]
        in_number = len(around) == 2 and around.isdecimal()
        if (
            in_number
            or character in TELLING_CHARACTERS
            or unicodedata.category(character)[0] not in "PZC"
        ):
            characters.append(character)
    return "".join(characters) or folded


def _term(bare: str) -> str:
    return _names_of_spellings(vocabulary.in_use()).get(bare, bare)


@lru_cache(maxsize=1)
def _names_of_spellings(known: vocabulary.Vocabulary) -> dict[str, str]:
    """Return {bare spelling: bare name of its term}."""
    found = known.by_spelling.items()
    return {_bare(spelling): _bare(term.name) for spelling, term in found}


def _without_particle(bare: str) -> str:
    rest = bare.replace(PARTICLE, "")
    return rest if len(rest) >= SHORTEST_WITHOUT_PARTICLE else bare


def _without_city(bare: str) -> str:
    for city in CITY:
        rest = bare.removeprefix(city)
        if rest != bare and len(rest) >= SHORTEST_REST:
            return rest
    return "常州" if bare == "常州市" else bare
