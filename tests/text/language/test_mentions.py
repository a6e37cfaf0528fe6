import re
from random import Random

import pytest

from series.text.language.mentions import Beginnings, NameIndex, one_of

NAMES = {
    1: ["常州市工商业联合会", "市工商联", "常州市工商联"],
    2: ["市工商联金融服务专委会", "金融服务专委会"],
    3: ["新材料"],
}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("市工商联与金融服务专委会共同举办对接会。", [1, 2]),
        ("金融服务专委会向市工商联报告。", [2, 1]),
        ("市工商联金融服务专委会举办对接会。", [2]),
        ("市工商联说，市工商联做。", [1]),
        ("新材料产业", []),
        ("", []),
    ],
)
def test_who_is_named_in_the_order_of_the_text(text, keys):
    assert NameIndex(NAMES).named_in(text) == keys


def test_a_register_without_names_finds_nobody():
    assert NameIndex({}).named_in("市工商联") == []


def by_alternation(text, names):
    """The same question asked of one regular expression of all names, the longest first."""
    owner = {name: key for key, each in names.items() for name in each if len(name) >= 4}
    pattern = re.compile("|".join(map(re.escape, sorted(owner, key=len, reverse=True))))
    return list(dict.fromkeys(owner[match[0]] for match in pattern.finditer(text)))


@pytest.mark.parametrize("seed", range(20))
def test_names_that_overlap_are_found_as_one_expression_of_all_would(seed):
    chance = Random(seed)

    def word(longest):
        return "".join(chance.choices("商会联工", k=chance.randint(1, longest)))

    names = {key: [word(9), word(9)] for key in range(60)}
    text = word(2000)
    assert NameIndex(names).named_in(text) == by_alternation(text, names)


def test_a_name_at_the_very_end_is_found():
    assert NameIndex({1: ["市工商联"], 2: ["市工商联金融"]}).named_in("致市工商联") == [1]


def test_every_place_is_found_also_where_they_overlap():
    assert Beginnings({"商会", "会商"}, length=2).places_in("商会商会") == [0, 1, 2]


def test_characters_of_two_beginnings_make_no_third():
    assert Beginnings({"商会", "工联"}, length=2).places_in("商联工会商会") == [4]


def test_a_text_shorter_than_a_beginning_has_none():
    assert Beginnings({"工商联会"}, length=4).places_in("工商") == []
    assert Beginnings({"工商联会"}, length=4).places_in("") == []


def test_signs_that_mean_something_in_an_expression_are_themselves():
    assert Beginnings({"[^", "-]"}, length=2).places_in("a[^b-]^^") == [1, 4]
    assert one_of(["a.", "]-", "^"]).findall("ab a. ]- ^ \\") == ["a.", "]-", "^"]


@pytest.mark.parametrize("seed", range(20))
def test_one_of_many_words_is_what_one_expression_of_all_finds(seed):
    chance = Random(seed)
    words = {"".join(chance.choices("商会联工", k=chance.randint(1, 5))) for _ in range(12)}
    text = "".join(chance.choices("商会联工人", k=400))
    plain = re.compile("|".join(sorted(words, key=len, reverse=True)))
    assert one_of(words).findall(text) == plain.findall(text)


def test_one_of_no_words_is_nothing():
    assert one_of([]).findall("商会") == []
    assert one_of(["商会", ""]).findall("工商会") == ["商会"]
