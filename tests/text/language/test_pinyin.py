import pytest

from series.text.language.pinyin import (
    first_letters,
    name_syllables,
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
