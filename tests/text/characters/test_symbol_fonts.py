"""Letters in symbol fonts are the signs that a reader saw."""

import pytest

from series.text.characters.symbol_fonts import is_symbol_font, sign_of, with_signs


@pytest.mark.parametrize(
    ("font", "letter", "sign"),
    [
        ("Wingdings", "l", "●"),
        ("Wingdings", "n", "■"),
        ("Wingdings", "u", "◆"),
        ("Wingdings", "Ø", "➢"),
        ("Wingdings", "ü", "✓"),
        ("Wingdings", "þ", "☑"),
        ("Wingdings", "\uf0fe", "☑"),
        ("Wingdings", "\uf0a8", "☐"),
        ("Wingdings", "o", "□"),
        ("Wingdings", "à", "→"),
        ("Wingdings 2", "R", "☑"),
        ("Wingdings 2", "£", "☐"),
        ("Wingdings 2", "\uf050", "✓"),
        ("Wingdings 3", "}", "▶"),
        ("Webdings", "a", "✔"),
        ("Webdings", "c", "☐"),
        ("Symbol", "\uf0b7", "•"),
        ("Symbol", "·", "•"),
        ("Symbol", "a", "α"),
        ("Symbol", "³", "≥"),
        ("'Wingdings 2', serif", "R", "☑"),
        ("WINGDINGS", "l", "●"),
        ("Wingdings-Regular", "l", "●"),
        ("Wingdings", "Œ", "➊"),
        ("Wingdings", " ", " "),
    ],
)
def test_sign(font, letter, sign):
    assert sign_of(font, letter) == sign


@pytest.mark.parametrize(
    ("font", "letter"),
    [("宋体", "l"), ("", "l"), ("Wingdings", "汉"), ("Wingdings", "“"), ("Wingdings", "\uf0ff")],
)
def test_control_no_sign(font, letter):
    assert sign_of(font, letter) is None


def test_words_in_a_symbol_font_keep_their_han():
    assert with_signs("Wingdings", "þ同意 o不同意") == "☑同意 □不同意"
    assert with_signs("宋体", "l 一") == "l 一"
    assert is_symbol_font("webdings")
    assert not is_symbol_font("Symbola")
