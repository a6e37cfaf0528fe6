"""Find which block of one body became which block of another (decision 28).

Blocks are kept in order, moved or changed. The work is linear in practice: blocks are looked up by
pairs of characters that are rare on the other side, never each against each.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from series.text.markup.blocks import Block
from series.text.markup.stored_html import blocks

from .myers import EXACT, Effort, heaviest_chain, matches

# decision 28
ALIKE, MOVED_ALIKE = 0.4, 0.6  # shares of common pairs of characters
SHORTEST_MOVE = 12
RARE = 6  # blocks in which a pair of characters may stand and still tell where to look
CANDIDATES = 4
GAP = 100  # pairs of short blocks that are tried in one gap
SHORT = 60
_SRC = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


@dataclass(frozen=True)
class AlignedBlock:
    """One block with the pairs of characters by which it is recognised."""

    block: Block

    @cached_property
    def grams(self) -> Counter:
        text = self.block.text
        found = Counter(text[at : at + 2] for at in range(len(text) - 1)) or Counter([text])
        return found + Counter({("src", src): 8 for src in _SRC.findall(self.block.html)})

    @cached_property
    def weight(self) -> int:
        return self.grams.total()


@dataclass(frozen=True)
class Alignment:
    """Pairs of positions (old, new) of one block.
    `kept` rises on both sides, `moved` crosses it."""

    kept: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...] = field(default=())


def body_blocks(body: str) -> tuple[AlignedBlock, ...]:
    """Return the blocks of a body, ready to be aligned."""
    return tuple(AlignedBlock(block) for block in blocks(body))


def align_blocks(old: Sequence[AlignedBlock], new: Sequence[AlignedBlock]) -> Alignment:
    """Return which of the `old` blocks became which of the `new` ones."""
    same = _unique_pairs(old, new)
    alike = _alike_pairs(old, new, same)
    pairs = [(i, j, old[i].weight + 2.0) for i, j in same] + alike
    kept = heaviest_chain(pairs)
    moved = _moves(same, alike, kept, old)
    return Alignment(tuple(_with_gaps(old, new, kept, moved)), tuple(moved))


def _unique_pairs(old, new):
    """Return the pairs of equal blocks that stand once on each side."""
    places = _once(new)
    return [(i, places[key]) for key, i in _once(old).items() if key in places]


def _once(side):
    counts = Counter(part.block.html for part in side)
    return {part.block.html: at for at, part in enumerate(side) if counts[part.block.html] == 1}


def _alike_pairs(old, new, same):
    """Return (i, j, weight) of blocks that are likely one changed block."""
    done_old, done_new = {i for i, _ in same}, {j for _, j in same}
    index = defaultdict(list)
    for j, part in enumerate(new):
        if j not in done_new:
            for gram in part.grams:
                index[gram].append(j)
    found = []
    for i, part in enumerate(old):
        if i in done_old:
            continue
        shared = Counter(j for gram in part.grams for j in _rare(index.get(gram, ())))
        for j, _ in shared.most_common(CANDIDATES):
            likeness = _likeness(part, new[j])
            if likeness >= ALIKE:
                found.append((i, j, likeness * part.weight))
    return found


def _rare(places):
    return places if len(places) <= RARE else ()


def _likeness(one, other):
    return 2 * (one.grams & other.grams).total() / (one.weight + other.weight)


def _moves(same, alike, kept, old):
    """Return the pairs of moved blocks, each block once.
    The likeliest pairs outside the chain are taken first."""
    used_old, used_new = {i for i, _ in kept}, {j for _, j in kept}
    sure = [(i, j, float("inf")) for i, j in same]
    likely = [
        (i, j, weight)
        for i, j, weight in alike
        if old[i].weight >= SHORTEST_MOVE and weight >= MOVED_ALIKE * old[i].weight
    ]
    moved = []
    for i, j, _ in sorted(sure + likely, key=lambda pair: -pair[2]):
        if i not in used_old and j not in used_new:
            moved.append((i, j))
            used_old.add(i)
            used_new.add(j)
    return sorted(moved, key=lambda pair: pair[1])


def _with_gaps(old, new, kept, moved):
    """Yield the chain and the pairs between its links: repeated blocks, short new wordings."""
    gone, come = {i for i, _ in moved}, {j for _, j in moved}
    last_old, last_new = 0, 0
    for i, j in [*kept, (len(old), len(new))]:
        left = [at for at in range(last_old, i) if at not in gone]
        right = [at for at in range(last_new, j) if at not in come]
        yield from _gap(old, new, left, right)
        if i < len(old):
            yield i, j
        last_old, last_new = i + 1, j + 1


def _gap(old, new, left, right):
    keys_old, keys_new = [old[i].block.html for i in left], [new[j].block.html for j in right]
    at_old, at_new = 0, 0
    for match in matches(keys_old, keys_new, effort=Effort(EXACT)):
        yield from _reworded(old, new, left[at_old : match.old], right[at_new : match.new])
        at_old, at_new = match.old + match.length, match.new + match.length
        yield from zip(left[match.old : at_old], right[match.new : at_new], strict=True)
    yield from _reworded(old, new, left[at_old:], right[at_new:])


def _reworded(old, new, left, right):
    """Return the pairs of short blocks in a gap that share enough characters.
    They have too few pairs of characters in common: 以学促干 and 以干促学."""
    if not left or not right or len(left) * len(right) > GAP:
        return []
    tried = ((i, j, _closeness(old[i].block, new[j].block)) for i in left for j in right)
    return heaviest_chain([pair for pair in tried if pair[2] >= 1])


def _closeness(one, other):
    """Return the number of common characters of two short blocks.
    It is 0 for blocks of two kinds, and where less than half is common."""
    longest = max(len(one.text), len(other.text))
    if one.kind != other.kind or not 0 < longest <= SHORT:
        return 0
    common = matches(one.text, other.text)
    shared = sum(match.length for match in common)
    return shared if shared * 2 >= longest else 0
