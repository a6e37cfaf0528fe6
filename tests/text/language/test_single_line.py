import pytest

from series.text.language.single_line import single_line, visible_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 新时代 新常商\n新力量 ", "新时代 新常商 新力量"),
        ("常\u200b商\u202e论\ufeff坛\x00", "常商论坛"),
        ("cafe\u0301", "café"),
        ("cafe\u200b\u0301", "café"),
        ("常\x85商\x9b论\u2066坛\U000e0041", "常 商论坛"),
        ("《常商》“论坛”——走进企业", "《常商》“论坛”——走进企业"),
        ("👨\u200d👩\u200d👧 合影", "👨\u200d👩\u200d👧 合影"),
        ("合\u200d影", "合影"),
        ("\uf979", "\uf979"),
        ("⺠营企业⼯作", "民营企业工作"),
        ("", ""),
        (None, ""),
    ],
)
def test_one_visible_line(typed, kept):
    assert single_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("第一行\r\n第二\u202e行\x07 \n\n第四行\n", "第一行\n第二行\n\n第四行"),
        ("cafe\u0301——《常商》", "café——《常商》"),
        (None, ""),
    ],
)
def test_several_visible_lines(typed, kept):
    assert visible_lines(typed) == kept
