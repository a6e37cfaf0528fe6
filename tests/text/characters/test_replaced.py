import unicodedata

import pytest

from series.text.characters.private_codes import private_phrase, with_standard_codes
from series.text.characters.replaced import IDEOGRAPHS, replaced_phrase, with_ideographs
from series.text.language.han import HAN, han


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("⼯商联⼈才", "工商联人才"),
        ("⺠营企业⻓效机制", "民营企业长效机制"),
        ("⻅⾯会", "见面会"),
        ("\uf9e4论与\uf90a某", "理论与金某"),
        ("\ufa10某", "\ufa10某"),  # a shape of its own, and somebody's name
        ("没有一个部首。", "没有一个部首。"),
    ],
)
def test_a_radical_becomes_the_character_it_shows(read, shown):
    assert with_ideographs(read) == shown


def test_every_form_is_one_ideograph_and_none_is_left():
    named = [c for c in map(chr, range(0x2E80, 0x2FD6)) if unicodedata.name(c, "")]
    assert [c for c in named if ord(c) not in IDEOGRAPHS] == ["⺀"]
    assert all(HAN.fullmatch(form) and ord(form) not in IDEOGRAPHS for form in IDEOGRAPHS.values())


def test_the_receipt_names_them():
    assert replaced_phrase("⼈员⺠营⼈") == "部首码位的字 3 个改为汉字（⼈→人、⺠→民）"
    assert replaced_phrase("人员") == ""


def test_a_radical_counts_as_the_han_character_it_shows():
    assert han("⺠营，⼈") == "民营人"


def test_codes_of_gb18030_get_the_characters_of_its_newer_edition():
    assert with_standard_codes(b"\xfeQ\xfeY\xfe\xa0".decode("gb18030")) == "\U00020087\u9fb4\u9fbb"
    assert with_standard_codes(b"\xa6\xd9\xa6\xf3".decode("gb18030")) == "︐︙"
    assert with_standard_codes("\ue000某") == "\ue000某"


def test_a_private_code_is_named_with_what_it_probably_is():
    assert private_phrase("\ue863某与\ue000某") == (
        "造字 2 个（U+E863，疑为“䶮”、U+E000），别的电脑显示不出，请换成通用汉字"
    )
    assert private_phrase("䶮某") == ""
