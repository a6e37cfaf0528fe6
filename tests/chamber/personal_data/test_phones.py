"""Telephone numbers: one form for what people type, and what is shown of it."""

import pytest

from chamber.personal_data.phones import masked_phone, phone_number, phone_tail


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("+86-13800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("19912345678 ", "19912345678"),
        ("0519-12345678", "0519-12345678"),
        ("051912345678", "0519-12345678"),
        ("（0519）12345678", "0519-12345678"),
        ("0519－1234567", "0519-1234567"),
        ("010-12345678", "010-12345678"),
        ("+86 519 12345678", "0519-12345678"),
        ("0519-12345678-801", "0519-12345678-801"),
        ("0519-12345678转801", "0519-12345678-801"),
        ("0519-12345678 分机 801", "0519-12345678-801"),
        ("+852 2345 6789", "+85223456789"),
        ("00852-23456789", "+85223456789"),
        ("+1 (212) 555-0100", "+12125550100"),
    ],
)
def test_a_number_has_one_form_however_it_is_typed(typed, number):
    assert phone_number(typed) == number
    assert phone_number(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        *("", "电话", "1380013800", "138001380000", "12800138000", "12345678", "0519-123456"),
        *("13800138000转801", "13800138000 13900139000", "+86", "110", "138001380OO", "1" * 5000),
    ],
)
def test_what_is_no_number_is_said_in_one_sentence(typed):
    with pytest.raises(ValueError, match="不是电话号码：手机写11位数字") as refused:
        phone_number(typed)
    assert len(str(refused.value)) < 100


def test_where_a_message_must_arrive_only_a_mobile_number_will_do():
    assert phone_number("138 0013 8000", mobile_only=True) == "13800138000"
    with pytest.raises(ValueError, match="不是电话号码"):
        phone_number("0519-12345678", mobile_only=True)


@pytest.mark.parametrize(
    ("number", "shown", "tail"),
    [
        ("13800138000", "138****8000", "8000"),
        ("0519-12345678", "0519-****5678", "5678"),
        ("0519-12345678-801", "0519-****5678", "5678"),
        ("+85223456789", "+85****6789", "6789"),
        ("", "", ""),
    ],
)
def test_a_list_shows_a_part_of_a_number(number, shown, tail):
    assert (masked_phone(number), phone_tail(number)) == (shown, tail)
