import pytest

from series.text.language.pinyin import (
    first_letters,
    name_syllables,
    plain_letters,
    readings,
    sound,
    sounds_of,
    syllable_splits,
    syllables,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("银行行长", "yin hang hang zhang"),
        ("重庆", "chong qing"),
        ("长三角", "chang san jiao"),
        ("常商论坛", "chang shang lun tan"),
        ("绿色", "lv se"),
        ("ai质检2", "a i zhi jian 2"),
        ("", ""),
    ],
)
def test_each_character_has_its_syllable(text, read):
    assert " ".join(syllables(text)) == read


def test_a_surname_is_read_as_one():
    assert name_syllables("曾志伟") == ["zeng", "zhi", "wei"]
    assert name_syllables("曾经沧海难为水")[0] == "ceng"
    assert name_syllables("单晓红")[0] == "shan"


def test_there_are_as_many_syllables_as_characters():
    text = "常商ai论坛２０２６𠮷野家é"
    assert len(syllables(text)) == len(text)


def test_what_southern_ears_do_not_tell_apart_is_one_sound():
    assert sound("zhang") == sound("zan")
    assert sound("sheng") == sound("sen")
    assert sound("ling") == sound("lin")
    assert sound("nan") != sound("lan")
    assert sounds_of(syllables("常商")) == ["can", "san"]


def test_first_letters():
    assert first_letters(syllables("常商论坛")) == "cslt"


def test_letters_are_read_as_syllables():
    assert syllable_splits("changshang")[0] == ["chang", "shang"]
    assert syllable_splits("XIAN")[:2] == [["xian"], ["xi", "an"]]
    assert syllable_splits("cslt") == []
    assert syllable_splits("") == []
    assert syllable_splits("常shang") == []


def test_ambiguous_letters_have_a_bounded_number_of_readings():
    assert 1 <= len(syllable_splits("xian" * 20)) <= 8


@pytest.mark.parametrize("typed", ["lyuxiulyu", "lvxiulv", "luxiulu", "lǚxiùlǜ"])
def test_umlauts_are_heard_however_they_are_typed(typed):
    wanted = sounds_of(syllables("吕秀律"))
    assert wanted in [sounds_of(way) for way in syllable_splits(plain_letters(typed))]


def test_letters_with_tone_marks_are_plain_letters():
    assert plain_letters("nǚ") == "nv"
    assert plain_letters("chángzhōu") == "changzhou"
    assert plain_letters("café与lǚ") == "café与lǚ"


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("查理平与解文海谈匠心", "zha li ping yu xie wen hai"),
        ("查理平与解文海谈匠心", "cha li ping yu xie wen hai"),
        ("走访尉迟恭文", "yu chi gong"),
        ("会长区少坤履新", "ou shao kun"),
        ("仇雨龙当选", "qiu yu long"),
        ("覃某某获奖", "tan mou mou"),
        ("覃某某获奖", "qin mou mou"),
        ("朴先生来访", "piao xian sheng"),
        ("单位解决困难", "dan wei jie jue"),
    ],
)
def test_both_readings_of_a_surname_are_kept(headline, read):
    assert any(read in " ".join(way) for way in readings(headline))


def test_every_reading_has_a_syllable_for_each_character():
    for text in ("尉迟", "天宁区会员", "万俟某与长孙某", "ai单某"):
        assert {len(way) for way in readings(text)} == {len(text)}


def test_control_an_ending_is_no_surname():
    assert readings("天宁区会员代表大会") == [syllables("天宁区会员代表大会")]
