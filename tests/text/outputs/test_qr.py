import re

import pytest
import segno

from series.text.outputs.qr import QUIET, qr_path

ADDRESS = "https://zt.example.org/articles/14/"


def drawn(path, side):
    """The path's strokes as rows of dark modules."""
    rows = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        for place in range(int(x), int(x) + int(length)):
            rows[int(y)][place] = True
    return rows


@pytest.mark.parametrize("address", [ADDRESS, "http://127.0.0.1:8000/", "https://例子.cn/文章"])
def test_the_path_is_the_code_with_its_quiet_zone(address):
    side, path = qr_path(address)
    inner = [
        [bool(dark) for dark in row] for row in segno.make(address, error="m", micro=False).matrix
    ]
    rows = drawn(path, side)
    assert [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]] == inner
    assert not any(any(row) for row in [*rows[:QUIET], *rows[-QUIET:]])
