"""A comparison as the rows of a page: what changed in full, what did not folded away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from series.text.diff.compare import ChangedBlock
from series.text.diff.summary import FieldChange, SetChange, place_words

from .comparison import Comparison

MOST_TEETH = 18


@dataclass(frozen=True)
class ComparedRow:
    """One change. Exactly one of `line`, `members` and `place` is given; `before` and `after`
    are the anchors of its neighbours, empty at the ends."""

    anchor: str
    name: str
    words: str
    size: int
    line: FieldChange | None = None
    members: SetChange | None = None
    place: ChangedBlock | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Fold:
    """Neighbouring blocks that did not change."""

    name: str
    size: int
    places: tuple[ChangedBlock, ...]


@dataclass(frozen=True)
class ChangeMark:
    """One step of the comb; without an anchor it stands for what did not change."""

    name: str
    anchor: str = ""
    size: int = 0
    moved: bool = False


def rows_of(comparison: Comparison) -> list[ComparedRow | Fold]:
    """Fields first, then the body in its order; anchors b1, b2 … on the changes."""
    out: list[ComparedRow | Fold] = []
    count = 0
    for change in (*comparison.lines, *comparison.sets):
        count += 1
        out.append(_field_row(change, f"b{count}"))
    for altered, group in groupby(comparison.places, key=lambda place: place.altered):
        places = tuple(group)
        if not altered:
            out += _folds(tuple(place for place in places if place.kind != "hr"))
            continue
        for place in places:
            count += 1
            out.append(_place_row(place, f"b{count}"))
    return [_linked(row, count) if isinstance(row, ComparedRow) else row for row in out]


def _linked(row, count):
    at = int(row.anchor[1:])
    before, after = f"b{at - 1}" if at > 1 else "", f"b{at + 1}" if at < count else ""
    return replace(row, before=before, after=after)


def _field_row(change, anchor):
    if isinstance(change, SetChange):
        size = len(change.gone) + len(change.come)
        return ComparedRow(anchor, change.label, change.words, size, members=change)
    size = sum(piece.size for piece in change.pieces)
    return ComparedRow(anchor, change.label, change.words, size, line=change)


def _place_row(place, anchor):
    size = sum(piece.size for piece in place.pieces)
    return ComparedRow(anchor, place.name, place_words(place), size, place=place)


def _folds(places):
    if not places:
        return []
    first, last = places[0].name, places[-1].name
    name = first if len(places) == 1 else f"{first}至{last}"
    return [Fold(name, sum(len(place.new) for place in places), places)]


def changes_of(rows: Sequence[ComparedRow | Fold]) -> list[ComparedRow]:
    return [row for row in rows if isinstance(row, ComparedRow)]


def teeth_of(rows: Sequence[ComparedRow | Fold]) -> list[ChangeMark]:
    """Return a tooth a block while the comb has room; in a long text the changes alone."""
    blocks = sum(1 if isinstance(row, ComparedRow) else len(row.places) for row in rows)
    teeth = []
    for row in rows:
        if isinstance(row, ComparedRow):
            moved = row.place is not None and row.place.state == "moved"
            teeth.append(ChangeMark(row.name, row.anchor, _height(row.size), moved))
        elif blocks <= MOST_TEETH:
            teeth += [ChangeMark(place.name) for place in row.places]
    return teeth[: MOST_TEETH * 2]


def _height(size):
    return 1 if size <= 2 else 2 if size <= 8 else 3
