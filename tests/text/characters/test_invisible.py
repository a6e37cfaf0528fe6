import pytest

from series.text.characters.invisible import (
    INVISIBLE,
    UNPRINTABLE,
    take_invisible,
    without_unprintable,
)
from series.text.language.single_line import single_line
from series.text.markup import stored_html

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    "kept",
    [
        FAMILY,
        "❤️\u200d🔥",
        "🧑🏽\u200d💻",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ئۇ\u200cچۇر",
        "ᠮᠣ\u200dᠩ",
        "葛\U000e0100",  # a variant of the character, chosen by its writer
    ],
)
def test_what_belongs_to_its_neighbours_stays(kept):
    assert single_line(kept) == kept
    assert stored_html.clean(f"<p>{kept}</p>") == f"<p>{kept}</p>"


@pytest.mark.parametrize(
    "gone",
    "\ufffc \ufff9 \ufffa \ufffb \u3164 \u115f \u1160 \uffa0 \u00ad \u200b \u200c \u200d \u200e "
    "\u202e \u2066 \u2060 \ufeff \U000e0041 \u034f \u061c".split(" "),
    ids=lambda mark: f"U+{ord(mark):04X}",
)
def test_what_nobody_meant_goes_from_titles_and_bodies(gone):
    assert single_line(f"常{gone}商论坛") == "常商论坛"
    assert stored_html.clean(f"<p>常{gone}商论坛</p>") == "<p>常商论坛</p>"


def test_a_joiner_beside_one_emoji_goes():
    assert INVISIBLE.sub("", "好\u200d👩，👩\u200d好") == "好👩，👩好"
    assert INVISIBLE.sub("", FAMILY) == FAMILY


def test_each_sign_without_a_shape_goes_also_alone_in_a_text():
    """A text is first asked whether it has any: none may be missing from that question."""
    codes = (*range(0x10000), *range(0x1D100, 0x1D200), *range(0xE0000, 0xE0100))
    signs = "甲".join(map(chr, codes))
    invisible, unprintable = set(INVISIBLE.findall(signs)), set(UNPRINTABLE.findall(signs))
    assert (len(invisible), len(unprintable)) == (200, 2290)
    assert {take_invisible(f"甲{sign}乙") for sign in invisible} == {("甲乙", 1)}
    assert {without_unprintable(f"甲{sign}乙") for sign in unprintable} == {"甲乙"}
    assert take_invisible("甲乙") == ("甲乙", 0)
