"""【…】 before a headline: the entry's column where it is called so, else its 引题."""

import pytest

from series.actions.imports.run import Import
from series.actions.imports.word import import_new
from series.actions.imports.word_upload import read_upload
from series.models import Column, Entry, Kind
from series.search.narrowing import Narrowing
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers import making, people

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TEXT = "【丝路商旅】车队从运河边出发\n2025-03-12\n车队三月十二日从运河边出发，二十家企业同行。\n"
PAGE = (
    "<html><head><title>【丝路商旅】车队从运河边出发</title></head><body><article>"
    "<h1>【丝路商旅】车队从运河边出发</h1><p>发布时间：2025-03-12</p>"
    "<p>车队三月十二日从运河边出发，二十家企业同行。</p></article></body></html>"
)


def imported(folder, *, name="车队.txt", words=TEXT, column=""):
    path = folder / name
    path.write_text(words, encoding="utf-8")
    run = Import(column=column, commit=True, publish=True)
    return next(run.receipts([path]))


@pytest.mark.parametrize(("name", "words"), [("车队.txt", TEXT), ("车队.html", PAGE)])
def test_the_operators_column_stands_and_nothing_of_the_title_is_lost(tmp_path, name, words):
    receipt = imported(tmp_path, name=name, words=words, column="常商快讯")
    row = Entry.objects.get()
    assert receipt.kicker == row.kicker == "丝路商旅"
    assert row.headline == "车队从运河边出发"
    assert list(Column.objects.values_list("name", flat=True)) == ["常商快讯"]
    found = search_entries(read_query("【丝路商旅】车队从运河边出发"), Narrowing()).candidates
    assert [one.entry for one in found] == [row.pk]


def test_the_column_that_the_operator_names_is_no_kicker(tmp_path):
    receipt = imported(tmp_path, column="丝路商旅")
    assert (receipt.column, receipt.kicker) == ("丝路商旅", "")
    assert Entry.objects.get().kicker == ""


def test_a_manuscript_that_names_its_column_needs_no_operator(tmp_path):
    receipt = imported(tmp_path)
    assert (receipt.column, receipt.kicker) == ("丝路商旅", "")


def test_at_the_desk_only_a_column_that_exists_is_one():
    column = making.column("常商快讯")
    reading, digest = read_upload("车队.txt", TEXT.encode())
    given = {"by": people.editor(), "sha256": digest, "column": column}
    entry, _ = import_new(Kind.ARTICLE, reading, **given)
    assert making.newest(entry).content["kicker"] == "丝路商旅"
    making.column("丝路商旅")
    reading, digest = read_upload("车队.txt", TEXT.encode())
    entry, _ = import_new(Kind.ARTICLE, reading, **{**given, "sha256": digest})
    assert "kicker" not in making.newest(entry).content
    assert entry.column.name == "丝路商旅"
