import pytest

from series.text.markup.count_comb import IN_A_ROW, MOST_ROWS, count_comb


@pytest.mark.parametrize(
    ("count", "goal", "each", "filled", "free"),
    [
        (126, 200, 1, 126, 74),
        (0, 1, 1, 0, 1),
        (0, 200, 1, 0, 200),
        (200, 200, 1, 200, 0),
        (260, 200, 1, 260, 0),
        (299, 300, 1, 299, 1),
        (1, 301, 2, 0, 151),
        (12_345, 30_000, 100, 123, 177),
        (30_000, 200, 100, 300, 0),
    ],
)
def test_a_tooth_for_each_and_shorter_ones_for_what_is_missing(count, goal, each, filled, free):
    comb = count_comb(count, goal)
    assert comb.each == each
    assert (comb.filled.count("v15"), comb.free.count("v7")) == (filled, free)
    assert filled + free <= IN_A_ROW * MOST_ROWS
    assert comb.spines.count("M") == -(-(filled + free) // IN_A_ROW)
