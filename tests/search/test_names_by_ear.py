"""Names are found as people type them: umlauts, surnames, radicals of a PDF in a headline."""

import pytest

from series.search.guessing import guess
from series.search.narrowing import EVERYTHING
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers import making

pytestmark = pytest.mark.django_db
BODY = "<p>正文说的是别的事情。</p>"


@pytest.fixture
def women(column):
    return making.article("public", headline="女企业家吕秀律赴旅顺", body=BODY, tags=[])


@pytest.fixture
def craft(column):
    return making.article("public", headline="查理平与解文海谈匠心", body=BODY, tags=[])


def found(line):
    query = read_query(line)
    answer = search_entries(query)
    if not answer.count:
        other = guess(query, EVERYTHING)
        answer = other.answer if other else answer
    return {candidate.entry for candidate in answer.candidates}


@pytest.mark.parametrize(
    "typed",
    [
        *("lyuxiulyu", "lvxiulv", "luxiulu", "nyuqiyejia", "nvqiyejia", "nuqiyejia", "lyushun"),
        *("lǚxiùlǜ", "nǚqǐyèjiā", "lǚshùn", "nüqiyejia", "NÜQIYEJIA"),
    ],
)
def test_umlauts_find_the_name(women, craft, typed):
    assert found(typed) == {women.pk}


@pytest.mark.parametrize(
    "typed", ["zhaliping", "chaliping", "xiewenhai", "jiewenhai", "查利平", "zhālǐpíng"]
)
def test_both_readings_of_a_surname_find_the_name(women, craft, typed):
    assert found(typed) == {craft.pk}


def test_control_other_letters_find_nothing(women, craft):
    assert found("meixiulan") == set()


def test_a_headline_with_radicals_is_found_by_its_characters(column):
    row = making.article("public", headline="⺠营企业⼯作⽅案", body=BODY, tags=[])
    assert {one.entry for one in search_entries(read_query("民营企业工作方案")).candidates} == {
        row.pk
    }
