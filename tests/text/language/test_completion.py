"""A name answers while it is being typed: as written, by pinyin, by first letters."""

import pytest

from series.text.language.completion import Names, Typed, candidate, completions


def place(name, typed):
    return candidate(name).place(Typed(typed))


@pytest.mark.parametrize(
    "typed", ["c", "ch", "chang", "changs", "changsh", "changshang", "changshanglu", "cslt", "cs"]
)
def test_pinyin_and_first_letters_answer_letter_by_letter(typed):
    assert place("常商论坛", typed) in (1, 2)


@pytest.mark.parametrize("typed", ["changx", "shangchang", "csl t", "cstl", "论坛会", "商常"])
def test_control_other_letters_do_not(typed):
    assert place("常商论坛", typed) is None


def test_the_ear_is_followed_behind_the_letter():
    assert place("常商论坛", "canshan") == 3
    assert place("常商论坛", "changshan") == 1
    assert place("常商论坛", "luntan") == 5
    assert place("常商论坛", "lt") == 6
    assert place("常商论坛", "lunta") == 5
    assert place("常商论坛", "论坛") == 4
    assert place("AI质检", "ai") == 0


def test_a_name_of_two_readings_is_found_by_each_way_to_spell_it():
    assert place("西安", "xian") == 1
    assert place("先进", "xian") == 1
    assert place("方案", "fangan") == 1


def test_an_empty_piece_answers_nothing():
    assert place("“”", "c") is None


def test_unfinished_syllables_are_completed():
    assert ["can", "san"] in completions("changsh")
    assert completions("changshang")[0] == ["can", "san"]
    assert ["can"] in completions("chang")
    for letters in ("c", "sh", "zzz", "", "changv1"):
        assert completions(letters) == []


def test_many_names_answer_as_each_by_itself():
    names = ["常商论坛", "长三角", "两个健康", "商会", "AI质检", "常州", "论坛", "西安", "参数"] * 3
    pieces = [candidate(name) for name in names]
    index = Names(pieces)
    for line in ("c", "cs", "changs", "cans", "论坛", "lt", "ai", "shang", "健康", "没有", "常"):
        typed = Typed(line)
        places = [(one.place(typed), n) for n, one in enumerate(pieces)]
        expected = [n for place, n in sorted(p for p in places if p[0] is not None)]
        assert index.find(typed, most=99) == expected, line
        assert index.find(typed, most=4) == expected[:4], line
