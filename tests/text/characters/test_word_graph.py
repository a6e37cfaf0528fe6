"""The own cut gives jieba's words, whatever the text: jieba itself is the measure."""

import random

import pytest

from series.text.language import segmenter
from tests.benchmarks import texts
from tests.helpers.samples.edits import demo_texts

CHANCE = random.Random(102)
CHARACTERS = (
    "常州市工商联会长企业发展的了在中国人民一二三丨䶮𠮷ＡＢab12.%３－，。“”·\t\n\r\u3000 \u200d🎉é"
)
ODD = ["", "\n", "\r\n\r\n", "  ", "3.5%", "a.b-c_d", "𠮷野家", "㐂龘䶮", "AI+制造", "e\u0301tude"]


def words(text):
    return segmenter._ready().pieces(text)


def expected(text):
    return segmenter._ready().tokenizer.lcut(text)


def noise():
    return "".join(CHANCE.choices(CHARACTERS, k=CHANCE.randrange(1, 60)))


@pytest.mark.parametrize("text", [*demo_texts().values(), texts.text(7)])
def test_a_text_is_cut_as_jieba_cuts_it(text):
    assert words(text) == expected(text)


def test_any_characters_in_any_order_are_cut_as_jieba_cuts_them():
    for text in [*ODD, *(noise() for _ in range(2_000))]:
        assert words(text) == expected(text), repr(text)


def test_shuffled_words_are_cut_as_jieba_cuts_them():
    known = [word for word in expected("".join(demo_texts().values())) if len(word) > 1]
    for _ in range(300):
        text = "".join(word[CHANCE.randrange(2) :] for word in CHANCE.choices(known, k=20))
        assert words(text) == expected(text), text


def test_control_another_weight_would_be_noticed():
    text = demo_texts()["12-work-review-1"]
    frequencies = dict.fromkeys(segmenter._ready().tokenizer.FREQ, 1)
    runs = [run for run in text.replace("\n", "，").split("，") if run]
    cut = [list(segmenter.cut_run(run, frequencies, 20.0, list)) for run in runs]
    assert cut != [expected(run) for run in runs]
