"""责任编辑: a field of the signed text wherever a reader or a machine is told who answers for it."""

import io
import json

import docx
import pytest
from django.urls import reverse

from series.actions.editorial.content import tidy_content
from series.actions.editorial.publication import withdraw
from series.models import Kind
from series.models.revision import content_digest
from series.search.narrowing import Narrowing
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers import making, people
from tests.helpers.heads import head_of
from tests.helpers.module_pages import column
from tests.helpers.reading import archived, read, words

__all__ = ["column"]
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NAME = "顾明远"


def found(line):
    return [one.entry for one in search_entries(read_query(line), Narrowing()).candidates]


@pytest.mark.parametrize("kind", Kind)
def test_the_page_names_the_editor_and_search_finds_the_text(client, column, kind):
    row = archived(kind, editor=NAME)
    text = read(client, row.get_absolute_url())
    assert f"责任编辑 {NAME}" in words(text)
    assert found(NAME) == [row.pk]
    assert head_of(client, row.get_absolute_url()).told("责任编辑") == NAME


@pytest.mark.parametrize("kind", Kind)
def test_who_saved_the_text_is_no_longer_named(client, column, kind):
    row = archived(kind)
    assert row.live.created_by == people.editor()
    for address in (row.get_absolute_url(), f"/api/entries/{row.pk}/"):
        text = client.get(address).text
        assert "责任编辑" not in text
        assert people.editor().name not in text


def test_without_an_author_the_editor_is_the_label_author(client, column):
    row = archived(editor=NAME)
    head = head_of(client, row.get_absolute_url())
    assert head.one("Author") == NAME
    named = head_of(client, archived(editor=NAME, author="张三").get_absolute_url())
    assert named.one("Author") == "张三"


@pytest.mark.parametrize("typed", ["张三 李四", "张三、李四", "责编：张三，李四", "张三　李四"])
def test_linked_data_names_each_editor(client, column, typed):
    row = archived(editor=typed)
    told = head_of(client, row.get_absolute_url()).of("NewsArticle")
    assert [(each["@type"], each["name"]) for each in told["editor"]] == [
        ("Person", "张三"),
        ("Person", "李四"),
    ]
    assert f"责任编辑 {' '.join(typed.split())}" in words(read(client, row.get_absolute_url()))


@pytest.mark.parametrize("kind", Kind)
def test_the_interface_print_and_word_say_it(client, column, kind):
    row = archived(kind, editor=NAME)
    assert json.loads(client.get(f"/api/entries/{row.pk}/").content)["editor"] == NAME
    printed, file = (reverse(f"series:{kind}_{form}", args=[row.pk]) for form in ("print", "docx"))
    assert f"责任编辑：{NAME}" in words(read(client, printed))
    answer = client.get(file)
    data = b"".join(answer) if answer.streaming else answer.content
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert f"责任编辑：{NAME}" in said


def test_a_withdrawn_text_names_nobody(client):
    row = making.article("published", editor=NAME)
    assert found(NAME) == [row.pk]
    withdraw(row, reason="内容有误", by=people.chief())
    assert NAME not in client.get(row.get_absolute_url()).text
    assert client.get(f"/api/entries/{row.pk}/").status_code in (404, 410)
    assert found(NAME) == []


def test_a_draft_s_editor_is_not_public(client):
    row = making.article("published", editor="老编辑")
    making.change(row, editor=NAME)
    text = client.get(row.get_absolute_url()).text
    assert "老编辑" in text
    assert NAME not in text
    assert found(NAME) == []


def test_a_signature_covers_the_editor(editor):
    row = making.article(editor=NAME)
    before = making.newest(row)
    assert before.content["editor"] == NAME
    assert making.change(row, editor="另一人").digest != before.digest


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("silent", ["", " \n ", None])
def test_a_text_without_one_keeps_its_digest(kind, silent):
    content = tidy_content(kind, {"headline": "标题", "editor": silent})
    assert "editor" not in content
    assert content_digest(content) == content_digest(tidy_content(kind, {"headline": "标题"}))


def test_several_editors_are_one_tidy_line():
    content = tidy_content(Kind.ARTICLE, {"editor": " 张三\n李四\u200b "})
    assert content["editor"] == "张三 李四"
