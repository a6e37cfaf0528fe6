"""Merge the changes of two people to one text, and name their conflicts (decision 29).

A change of one side alone is taken. Where both changed the same paragraph or field in different
ways, `mine` stands and the conflict is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .alignment import align_blocks, body_blocks
from .block_names import block_names


@dataclass(frozen=True)
class Conflict:
    """A paragraph or field that both sides changed.
    `name` is the paragraph (节二) or the key of a field; the sides are markup or values."""

    name: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """The result of a merge.
    `value` is a body's markup or a mapping of fields; `taken` names what came from theirs."""

    value: Any
    conflicts: tuple[Conflict, ...] = ()
    taken: tuple[str, ...] = ()


class _Side:
    """One side's body, asked by the blocks of the base.
    It tells what became of block i and what was inserted after it."""

    def __init__(self, base: Sequence, body: str):
        self.blocks = body_blocks(body)
        self.at = dict(align_blocks(base, self.blocks).kept)
        stayed = set(self.at.values())
        self.put: dict[int, list[str]] = {}
        origin, after = {j: i for i, j in self.at.items()}, -1
        for j, part in enumerate(self.blocks):
            after = origin.get(j, after)
            if j not in stayed:
                self.put.setdefault(after, []).append(part.block.html)

    def block(self, i: int) -> str:
        """Return the base's block i as this side has it; empty where it was removed."""
        return self.blocks[self.at[i]].block.html if i in self.at else ""

    def after(self, i: int) -> str:
        return "\n".join(self.put.get(i, ()))


def merge_bodies(base: str, mine: str, theirs: str) -> Merged:
    """Return the merged markup of both sides, by blocks."""
    if mine == theirs or theirs == base:
        return Merged(mine)
    if mine == base:
        return Merged(theirs, taken=("正文",))
    blocks = body_blocks(base)
    labels = block_names(blocks)
    sides = _Side(blocks, mine), _Side(blocks, theirs)
    out, conflicts, taken = [], [], []
    for i in range(-1, len(blocks)):
        spots = [("", *(side.after(i) for side in sides))]
        if i >= 0:
            spots.insert(0, (blocks[i].block.html, *(side.block(i) for side in sides)))
        for was, one, other in spots:
            name = _name(labels, i, inserted=not was)
            value, clash, theirs_won = _choice(was, one, other)
            out.append(value)
            conflicts += [Conflict(name, was, one, other)] if clash else []
            taken += [name] if theirs_won else []
    return Merged("\n".join(filter(None, out)), tuple(conflicts), tuple(taken))


def _name(labels, i, *, inserted):
    if not inserted:
        return labels[i]
    return f"{labels[i]}之后的新段" if i >= 0 else "开头的新段"


def _choice(base, mine, theirs):
    """Return (the value that stands, whether both differ, whether theirs was taken)."""
    if mine == theirs or theirs == base:
        return mine, False, False
    if mine == base:
        return theirs, False, True
    return mine, True, False


def merge_contents(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    *,
    sets: Sequence[str] = (),
) -> Merged:
    """Return the merged content, field by field.
    The body is merged by blocks, the fields of `sets` by their members."""
    value, conflicts, taken = {}, [], []
    for key in dict.fromkeys((*mine, *theirs)):
        sides = [side.get(key) for side in (base, mine, theirs)]
        if key == "body":
            part = merge_bodies(*(side or "" for side in sides))
            value[key], clashes, won = part.value, part.conflicts, part.taken
        elif key in sets:
            value[key] = _members(*(side or [] for side in sides))
            clashes, won = (), (key,) if value[key] != (sides[1] or []) else ()
        else:
            value[key], clash, theirs_won = _choice(*sides)
            clashes = (Conflict(key, *sides),) if clash else ()
            won = (key,) if theirs_won else ()
        conflicts += clashes
        taken += won
    present = {key: part for key, part in value.items() if part is not None or key in mine}
    return Merged(present, tuple(conflicts), tuple(taken))


def _members(base, mine, theirs):
    """Return the merged members in my order.
    What either side added stays, what either side removed goes."""
    gone = [item for item in base if item not in mine or item not in theirs]
    kept = [item for item in [*mine, *theirs] if item not in gone]
    return [item for at, item in enumerate(kept) if item not in kept[:at]]
