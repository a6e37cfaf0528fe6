"""Codes by time against the vectors of RFC 6238, and codes that are taken once."""

import base64
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from chamber import one_time_codes as codes

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = 1_111_111_111


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds, code):
    assert codes.code_at(RFC_SECRET, seconds // 30) == code[-6:]  # printed there with 8 digits


@pytest.mark.parametrize(
    ("drift", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_a_step_off(drift, taken):
    step = NOW // 30 + drift
    found = codes.matching_step(RFC_SECRET, codes.code_at(RFC_SECRET, step), now=NOW, used=0)
    assert found == (step if taken else 0)


def test_a_code_is_over_once_it_was_used():
    step = NOW // 30
    code = codes.code_at(RFC_SECRET, step)
    assert codes.matching_step(RFC_SECRET, code, now=NOW, used=step - 1) == step
    assert codes.matching_step(RFC_SECRET, code, now=NOW, used=step) == 0


@pytest.mark.parametrize("typed", ["", "1", "１２３４５６七", "x" * 40, "é中\u200b"])
def test_what_is_no_code_is_wrong_and_no_fault(typed):
    assert codes.matching_step(RFC_SECRET, codes.tidy_code(typed), now=NOW, used=0) == 0


@pytest.mark.parametrize("typed", ["０５０ ４７１", " 050-471 ", "050471"])
def test_codes_are_read_as_people_type_them(typed):
    assert codes.tidy_code(typed) == "050471"


def test_recovery_codes_differ_and_are_told_apart_by_their_digest():
    made = codes.new_recovery_codes()
    assert len(set(made)) == 10
    assert all(re.fullmatch(r"(?:[a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", code) for code in made)
    digest = codes.recovery_digest(RFC_SECRET, made[0])
    assert digest == codes.recovery_digest(RFC_SECRET, made[0].upper().replace("-", " "))
    assert digest != codes.recovery_digest(RFC_SECRET, made[1])
    assert digest != codes.recovery_digest(codes.new_secret(), made[0])


def test_the_address_for_the_app_names_account_and_site():
    address = codes.enrolment_address(RFC_SECRET, username="a&b", issuer="新常商 新力量")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("otpauth", "totp", "/a%26b")
    assert parse_qs(parts.query) == {"secret": [RFC_SECRET], "issuer": ["新常商 新力量"]}
    assert "+" not in address  # apps do not read it as a space
