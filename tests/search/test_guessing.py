"""What a line may have meant where nothing holds it."""

import pytest

from series.search.guessing import guess
from series.search.narrowing import EVERYTHING
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers import making
from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db


def guessed(line):
    """(how, the line that is shown, its entries) or None, as a reader gets it."""
    query = read_query(line)
    assert not search_entries(query).count
    found = guess(query, EVERYTHING)
    return found and (found.how, found.query.text, [one.entry for one in found.answer.candidates])


@pytest.fixture
def talk(column):
    return making.event(
        "public",
        headline="常商论坛走进重庆银行",
        programme=[
            {"starts": "09:00", "ends": "", "kind": "keynote", "title": "开讲", "speaker": "曾志伟",
             "note": ""}
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("zengzhiwei", "曾志伟"), ("zzw", "曾志伟"), ("曾志为", "曾志伟"), ("曾志威", "曾志伟"),
        ("changshang", "常商"), ("cslt", "常商论坛"), ("chongqingyinhang", "重庆银行"),
        ("常伤论坛", "常商论坛"), ("cangsang", "常商"),
    ],
)  # fmt: skip
def test_what_sounds_like_it_is_found(talk, line, meant):
    assert guessed(line) == ("sound", meant, [talk.pk])


def test_one_wrong_character_is_put_right(talk):
    assert guessed("重庆建行") == ("spelling", "重庆银行", [talk.pk])


@pytest.mark.parametrize("line", ["常商论走进", "常商论坛会走进", "走进常商论坛"])
def test_words_of_an_unbroken_line_are_found_apart(talk, line):
    how, _, entries = guessed(line)
    assert how == "split"
    assert entries == [talk.pk]


def test_what_nothing_holds_is_left_out(talk):
    assert guessed("常商论坛 火星") == ("weighed", "常商论坛 火星", [talk.pk])


def test_a_quoted_word_is_not_guessed_at(talk):
    assert guessed("“常伤论坛”") is None


def test_nothing_like_it_is_nothing(talk):
    assert guessed("龘靐") is None


def test_other_lines_that_may_be_meant_are_named(column):
    for headline in ("举办会议", "召开会议", "共同会意"):
        archived(headline=headline)
    found = guess(read_query("huiyi"), EVERYTHING)
    assert found.query.text == "会议"
    assert "会意" in found.others
