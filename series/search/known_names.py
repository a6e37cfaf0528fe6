"""The names that readers may look for, in memory: topics, series, organizations, terms.

Read anew when the desk did anything (the audit's end tells) or the terms changed; a process asks
for both with every use, two small queries. Some thousands at most, and nothing about readers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from chamber.models import Organization
from series.models import AuditHead, FormerTag, Series, Tag, learn_vocabulary
from series.text.language import vocabulary
from series.text.language.completion import Candidate, Names, Typed, candidate
from series.text.language.index_form import squeeze

MOST = 5_000  # of each sort


@dataclass(frozen=True)
class Name:
    """One name as it is written; `weight` is in how many entries, `is_public` whether some
    public entry is known to have it."""

    text: str
    note: str
    piece: Candidate
    weight: int = 0
    is_public: bool = True


@dataclass(frozen=True)
class KnownNames:
    """The names of one state of the desk, the most used first; each once, under the first of the
    sorts that has it."""

    state: tuple
    names: tuple[Name, ...] = ()
    former: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> frozenset[str]:
        """Squeezed: the names, and those that topics had before, which the index still holds."""
        return self.former | {one.piece.text for one in self.names}

    @cached_property
    def _index(self):
        return Names(one.piece for one in self.names)

    def find(self, typed: Typed, *, most: int) -> list[Name]:
        """Return names that answer what is typed, the best first."""
        return [self.names[place] for place in self._index.find(typed, most=most)]


NOTHING = KnownNames(())
_held = {"known": NOTHING}


def current_names() -> KnownNames:
    """Return the names as they now are."""
    learn_vocabulary()
    seal = AuditHead.objects.values_list("seal", flat=True).first()
    state = (seal, vocabulary.in_use())
    if _held["known"].state != state:
        former = FormerTag.objects.values_list("name", flat=True)
        _held["known"] = KnownNames(
            state, _read(_held["known"].names), frozenset(map(squeeze, former))
        )
    return _held["known"]


def forget_names() -> None:
    """Read them anew at the next use."""
    _held["known"] = NOTHING


def _read(before):
    pieces = {one.piece.text: one.piece for one in before}  # their pinyin is known already
    found: dict[str, Name] = {}
    for text, note, weight, is_public in _rows():
        read = candidate(text)
        if read.text and read.text not in found:
            read = pieces.get(read.text, read)
            found[read.text] = Name(text, note, read, weight, is_public)
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, len(one.text))))


def _rows() -> Iterator[tuple[str, str, int, bool]]:
    """Yield (name, sort, published entries, whether that number is known)."""
    public = {"published_count__gt": 0}
    tags = Tag.objects.filter(**public).order_by("-published_count", "pk")
    for name, count in tags.values_list("name", "published_count")[:MOST]:
        yield name, "话题", count, True
    rows = Series.objects.filter(**public).order_by("-published_count", "pk")
    for title, short, count in rows.values_list("title", "short_title", "published_count")[:MOST]:
        for name in filter(None, (short, title)):
            yield name, "系列", count, True
    bodies = Organization.objects.order_by("pk").values_list("name", "short_name")
    for both in bodies[:MOST]:
        for name in filter(None, both):
            yield name, "单位", 0, False
    for term in vocabulary.terms_in_use()[:MOST]:
        yield term.name, "词条", 0, False
