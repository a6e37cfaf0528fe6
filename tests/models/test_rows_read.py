"""Rows that were read are made without the framework's constructor, and are the same rows."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from chamber.page_cache.dependence import Asked, noted
from series.models import Article, Column, Entry, Series
from series.page_keys import entry_key
from series.views.assembling.rows import find_rows, find_rows_from
from tests.helpers import making

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def run(module_transaction):
    return making.series("走进会员企业")


@pytest.fixture(scope="module")
def rows(run):
    """Three public articles, the later ones first: the second outside the series."""
    contents = ({"series": run, "number": 4}, {}, {"series": run, "number": 5})
    days = ("2025-02-01", "2025-02-02", "2025-02-03")
    made = [
        making.article("public", headline=f"走访纪要{day}", dateline=day, **content)
        for day, content in zip(days, contents, strict=True)
    ]
    return made[::-1]


def by_constructor(model, names, values):
    return Model.from_db.__func__(model, "default", names, values)


@pytest.mark.parametrize("model", [Entry, Article, Column, Series])
def test_a_row_has_what_the_constructor_would_give_it(model, rows):
    row = model.objects.order_by("pk").first()
    names = [field.attname for field in model._meta.concrete_fields]
    other = by_constructor(model, names, [getattr(row, name) for name in names])
    assert {name: vars(row)[name] for name in names} == {name: vars(other)[name] for name in names}
    assert row == other
    assert (row._state.adding, row._state.db) == (other._state.adding, other._state.db)
    assert row.get_deferred_fields() == other.get_deferred_fields() == set()


def test_what_was_left_out_is_read_when_it_is_asked_for(rows):
    row = Entry.objects.only("headline").get(pk=rows[0].pk)
    assert {"body", "summary"} <= row.get_deferred_fields()
    with CaptureQueriesContext(connection) as found:
        assert row.body == rows[0].body
        assert row.column_id == rows[0].column_id
    assert len(found) == 2


def test_a_row_that_was_read_is_saved_in_its_place(rows):
    row = Entry.objects.get(pk=rows[0].pk)
    row.summary = "走访的要点"
    row.save(update_fields=["summary"])
    assert Entry.objects.count() == len(rows)
    assert Entry.objects.get(pk=row.pk).summary == "走访的要点"


def test_rows_of_a_list_have_all_that_they_print_in_one_question(rows, run):
    find_rows_from("article", 0)  # compiled
    with CaptureQueriesContext(connection) as found:
        shown = [
            (row.headline, row.summary, row.get_absolute_url(), row.series and str(row.series))
            for row in find_rows_from("article", 0)
        ]
    assert len(found) == 1
    assert shown == [
        (row.headline, row.summary, f"/articles/{row.pk}/", str(run) if row.number else None)
        for row in rows
    ]


def test_rows_begin_at_their_place_and_hidden_ones_are_none(rows):
    hidden = making.article("draft", headline="未定稿")
    assert [row.pk for row in find_rows_from("article", 2)] == [rows[2].pk]
    assert hidden.pk not in {row.pk for row in find_rows_from("article", 0)}
    assert [row.is_public for row in find_rows([hidden.pk])] == [False]


def test_a_page_depends_on_the_rows_that_it_lists(rows):
    asked = Asked()
    with noted(asked):
        find_rows_from("article", 0)
    assert asked.keys == {entry_key(row.pk) for row in rows}
