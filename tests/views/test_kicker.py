"""引题: the line above the headline, on every page and in every output, and in the search."""

import io
import json

import docx
import pytest
from django.urls import reverse

from series.models import Kind
from series.search.narrowing import Narrowing
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers.reading import archived, read, words

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
KICKER = "龙城商会巡礼"


def found(line):
    return [one.entry for one in search_entries(read_query(line), Narrowing()).candidates]


@pytest.mark.parametrize("kind", Kind)
def test_it_stands_above_the_headline(client, column, kind):
    row = archived(kind, kicker=KICKER)
    text = words(read(client, row.get_absolute_url()))
    assert f"{KICKER} {row.headline}" in " ".join(text.split())


@pytest.mark.parametrize("kind", Kind)
def test_a_page_without_one_has_no_empty_line_for_it(client, column, kind):
    assert "pretitle" not in client.get(archived(kind).get_absolute_url()).text


def test_the_headline_is_found_as_the_paper_prints_it(client, column):
    row = archived(kicker=KICKER, headline="携手共建新园区")
    for line in (f"【{KICKER}】携手共建新园区", KICKER, "携手共建新园区", "巡礼携手共建"):
        assert found(line) == [row.pk], line


@pytest.mark.parametrize("kind", Kind)
def test_print_word_and_plain_text_begin_with_it(client, column, kind):
    row = archived(kind, kicker=KICKER)
    printed, word, plain, marked = (
        reverse(f"series:{kind}_{form}", args=[row.pk]) for form in ("print", "docx", "txt", "md")
    )
    assert f"{KICKER}{row.headline}" in words(read(client, printed))
    answer = client.get(word)
    data = b"".join(answer) if answer.streaming else answer.content
    lines = [line.text for line in docx.Document(io.BytesIO(data)).paragraphs]
    assert lines.index(KICKER) == lines.index(row.headline) - 1
    assert client.get(plain).content.decode().startswith(f"{KICKER}\n\n{row.headline}")
    assert KICKER in client.get(marked).content.decode()


def test_the_interface_gives_it_and_nothing_where_there_is_none(client, column):
    given, none = archived(kicker=KICKER), archived()
    assert json.loads(client.get(f"/api/entries/{given.pk}/").content)["kicker"] == KICKER
    assert "kicker" not in json.loads(client.get(f"/api/entries/{none.pk}/").content)
