"""Find what two sequences have in common, in order, within bounded work (decision 28).

rapidfuzz gives the longest common subsequence while the sequences are short, and for long ones the
fewest edits, which take hardly any memory. Beyond the effort that was granted, runs that occur once
on each side serve as anchors, and what lies between them counts as rewritten.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein, Postfix, Prefix

# decision 28
GRAM = 4
EXACT = 10_000**2  # pairs of elements: Indel keeps a bit of each, here 12 MB
MOST = 50_000**2  # pairs of elements: a second where everything differs
FEW = 64  # edits that are tried first; each further try allows twice as many


@dataclass
class Effort:
    """The number of pairs of elements that may still be compared."""

    left: int = MOST


@dataclass(frozen=True)
class Match:
    """A run of `length` equal elements.
    It begins at `old` in the one and at `new` in the other sequence."""

    old: int
    new: int
    length: int


def matches(
    old: Sequence[Hashable], new: Sequence[Hashable], *, effort: Effort | None = None
) -> list[Match]:
    """Return the common runs in order, none empty.
    Of short sequences they are the longest possible."""
    head = Prefix.similarity(old, new)
    tail = min(Postfix.similarity(old, new), len(old) - head, len(new) - head)
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [Match(0, 0, head)]
    found += _shifted(_inner(inner_old, inner_new, effort or Effort()), head, head)
    found.append(Match(len(old) - tail, len(new) - tail, tail))
    return _joined(found)


def _inner(old, new, effort):
    aligned = _aligned(old, new, effort)
    return _anchored(old, new, effort) if aligned is None else aligned


def _aligned(old, new, effort):
    """Return the common runs, or None where that takes more effort than is left."""
    pairs = len(old) * len(new)
    if pairs > effort.left:
        return None
    effort.left -= pairs
    if pairs <= EXACT:
        edits = Indel.opcodes(old, new)
    else:
        edits = Levenshtein.opcodes(old, new, score_hint=FEW)
    return [Match(*block) for block in edits.as_matching_blocks()]


def _shifted(found, old, new):
    return [Match(m.old + old, m.new + new, m.length) for m in found]


def _joined(found):
    """Return the runs with neighbours joined and empty ones left out."""
    out: list[Match] = []
    for match in found:
        if not match.length:
            continue
        last = out[-1] if out else None
        if last and (last.old + last.length, last.new + last.length) == (match.old, match.new):
            out[-1] = Match(last.old, last.new, last.length + match.length)
        else:
            out.append(match)
    return out


def _anchored(old, new, effort):
    """Return the anchors, extended, and the common runs between them.
    An anchor is a run of GRAM elements that occurs once on each side."""
    found, old_at, new_at = [], 0, 0
    for anchor in [*_anchors(old, new), Match(len(old), len(new), 0)]:
        if anchor.old < old_at or anchor.new < new_at:
            continue
        between_old, between_new = old[old_at : anchor.old], new[new_at : anchor.new]
        inner = _aligned(between_old, between_new, effort)
        found += _shifted(inner or [], old_at, new_at)
        grown = _grown(old, new, anchor)
        found.append(grown)
        old_at, new_at = grown.old + grown.length, grown.new + grown.length
    return found


def _grown(old, new, anchor):
    end = anchor.length
    while (
        anchor.old + end < len(old)
        and anchor.new + end < len(new)
        and old[anchor.old + end] == new[anchor.new + end]
    ):
        end += 1
    return Match(anchor.old, anchor.new, end)


def _anchors(old, new):
    places = _once(new)
    pairs = [(at, places[gram], 1) for gram, at in _once(old).items() if gram in places]
    return [Match(i, j, GRAM) for i, j in heaviest_chain(pairs)]


def _once(sequence):
    grams = [tuple(sequence[at : at + GRAM]) for at in range(len(sequence) - GRAM + 1)]
    counts = Counter(grams)
    return {gram: at for at, gram in enumerate(grams) if counts[gram] == 1}


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the (i, j) of the heaviest chain that rises in both.
    Strictly, of `(i, j, weight)`.

    A Fenwick tree keeps the best chain that ends at or before each j.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    size = max((j for _, j, _ in ordered), default=0) + 1
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = []
    for at, (_, j, weight) in enumerate(ordered):
        best, last = _best(tree, j)
        before.append(last)
        _raise(tree, j + 1, (best + weight, at))
    at, chain = _best(tree, size)[1], []
    while at >= 0:
        chain.append(ordered[at][:2])
        at = before[at]
    return chain[::-1]


def _best(tree, place):
    best = (0.0, -1)
    while place > 0:
        best = max(best, tree[place], key=_weight)
        place -= place & -place
    return best


def _raise(tree, place, value):
    while place < len(tree):
        tree[place] = max(tree[place], value, key=_weight)
        place += place & -place


def _weight(value):
    return value[0]
