"""`check_uscc`: a code a line in, 1 or 0 a line out."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from chamber.credit_code import check_character

RIGHT = "91320411123456789" + check_character("91320411123456789")
WRONG = RIGHT[:-1] + ("0" if RIGHT[-1] != "0" else "1")


def asked(*given, typed="", monkeypatch=None, **options):
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    call_command("check_uscc", *map(str, given), stdout=out, **options)
    return out.getvalue().splitlines()


def test_each_line_has_its_answer(monkeypatch):
    typed = f"{RIGHT}\n{WRONG}\n\n{RIGHT.lower()}"
    assert asked(typed=typed, monkeypatch=monkeypatch) == ["1", "0", "0", "1"]


def test_a_file_is_read_whatever_wrote_it(tmp_path):
    path = tmp_path / "codes.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{RIGHT}\r\n{WRONG}\r\n".encode() + b"\xff\xfe\n")
    assert asked(path) == ["1", "0", "0"]


def test_the_wrong_place_is_told_when_asked(tmp_path):
    path = tmp_path / "codes.txt"
    path.write_text(f"{RIGHT}\n12\n")
    assert asked(path, explain=True) == ["1", "0\t统一社会信用代码应是18位，现在是2位"]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="读不了"):
        asked(tmp_path / "none.txt")
