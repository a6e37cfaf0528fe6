"""A question as people ask it finds the text that answers it."""

import pytest

from series.search import guessing
from series.search.guessing import guess
from series.search.narrowing import EVERYTHING, Narrowing
from series.search.query import read_query
from series.search.searching import search_entries
from tests.benchmarks.subjects import texts_and_questions
from tests.helpers.corpus import publish
from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db
TEXTS, QUESTIONS = 240, 40


@pytest.fixture(scope="module")
def library(module_transaction):
    """(keys of the texts in their order, questions about some of them)."""
    texts, questions = texts_and_questions(TEXTS, QUESTIONS)
    return publish(texts), questions


def first_ten(line, narrowing=EVERYTHING):
    query = read_query(line)
    answer = search_entries(query, narrowing)
    if not answer.count:
        other = guess(query, narrowing)
        answer = other.answer if other else answer
    return [one.entry for one in answer.candidates[:10]]


def lost(library):
    keys, questions = library
    return [one.question for one in questions if keys[one.place] not in first_ten(one.question)]


def test_questions_as_people_ask_them_find_their_texts(library):
    assert lost(library) == []


def test_control_without_the_weights_questions_find_little(library, monkeypatch):
    monkeypatch.setattr(guessing, "_steps", lambda query: (guessing._split, guessing._by_spelling))
    assert len(lost(library)) > QUESTIONS / 2


def test_a_line_that_texts_hold_whole_is_answered_without_weights(library, monkeypatch):
    monkeypatch.setattr(guessing, "weigh", None)
    assert first_ten("商会")
    assert guess(read_query("商会负责人"), EVERYTHING).how == "split"


def test_filters_choose_among_what_the_question_found(column):
    old = archived(headline="青枫吊桥全长三百米", dateline="2019-05-01")
    new = archived(headline="青枫吊桥重测", dateline="2024-05-01")
    line = "青枫吊桥全长到底多少米？"
    assert set(first_ten(line)) >= {old.pk, new.pk}
    assert first_ten(line, Narrowing(year=2024)) == [new.pk]
    assert first_ten(line, Narrowing(year=2020)) == []


def test_a_quoted_title_stands_in_every_text_that_answers(column):
    meant = archived(headline="《运河志》刊行", body="<p>编纂者是地方学人。</p>")
    archived(headline="运河上的作者", body="<p>作者谈编纂。</p>")
    assert first_ten("《运河志》的编纂作者是谁？") == [meant.pk]


def test_a_word_with_one_wrong_character_is_not_marked_by_half(column):
    archived(headline="新能源产业大会")
    archived(headline="发挥新能量")
    archived(headline="培育新能手")
    found = guess(read_query("新能原"), EVERYTHING)
    assert (found.how, found.query.text) == ("sound", "新能源")
