"""A comparison as the rows of a page: changes in full, unchanged blocks folded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from series.text.diff.compare import ChangedBlock
from series.text.diff.summary import FieldChange, SetChange, block_phrase

from .comparison import Comparison

MOST_MARKS = 18


@dataclass(frozen=True)
class ComparedRow:
    """One change. Exactly one of `line`, `members` and `place` is given.

    `before` and `after` are the anchors of the changes beside it, empty at the ends."""

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
    """Neighbouring blocks that did not change, shown as one line."""

    name: str
    size: int
    places: tuple[ChangedBlock, ...]


@dataclass(frozen=True)
class ChangeMark:
    """One mark in the overview of changes; without an anchor it is an unchanged block."""

    name: str
    anchor: str = ""
    size: int = 0
    moved: bool = False


def rows_of(comparison: Comparison) -> list[ComparedRow | Fold]:
    """Return the rows, fields first.
    Changes have the anchors b1, b2 …"""
    rows: list[ComparedRow | Fold] = []
    count = 0
    for change in (*comparison.lines, *comparison.sets):
        count += 1
        rows.append(_field_row(change, f"b{count}"))
    for altered, group in groupby(comparison.places, key=lambda block: block.altered):
        blocks = tuple(group)
        if not altered:
            rows += _folds(tuple(block for block in blocks if block.kind != "hr"))
            continue
        for block in blocks:
            count += 1
            rows.append(_block_row(block, f"b{count}"))
    return [_linked(row, count) if isinstance(row, ComparedRow) else row for row in rows]


def _linked(row, count):
    """Return the row with the anchors of the changes before and after it."""
    position = int(row.anchor[1:])
    before = f"b{position - 1}" if position > 1 else ""
    after = f"b{position + 1}" if position < count else ""
    return replace(row, before=before, after=after)


def _field_row(change, anchor):
    if isinstance(change, SetChange):
        size = len(change.gone) + len(change.come)
        return ComparedRow(anchor, change.label, change.words, size, members=change)
    size = sum(piece.size for piece in change.pieces)
    return ComparedRow(anchor, change.label, change.words, size, line=change)


def _block_row(block, anchor):
    size = sum(piece.size for piece in block.pieces)
    return ComparedRow(anchor, block.name, block_phrase(block), size, place=block)


def _folds(blocks):
    if not blocks:
        return []
    first, last = blocks[0].name, blocks[-1].name
    name = first if len(blocks) == 1 else f"{first}至{last}"
    return [Fold(name, sum(len(block.new) for block in blocks), blocks)]


def changes_of(rows: Sequence[ComparedRow | Fold]) -> list[ComparedRow]:
    """Return the rows that are changes."""
    return [row for row in rows if isinstance(row, ComparedRow)]


def change_marks_of(rows: Sequence[ComparedRow | Fold]) -> list[ChangeMark]:
    """Return one mark for each block; in a long text only for the changes."""
    count = sum(1 if isinstance(row, ComparedRow) else len(row.places) for row in rows)
    marks = []
    for row in rows:
        if isinstance(row, ComparedRow):
            moved = row.place is not None and row.place.state == "moved"
            marks.append(ChangeMark(row.name, row.anchor, _height(row.size), moved))
        elif count <= MOST_MARKS:
            marks += [ChangeMark(block.name) for block in row.places]
    return marks[: MOST_MARKS * 2]


def _height(size):
    return 1 if size <= 2 else 2 if size <= 8 else 3
