"""The shared tables read as pypinyin does: pypinyin itself is the measure."""

from random import Random

import pytest

from series.text.language import folding, pinyin

CHANCE = Random(138)
CHARACTERS = "常州市工商联会长企业发展的了在中一不做，二不休〇ＡB12\u3000𠮷龘行长乐重"


@pytest.fixture(scope="module")
def library():
    return pinyin._pypinyin()


def test_phrases_characters_and_their_pieces_are_read_as_pypinyin_reads_them(library):
    phrases = list(library.constants.PHRASES_DICT)
    texts = [*CHANCE.sample(phrases, 5_000), *map(chr, range(0x4E00, 0xA000, 3))]
    for number in range(3_000):
        parts = CHANCE.choices(phrases if number % 2 else CHARACTERS, k=5)
        texts.append("".join(part[: CHANCE.randrange(1, len(part) + 1)] for part in parts))
    for text in texts:
        assert pinyin._mapped().read(text) == library.lazy_pinyin(text, errors=list), text


def test_every_syllable_is_known(library):
    assert pinyin._mapped().syllables == pinyin._all_syllables()


def test_control_phrases_are_read_as_phrases():
    assert pinyin.syllables("行长") == ["hang", "zhang"]
    assert pinyin.syllables("长三角") == ["chang", "san", "jiao"]


def test_scripts_are_folded_as_opencc_folds_them():
    assert folding._simplified() == folding._converted()
