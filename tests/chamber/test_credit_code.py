"""统一社会信用代码 against an independent reader, and the sentence on the wrong place."""

import random

import pytest
from stdnum.cn import uscc

from chamber.credit_code import ALPHABET, check_character, credit_code

SOUND = "91320411MA1W0N9X8W"


def made(seed, first="9132"):
    """Return a right code that chance makes, with the independent reader's check character."""
    chance = random.Random(seed)
    body = first + "".join(chance.choices("0123456789", k=8 - len(first)))
    body += "".join(chance.choices(ALPHABET, k=9))
    return body + uscc.calc_check_digit(body)


def fault_of(code):
    with pytest.raises(ValueError, match="统一社会信用代码") as refused:
        credit_code(code)
    return str(refused.value).removeprefix("统一社会信用代码")


def test_the_independent_reader_agrees_on_right_codes():
    codes = [made(seed) for seed in range(400)]
    assert [credit_code(code) for code in codes] == codes
    assert {code[-1] for code in codes} == set(ALPHABET)  # 0 among them


def test_the_independent_reader_agrees_on_every_single_slip():
    for code in (made(1), made(2)):
        for place in range(18):
            for wrong in set(ALPHABET) - {code[place]}:
                slip = code[:place] + wrong + code[place + 1 :]
                assert not uscc.is_valid(slip)
                assert fault_of(slip)


@pytest.mark.parametrize("first", ["N1", "N2", "Y1", "A1", "11", "52", "53", "81", "12"])
def test_every_department_registers(first):
    body = made(7, first="91")[:17]
    body = first + body[2:]
    assert credit_code(body + check_character(body))


@pytest.mark.parametrize("written", ["{}", " {} ", "{0}\n"])
def test_codes_are_read_as_people_write_them(written):
    code = made(3)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    spaced = f"{code[:6]} {code[6:8]}-{code[8:]}"
    for typed in (code, code.lower(), wide, wide.lower(), spaced):
        assert credit_code(written.format(typed)) == code


def test_a_letter_that_no_code_has_is_named_with_what_was_meant():
    code = made(4)
    assert fault_of(code[:9] + "O" + code[10:]) == "第10位“O”不对：这里不用字母O，是不是0？"
    assert fault_of(code[:9] + "i" + code[10:]) == "第10位“I”不对：这里不用字母I，是不是1？"
    assert fault_of(code[:9] + "号" + code[10:]) == "第10位“号”不对：只用数字和大写字母"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "没有填"),
        ("9132", "应是18位，现在是4位"),
        ("320400000000000", "应是18位，现在是15位"),  # the older registration number
        ("9" * 5000, "应是18位，现在是72位"),
        ("B" + made(5)[1:], "第1位“B”不对：第1位是登记管理部门，没有这一种"),
        ("9A" + made(5)[2:], "第2位“A”不对：第2位是机构类别，应是数字1到9"),
        (made(5)[:4] + "K" + made(5)[5:], "第5位“K”不对：第3到8位是行政区划，应是数字"),
    ],
)
def test_the_wrong_place_is_named(typed, said):
    assert fault_of(typed) == said


def test_the_two_check_characters_tell_which_part_is_wrong():
    assert credit_code(SOUND)
    wrong_area = SOUND[:4] + "9" + SOUND[5:]
    assert "第1到8位或第18位写错了" in fault_of(wrong_area)
    wrong_body = SOUND[:10] + "7" + SOUND[11:]
    assert "第9到17位里有写错的" in fault_of(wrong_body)


def test_two_neighbours_that_changed_places_are_named():
    assert fault_of(SOUND[:4] + "40" + SOUND[6:]) == "第5、6位像是写反了，请核对"
