import pytest

from series.text.language.single_line import single_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 新时代 新常商\n新力量 ", "新时代 新常商 新力量"),
        ("常\u200b商\u202e论\ufeff坛\x00", "常商论坛"),
        ("cafe\u0301", "café"),
        ("\uf979", "\uf979"),
        ("⺠营企业⼯作", "民营企业工作"),
        ("", ""),
        (None, ""),
    ],
)
def test_one_visible_line(typed, kept):
    assert single_line(typed) == kept
