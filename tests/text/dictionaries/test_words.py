"""The shared file answers as jieba does: jieba itself, loaded whole, is the measure."""

from random import Random

import pytest

from series.text.dictionaries import jieba_library
from series.text.language import segmenter, vocabulary
from series.text.language.vocabulary import VocabularyTerm
from tests.helpers.samples.edits import demo_texts

CHANCE = Random(138)
# Terms that overlap words of jieba's, begin as they do, go on behind them, or are one character.
TERMS = ("北京清", "清华", "常商", "中华人民共和国工商联", "秋", "的了", "企业家精神论坛", "AI")


@pytest.fixture(scope="module")
def loaded():
    return segmenter._loaded_cutter()


@pytest.fixture
def with_terms():
    vocabulary.use_terms((VocabularyTerm(term, "event") for term in TERMS), stamp="test")
    yield vocabulary.in_use()
    vocabulary.use_file()


def sentences(loaded, count):
    """Pieces of real texts, words of the dictionary, terms and odd characters in any order."""
    words = [*CHANCE.sample(sorted(loaded.tokenizer.FREQ), 20_000)]
    pieces = [line for text in demo_texts().values() for line in text.split("。")]
    for number in range(count):
        if number % 3:
            yield "".join(
                CHANCE.choices([*CHANCE.choices(words, k=30), *TERMS, "𠮷", "3.5%"], k=12)
            )
        else:
            line = CHANCE.choice(pieces)
            yield line[CHANCE.randrange(1 + len(line) // 2) :]


def test_the_process_reads_the_shared_file():
    assert isinstance(segmenter._ready(), segmenter.MappedCutter)


def test_thousands_of_sentences_are_cut_as_jieba_cuts_them(loaded, with_terms):
    mapped, plain = segmenter._ready(), loaded.with_terms(with_terms)
    for text in sentences(loaded, 3_000):
        expected = plain.tokenizer.lcut(text)
        assert mapped.pieces(text) == expected == plain.pieces(text), text


def test_parts_of_speech_are_those_of_jieba(loaded, with_terms):
    mapped, plain = segmenter._ready().tagger(), loaded.with_terms(with_terms).tagger()
    for text in sentences(loaded, 300):
        assert mapped.lcut(text) == plain.lcut(text), text


def test_every_word_has_the_frequency_rarity_and_tag_of_jieba(loaded):
    words = segmenter._ready().dictionary
    rarities, median = jieba_library.rarities()
    for word, frequency in loaded.tokenizer.FREQ.items():
        assert words.frequency(word) == frequency, word
    assert {word: words.rarity(word) for word in rarities} == rarities
    tags = jieba_library.tags()
    assert {word: words.tag(word, "") for word in tags} == tags
    for nothing in ("", "常州市工商联合", "\U0010ffff", "鿿鿿", "常\ue000"):
        assert words.frequency(nothing) in (None, 0)
        assert (words.rarity(nothing), words.tag(nothing, "x")) == (median, "x")


def test_control_a_term_changes_a_cut(with_terms):
    words = segmenter._ready().dictionary
    without = segmenter.Terms.of((), frequency=1)
    text = "走进企业家精神论坛"
    assert words.ends(text, segmenter._ready()._terms) != words.ends(text, without)
