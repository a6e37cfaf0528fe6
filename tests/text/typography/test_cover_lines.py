import pytest
from hypothesis import given
from hypothesis import strategies as st

from series.text.typography.cover_lines import (
    NEVER_FIRST,
    NEVER_LAST,
    cover_lines,
    holds_words,
    is_well_broken,
)
from series.text.typography.title_words import break_lines, stored_breaks

LONG = "2026年第二次全市民营经济发展情况通报会，以及关于进一步深化“两个健康”先行区建设的解读"


def test_a_headline_breaks_at_its_inner_space():
    assert cover_lines("履职尽责展新姿 担当作为赴新程", width=8, most=4, measure=len) == [
        "履职尽责展新姿",
        "担当作为赴新程",
    ]
    assert cover_lines("履职尽责展新姿 担当作为赴新程", width=15, most=4, measure=len) == [
        "履职尽责展新姿 担当作为赴新程"
    ]


@pytest.mark.parametrize("width", range(5, 20))
def test_no_line_begins_or_ends_with_a_sign_that_must_not(width):
    for line in cover_lines(LONG, width=width, most=20, measure=len):
        assert line[0] not in NEVER_FIRST
        assert line[-1] not in NEVER_LAST


def test_what_does_not_fit_ends_in_an_ellipsis():
    lines = cover_lines(LONG, width=8, most=2, measure=len)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert not is_well_broken(lines)
    assert is_well_broken(cover_lines(LONG, width=40, most=2, measure=len))


@given(st.text(max_size=150), st.integers(2, 30), st.integers(1, 6))
def test_any_headline_has_lines_and_never_too_many(headline, width, most):
    lines = cover_lines(headline, width=width, most=most, measure=len)
    assert 1 <= len(lines) <= most
    if not lines[-1].endswith("…"):
        kept = "".join("".join(lines).split())
        assert kept == "".join(headline.split())


def test_latin_words_stay_whole_and_a_lone_character_is_large():
    lines = cover_lines("Federation Welcomes Delegation", width=14, most=4, measure=len)
    assert lines == ["Federation", "Welcomes", "Delegation"]
    assert not holds_words("Delegation来访", width=8, measure=len, known={})
    assert is_well_broken(["新"])
    assert not is_well_broken(["新能源", "之"])


def test_stored_words_are_not_divided():
    known = stored_breaks(break_lines(["2026年第二次全市民营经济发展情况通报会"]))
    lines = cover_lines(next(iter(known)), width=11, most=4, measure=len, known=known)
    borders = {len("".join(lines[:at])) for at in range(1, len(lines))}
    allowed = {
        len("".join(words[:at]))
        for words in [next(iter(known.values())).split("\u200b")]
        for at in range(len(words))
    }
    assert borders <= allowed
