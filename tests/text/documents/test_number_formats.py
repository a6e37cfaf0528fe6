"""Automatic numbers read as Word shows them."""

import pytest

from series.text.documents.number_formats import number_text


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {10: "⑩"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("numberInDash", {3: "- 3 -"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c"}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 100: "一○○"}),
        ("chineseCountingThousand", {10: "十", 12: "十二", 101: "一百〇一", 110: "一百一十", 1010: "一千〇一十"}),
        ("japaneseCounting", {1: "一", 10: "十", 21: "二十一", 100: "百", 111: "百十一"}),
        ("taiwaneseCounting", {15: "十五"}),
        ("taiwaneseCountingThousand", {101: "一百零一"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("ideographDigital", {10: "一〇", 12: "一二"}),
        ("japaneseDigitalTenThousand", {20: "二〇"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "十一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍", 101: "壹佰零壹"}),
        ("ideographLegalTraditional", {3: "參", 16: "壹拾陸"}),
        ("japaneseLegal", {2: "弐"}),
        ("none", {5: ""}),
        ("noSuchFormat", {5: "5"}),
    ],
)  # fmt: skip
def test_number(form, shown):
    assert {number: number_text(number, form) for number in shown} == shown


def test_a_custom_format_fills_with_zeros():
    assert number_text(7, "custom", pattern="001, 002, 003, ...") == "007"


def test_a_number_that_no_sign_stands_for_is_digits():
    assert number_text(0, "chineseCounting") == "0"
    assert number_text(12345, "chineseCountingThousand") == "12345"
