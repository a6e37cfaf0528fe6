"""A number drawn as a comb.

One tooth for each, or for so many, those that are missing shorter."""

from dataclasses import dataclass

IN_A_ROW, MOST_ROWS = 50, 6
WIDTH, ROW = 260, 22
LONG, SHORT = 15, 7
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class CountComb:
    """The paths of a comb.

    `each` is what a tooth stands for, `height` that of its picture."""

    each: int
    height: int
    spines: str
    filled: str
    free: str


def count_comb(count: int, goal: int) -> CountComb:
    """Return the comb of `count` out of `goal` (at least 1).

    More than the goal fill it."""
    each = _each(max(count, goal))
    teeth = -(-max(count, goal) // each)
    filled = min(teeth, count // each)
    rows = -(-teeth // IN_A_ROW)
    return CountComb(
        each,
        rows * ROW,
        "".join(f"M0 {row * ROW + 1.5}h{WIDTH}" for row in range(rows)),
        "".join(_tooth(place, LONG) for place in range(filled)),
        "".join(_tooth(place, SHORT) for place in range(filled, teeth)),
    )


def _each(most):
    """Return the smallest round number with which all fit into the rows.

    1, 2, 5, 10, 20 …"""
    power = 1
    while True:
        for step in STEPS:
            if step * power * IN_A_ROW * MOST_ROWS >= most:
                return step * power
        power *= 10


def _tooth(place, length):
    row, column = divmod(place, IN_A_ROW)
    across = 1 + column * (WIDTH - 2) / (IN_A_ROW - 1)
    return f"M{across:.4g} {row * ROW + 2}v{length}"
