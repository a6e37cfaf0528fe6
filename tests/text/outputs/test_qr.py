import re
from random import Random

import pytest
import segno

from series.text.outputs.qr import QUIET, qr_path
from series.text.outputs.qr_mask import MOST_KNOWN, _codes_of, best_code, bits_of_row

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


def test_the_mask_is_the_one_that_the_library_chooses():
    """Short and long texts, of one to many blocks, with and without a version in the code."""
    texts = [f"https://zt.example.org/articles/{10**n + n}/" for n in range(7)]
    texts += ["7", "会" * 40, "https://zt.example.org/" + "a" * 150]
    known = [segno.make(text, error="m", micro=False) for text in texts]
    assert len({code.mask for code in known}) > 3  # control: masks differ
    for text, code in zip(texts, known, strict=True):
        size, modules = best_code(text)
        drawn_rows = [bits_of_row(modules, size, row) for row in range(size)]
        assert drawn_rows == ["".join(map(str, row)) for row in code.matrix]


def rows_of(text):
    size, modules = best_code(text)
    return [bits_of_row(modules, size, row) for row in range(size)]


def rows_by_library(text):
    matrix = segno.make(text, error="m", micro=False).matrix
    return ["".join(map(str, row)) for row in matrix]


def test_codes_are_put_together_from_those_of_the_same_length():
    """A few codes are drawn; the others of two hundred are sums of these."""
    texts = [f"https://zt.example.org/initiatives/{n}/" for n in range(1000, 1200)]
    assert [rows_of(text) for text in texts] == [rows_by_library(text) for text in texts]
    assert len(_codes_of(len(texts[0])).known) < 16


@pytest.mark.parametrize("text", ["2026", "QD:7:ABC", "HTTPS://ZT.EXAMPLE.ORG/7", "qd:7:abc", "会"])
def test_a_text_in_another_mode_is_drawn_by_itself(text):
    """Digits, capitals and other scripts take another number of bits than small letters."""
    small = "abcdefghijklmnopqrstuvwxyz"[: len(text)]
    assert rows_of(small) == rows_by_library(small)
    assert rows_of(text) == rows_by_library(text)


def test_unlike_texts_of_one_length_are_right_beyond_what_is_kept():
    chance = Random(7)
    texts = ["".join(chance.choices("abc:/.-xyz019", k=40)) for _ in range(2 * MOST_KNOWN)]
    assert [rows_of(text) for text in texts] == [rows_by_library(text) for text in texts]
    assert len(_codes_of(40).known) == MOST_KNOWN
