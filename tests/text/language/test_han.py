import pytest

from series.text.language.han import han, numeral, parse_numeral


def test_han_keeps_only_han_characters_in_order():
    assert han("在2023年，AI“赋能”〇々𠮷！") == "在年赋能〇々𠮷"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (110, "一百一十"),
     (1010, "一千零一十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_numerals_are_written_as_they_are_spoken(number, written):
    assert numeral(number) == written
    assert parse_numeral(written) == number


def test_every_numeral_reads_back():
    assert [n for n in range(1, 10000) if parse_numeral(numeral(n)) != n] == []


@pytest.mark.parametrize("text", ["", "百", "二二", "一十二", "0", "00", "12345", "二期", "十百"])
def test_what_is_no_numeral_is_none(text):
    assert parse_numeral(text) is None


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_numbers_out_of_range_are_refused(number):
    with pytest.raises(ValueError, match="numeral"):
        numeral(number)
