"""The terms in use: another list takes effect at once, and what is gone leaves nothing behind."""

import threading
from collections import Counter

import pytest

from series.text.language import segmenter, vocabulary
from series.text.language.tag_suggestions import KIND_WEIGHT, propose_tags
from series.text.language.term_words import join_words, split_words
from series.text.language.vocabulary import VocabularyTerm

LINE = "龙城夜话走进厂区"
WHOLE = VocabularyTerm("龙城夜话", "event", ("夜话龙城",), ("龙夜",))
# A word of jieba's own, as a part and as a whole of other terms.
SENTENCES = (
    LINE,
    "企业家走进园区参观工厂",
    "我们来到北京清华大学",
    "人民企盼，民企发展",
    "深化改革",
)


def use(*terms, stamp="test"):
    vocabulary.use_terms(terms, stamp=stamp)


def cuts():
    return [segmenter.cut_words(line) for line in SENTENCES]


def test_a_term_that_comes_is_kept_whole_and_one_that_goes_is_cut_again():
    use()
    before = cuts()
    assert "龙城夜话" not in segmenter.cut_words(LINE)
    use(WHOLE)
    assert "龙城夜话" in segmenter.cut_words(LINE)
    assert segmenter.cut_words("走进夜话龙城")[-1] == "夜话龙城"
    use()
    assert cuts() == before


def test_jieba_itself_learns_the_term():
    """Where no pattern looks, in the places of words and the parts of speech."""
    use()
    assert 4 not in segmenter.word_borders("龙城夜话厂区") or 2 in segmenter.word_borders(
        "龙城夜话厂区"
    )
    use(WHOLE)
    assert {0, 4} <= segmenter.word_borders("龙城夜话厂区")
    assert not {1, 2, 3} & segmenter.word_borders("龙城夜话厂区")
    assert "龙城夜话" in dict(segmenter.tagged_words(LINE))


def test_the_frequencies_of_jieba_are_given_back():
    use()
    segmenter.cut_words(LINE)
    own = dict(segmenter._cutter.tokenizer.FREQ)
    use(
        VocabularyTerm("北京", "place"),
        VocabularyTerm("北京清", "place"),
        VocabularyTerm("清华大学生", "general"),
        WHOLE,
    )
    segmenter.cut_words(LINE)
    assert segmenter._cutter.tokenizer.FREQ["北京"] == segmenter.FREQUENCY != own["北京"]
    assert segmenter._cutter.tokenizer.FREQ["清华大学"] == own["清华大学"]
    use(VocabularyTerm("北京清", "place"))
    segmenter.cut_words(LINE)
    assert segmenter._cutter.tokenizer.FREQ["北京"] == own["北京"]
    use()
    segmenter.cut_words(LINE)
    assert own == segmenter._cutter.tokenizer.FREQ


def test_terms_change_no_cut_of_a_text_without_them():
    use()
    before = segmenter.cut_words("企业家走进园区参观工厂，深化改革开放")
    vocabulary.use_file()
    many = [VocabularyTerm(f"无此词条{number}号", "general") for number in range(500)]
    use(*many)
    assert segmenter.cut_words("企业家走进园区参观工厂，深化改革开放") == before


def test_no_terms_at_all_find_nothing():
    use()
    assert vocabulary.in_use().pattern.search("两个健康") is None
    assert propose_tags("召开会议", "会议总结了工作。") == []


def test_tags_are_proposed_by_the_terms_in_use():
    use()
    assert "龙城夜话" not in propose_tags(LINE, LINE)
    use(WHOLE)
    assert propose_tags(LINE, LINE)[0] == "龙城夜话"


def test_a_cut_under_way_is_not_disturbed():
    """Whoever cuts while the terms change gets the words of the one list or of the other."""
    text = LINE * 40
    answers, stop = Counter(), threading.Event()
    use()
    without = tuple(segmenter.cut_words(text))
    use(WHOLE)
    whole = tuple(segmenter.cut_words(text))

    def cut():
        while not stop.is_set():
            answers[tuple(segmenter.cut_words(text))] += 1

    readers = [threading.Thread(target=cut) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(15):
        use()
        segmenter.cut_words("原野")
        use(WHOLE)
        segmenter.cut_words("原野")
    stop.set()
    for reader in readers:
        reader.join()
    assert without != whole
    assert set(answers) <= {without, whole}
    assert sum(answers.values()) > 5


def test_a_digest_knows_the_words_that_are_kept_whole_and_no_order():
    other = VocabularyTerm("新词条", "policy")
    use(WHOLE, other)
    digest = vocabulary.digest()
    assert len(digest) == 64
    use(other, VocabularyTerm("夜话龙城", "general", ("龙城夜话",)))
    assert vocabulary.digest() == digest
    use(other)
    assert vocabulary.digest() != digest


def test_control_a_synonym_changes_no_digest_and_a_spelling_does():
    use(WHOLE)
    digest = vocabulary.digest()
    use(VocabularyTerm("龙城夜话", "event", ("夜话龙城",), ("龙夜", "龙话")))
    assert vocabulary.digest() == digest
    use(VocabularyTerm("龙城夜话", "event", ("夜话龙城", "龙夜")))
    assert vocabulary.digest() != digest


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("民企", ("民营企业",)),
        ("民營企業", ("民企",)),
        ("“民企”", ("民营企业",)),
        ("ａｉ", ("人工智能",)),
        ("人工智能", ("AI",)),
        ("市工商联", ("常州市工商联", "常州市工商业联合会", "常州市总商会", "市总商会")),
        ("双碳", ()),
        ("人民企盼", ()),
        ("", ()),
    ],
)
def test_synonyms_of_a_word_in_any_script_and_width(word, others):
    assert vocabulary.synonyms(word) == others


def test_a_synonym_is_not_kept_whole():
    assert "民企" not in segmenter.cut_words("人民企盼安居")
    assert "民企" not in vocabulary.all_spellings()


def test_control_as_a_spelling_it_would_be():
    use(VocabularyTerm("民营企业", "general", ("民企",)))
    assert "民企" in segmenter.cut_words("人民企盼安居")


def test_in_the_file_a_word_belongs_to_one_term():
    keys = Counter(
        vocabulary.word_key(word) for term in vocabulary.terms_in_use() for word in term.words
    )
    assert [word for word, count in keys.items() if count > 1] == []


def test_at_least_twenty_terms_of_the_file_have_other_words():
    assert sum(len(term.words) > 1 for term in vocabulary.terms_in_use()) > 20


def test_every_kind_has_its_weight():
    assert set(KIND_WEIGHT) == vocabulary.KINDS


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("民企，私企、民营;民办　民建", ["民企", "私企", "民营", "民办", "民建"]),
        ("新时代 新常商 新力量", ["新时代 新常商 新力量"]),
        ("四敢，“敢为、敢闯、敢干”", ["四敢", "敢为、敢闯、敢干"]),
        ("“四敢”、‘四敢’，，", ["四敢"]),
        ("“敢为、敢闯", ["敢为", "敢闯"]),
        ("ＡＩ，\u200bAI", ["ＡＩ", "AI"]),
        ("", []),
    ],
)
def test_a_typed_line_is_split_as_tags_are(typed, words):
    assert split_words(typed) == words
    assert split_words(join_words(words)) == words
