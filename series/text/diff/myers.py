"""What two sequences have in common, in order, within a bounded number of steps.

Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), gives the longest common
subsequence while the sequences differ little; beyond the effort that was granted, runs that
occur once on each side serve as anchors, and what lies between them counts as rewritten.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

GRAM = 4
SMALL = 20_000  # steps for one stretch between two anchors


@dataclass
class Effort:
    """Steps that may still be spent; about three million of them take a second."""

    left: int


@dataclass(frozen=True)
class Match:
    """`length` equal elements from `old` in the one and from `new` in the other sequence."""

    old: int
    new: int
    length: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable], *, effort: Effort) -> list[Match]:
    """The common runs in order, none empty. The longest common subsequence if effort allows."""
    head = _same_start(old, new)
    tail = _same_end(old, new, limit=min(len(old), len(new)) - head)
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [Match(0, 0, head)]
    found += _shifted(_inner(inner_old, inner_new, effort), head, head)
    found.append(Match(len(old) - tail, len(new) - tail, tail))
    return _joined(found)


def _inner(old, new, effort):
    if not old or not new:
        return []
    exact = _shortest(old, new, effort, steps=effort.left)
    return _anchored(old, new, effort) if exact is None else exact


def _same_start(old, new):
    at = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        at += 1
    return at


def _same_end(old, new, *, limit):
    at = 0
    while at < limit and old[-1 - at] == new[-1 - at]:
        at += 1
    return at


def _shifted(found, old, new):
    return [Match(m.old + old, m.new + new, m.length) for m in found]


def _joined(found):
    """Neighbouring runs as one, empty ones gone."""
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


def _shortest(old, new, effort, *, steps):
    """Matches of a shortest edit script, or None when it takes more than `steps`.

    `reach[k]` is how far the best path with d edits has come on the diagonal k = x - y.
    """
    width, height = len(old), len(new)
    reach, middle = [0] * (2 * (width + height) + 3), width + height + 1
    trace, spent = [], 0
    for edits in range(width + height + 1):
        trace.append(reach[middle - edits - 1 : middle + edits + 2])
        for k in range(-edits, edits + 1, 2):
            x = start = _step(reach, middle + k, down=k == -edits, right=k == edits)
            y = x - k
            while x < width and y < height and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[middle + k] = x
            spent += 1 + x - start
            if x >= width and y >= height:
                effort.left -= spent
                return _walked_back(trace, x, y)
        if spent > steps:
            break
    effort.left -= spent
    return None


def _step(reach, place, *, down, right):
    if down or (not right and reach[place - 1] < reach[place + 1]):
        return reach[place + 1]
    return reach[place - 1] + 1


def _walked_back(trace, x, y):
    found = []
    for edits in range(len(trace) - 1, 0, -1):
        reach, k = trace[edits], x - y
        place = k + edits + 1
        left = not (k == -edits or (k != edits and reach[place - 1] < reach[place + 1]))
        before = reach[place - 1] if left else reach[place + 1]
        came = before + 1 if left else before
        found.append(Match(came, came - k, x - came))
        x, y = before, before - (k - 1 if left else k + 1)
    found.append(Match(0, 0, x))
    return found[::-1]


def _anchored(old, new, effort):
    """Runs of GRAM elements that occur once on each side, grown, and what is equal between."""
    found, old_at, new_at = [], 0, 0
    for anchor in [*_anchors(old, new), Match(len(old), len(new), 0)]:
        if anchor.old < old_at or anchor.new < new_at:
            continue
        between_old, between_new = old[old_at : anchor.old], new[new_at : anchor.new]
        steps = min(SMALL, effort.left)
        inner = _shortest(between_old, between_new, effort, steps=steps)
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
    """The (i, j) of the heaviest chain of `(i, j, weight)` that rises strictly in i and j.

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
