"""Find a paragraph that was divided, or two that were joined: one change, not two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .alignment import AlignedBlock, Alignment

WITHIN = 0.8  # share of a half's pairs of characters that stand in the whole


@dataclass(frozen=True)
class BlockGroup:
    """Neighbouring blocks on either side that are one text.
    One of the sides has a single block."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def divided_or_joined(
    before: Sequence[AlignedBlock], after: Sequence[AlignedBlock], alignment: Alignment
) -> Iterator[BlockGroup]:
    """Yield the paragraphs that were divided or joined, in order."""
    busy_old = {i for i, _ in (*alignment.kept, *alignment.moved)}
    busy_new = {j for _, j in (*alignment.kept, *alignment.moved)}
    for i, j in alignment.kept:
        if before[i].block.html == after[j].block.html:
            continue
        new = _with_halves(before[i], after, j, busy_new)
        old = _with_halves(after[j], before, i, busy_old)
        if len(new) > 1:
            busy_new.update(new)
            yield BlockGroup((i,), tuple(new))
        elif len(old) > 1:
            busy_old.update(old)
            yield BlockGroup(tuple(old), (j,))


def _with_halves(whole, side, at, busy):
    """Return `at` and its free neighbours that are parts of `whole`."""
    if whole.block.kind != "p" or side[at].block.kind != "p":
        return [at]
    first = last = at
    while _is_half(whole, side, first - 1, busy):
        first -= 1
    while _is_half(whole, side, last + 1, busy):
        last += 1
    return list(range(first, last + 1))


def _is_half(whole, side, at, busy):
    if not 0 <= at < len(side) or at in busy or side[at].block.kind != "p":
        return False
    half = side[at]
    return (half.grams & whole.grams).total() >= WITHIN * half.weight
