"""The names that readers may look for, in memory: topics, series, organizations, terms.

They are read again when the audit chain has grown or the terms have changed; each use asks for
both, in two small queries. Some thousands at most, and nothing about readers. Decision 72.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from chamber.models import Organization
from series.models import AuditHead, FormerTag, Series, Tag, learn_vocabulary
from series.text.language import vocabulary
from series.text.language.completion import Completion, Names, Typed, candidate
from series.text.language.index_form import squeeze

MOST = 5_000  # of each sort


@dataclass(frozen=True)
class Name:
    """One name as it is written.

    `weight` is the number of entries that have it, `is_public` whether a public entry is known to
    have it.
    """

    text: str
    note: str
    piece: Completion
    weight: int = 0
    is_public: bool = True


@dataclass(frozen=True)
class KnownNames:
    """All names at one moment, the most used first; each once, under its first sort."""

    state: tuple
    names: tuple[Name, ...] = ()
    former: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> frozenset[str]:
        """Return the squeezed names, with former topics' names that the index still holds."""
        return self.former | {name.piece.text for name in self.names}

    @cached_property
    def _index(self):
        return Names(name.piece for name in self.names)

    def find(self, typed: Typed, *, most: int) -> list[Name]:
        """Return the names that match what is typed, the best first."""
        return [self.names[position] for position in self._index.find(typed, most=most)]


NOTHING = KnownNames(())
_cache = {"names": NOTHING}


def current_names() -> KnownNames:
    """Return the names as they are now, read again where something changed."""
    learn_vocabulary()
    seal = AuditHead.objects.values_list("seal", flat=True).first()
    state = (seal, vocabulary.in_use())
    if _cache["names"].state != state:
        former = FormerTag.objects.values_list("name", flat=True)
        _cache["names"] = KnownNames(
            state, _read(_cache["names"].names), frozenset(map(squeeze, former))
        )
    return _cache["names"]


def forget_names() -> None:
    """Forget the names, so that the next use reads them again."""
    _cache["names"] = NOTHING


def _read(before):
    pieces = {name.piece.text: name.piece for name in before}  # their pinyin is known already
    names: dict[str, Name] = {}
    for text, note, weight, is_public in _rows():
        piece = candidate(text)
        if piece.text and piece.text not in names:
            piece = pieces.get(piece.text, piece)
            names[piece.text] = Name(text, note, piece, weight, is_public)
    return tuple(sorted(names.values(), key=lambda name: (-name.weight, len(name.text))))


def _rows() -> Iterator[tuple[str, str, int, bool]]:
    """Yield (name, sort, published entries, whether that count is known)."""
    tags = Tag.objects.published().order_by("-published_count", "pk")
    for name, count in tags.values_list("name", "published_count")[:MOST]:
        yield name, "话题", count, True
    rows = Series.objects.published().order_by("-published_count", "pk")
    for title, short, count in rows.values_list("title", "short_title", "published_count")[:MOST]:
        for name in filter(None, (short, title)):
            yield name, "系列", count, True
    organizations = Organization.objects.order_by("pk").values_list("name", "short_name")
    for names in organizations[:MOST]:
        for name in filter(None, names):
            yield name, "单位", 0, False
    for term in vocabulary.terms_in_use()[:MOST]:
        yield term.name, "词条", 0, False
