"""Search at the desk by index: every word is found, by those who may see the text, by nobody else."""

from random import Random

import pytest
from django.contrib.auth.models import Group
from django.db import DataError, IntegrityError, transaction
from django.test import Client
from lxml import html

from series.actions.editorial.publication import withdraw
from series.models import ColumnRole, DraftDocument, Entry, SearchDocument, SearchIndex
from series.roles import EDITOR
from series.search import draft_index
from series.search.asking import DRAFTS
from series.search.checking import sample_runs
from series.search.draft_index import fill_drafts, missing, rebuild_drafts, refresh_drafts
from series.search.drafts import find_at_desk
from series.search.engine import engine, live_slot
from series.search.query import read_query
from series.search.searching import search_entries
from tests.helpers import making, people
from tests.helpers.corpus import texts

pytestmark = pytest.mark.django_db


def found(text):
    return set(find_at_desk(text).entries)


def read_by_readers(text):
    return search_entries(read_query(text)).count


@pytest.fixture(scope="module")
def drafts(module_transaction):
    """Forty drafts of a corpus: {key: the whole text}."""
    rows = (
        making.article(headline=one.headline, body="".join(f"<p>{p}</p>" for p in one.paragraphs))
        for one in texts(40)
    )
    return {row.pk: Entry.objects.get(pk=row.pk).draft_text for row in rows}


def test_every_run_of_every_draft_finds_it(drafts):
    chance = Random(4)
    runs = [(key, run) for key, text in drafts.items() for run in sample_runs([text], chance)]
    lost = [(key, run) for key, run in runs if key not in found(f"“{run}”")]
    assert len(runs) > 400
    assert not lost


def test_what_is_found_holds_the_words(drafts):
    for word in ("企业", "常州 企业", "人才"):
        holding = {k for k, text in drafts.items() if all(one in text for one in word.split())}
        assert found(word) == holding


def test_many_hits_are_one_parameter(drafts):
    assert len(found("企业")) > 5
    _, params = find_at_desk("企业").entries.query.sql_with_params()
    assert len(params) == 1  # there are no public texts here


def test_no_hit_asks_nothing(drafts, django_assert_num_queries):
    hits = find_at_desk("玻璃弹珠")
    with django_assert_num_queries(0):
        assert list(Entry.objects.filter(pk__in=hits.entries)) == []


def test_no_run_of_a_draft_answers_a_reader(drafts):
    for text in list(drafts.values())[:10]:
        assert not read_by_readers(f"“{text[:12]}”")


def test_a_draft_in_the_public_index_would_be_seen(drafts):
    """The control: the question of the test before does find what stands in the wrong index."""
    key = next(iter(drafts))
    row = Entry.objects.get(pk=key)
    place = {"minute": 0, "year": 2026, "kind": row.kind, "column_id": row.column_id}
    wrong = SearchDocument.objects.create(slot=live_slot(), entry=row, title="", **place)
    document = draft_index._document(row.newest_id, None, row.visibility, row.draft_text, "")
    engine().add(live_slot(), [(wrong.pk, document)])
    assert read_by_readers(f"“{row.draft_text[:12]}”")


def test_a_text_is_in_one_index_at_a_time():
    row = making.article(headline="蓝莓产业链座谈", body="<p>第一稿写到丹凤眼。</p>")
    assert found("丹凤眼") == {row.pk}
    making.bring_to(row, "published")
    assert not DraftDocument.objects.filter(entry=row.pk).exists()
    assert found("丹凤眼") == {row.pk}
    making.change(row, body="<p>修订稿写到卧蚕眉。</p>")
    assert found("丹凤眼") == found("卧蚕眉") == {row.pk}
    assert read_by_readers("丹凤眼") == 1
    assert not read_by_readers("卧蚕眉")
    withdraw(Entry.objects.get(pk=row.pk), reason="有误", by=people.chief())
    assert found("丹凤眼") == found("卧蚕眉") == {row.pk}
    assert not read_by_readers("丹凤眼")


def test_words_that_were_written_over_are_not_found():
    row = making.article(body="<p>先写了柳叶刀。</p>")
    making.change(row, body="<p>后写了青龙戟。</p>")
    assert not found("柳叶刀")
    assert found("青龙戟") == {row.pk}


def test_one_character_and_words_that_must_not_stand():
    one, other = making.article(body="<p>鼍出没。</p>"), making.article(body="<p>鼍与鼋。</p>")
    assert found("鼍") == {one.pk, other.pk}
    assert found("鼍 -鼋") == {one.pk}
    assert found("。") == set()


def test_the_list_shows_a_draft_to_its_column_alone():
    theirs, ours = making.column("别的专栏"), making.column("本专栏")
    making.article(headline="貔貅在别处", column=theirs)
    making.article(headline="貔貅在这里", column=ours)
    person = people.newcomer()
    role = Group.objects.get_or_create(name=EDITOR)[0]
    ColumnRole.objects.create(user=person, column=ours, role=role)
    assert titles(person, "貔貅") == ["貔貅在这里"]
    assert len(titles(people.chief(), "貔貅")) == 2


def titles(person, words):
    client = Client()
    client.force_login(person)
    page = html.fromstring(client.get("/desk/series/entry/", {"q": words}).text)
    return [a.text_content() for a in page.xpath('//td[contains(@class, "field-title")]/a')]


def test_what_is_missing_is_filled_in_and_a_rebuild_drops_what_was_written_over():
    row = making.article(body="<p>先写了柳叶刀。</p>")
    making.change(row, body="<p>后写了青龙戟。</p>")
    public = making.article("public")
    DraftDocument.objects.filter(entry=row.pk).delete()
    assert found("青龙戟") == set()
    assert [entry.pk for entry in missing()] == [row.pk]
    assert fill_drafts() == 1
    assert found("青龙戟") == {row.pk}
    assert rebuild_drafts() == Entry.objects.exclude(pk=public.pk).count()
    assert found("青龙戟") == {row.pk}


def test_a_damaged_index_refuses_no_save(caplog):
    row = making.article(body="<p>先写了柳叶刀。</p>")
    engine().drop(DRAFTS)
    try:
        making.change(row, body="<p>后写了青龙戟。</p>")
        assert "青龙戟" in Entry.objects.get(pk=row.pk).draft_text
        assert "are not in the index" in caplog.text
    finally:
        rebuild_drafts()
    assert found("青龙戟") == {row.pk}


def test_of_too_many_hits_the_newest_are_listed_and_it_is_said(monkeypatch):
    monkeypatch.setattr("series.search.drafts.MOST", 2)
    for number in range(3):
        making.article(headline=f"貔貅第{number}篇")
    assert titles(people.chief(), "貔貅") == ["貔貅第2篇", "貔貅第1篇"]
    client = Client()
    client.force_login(people.chief())
    assert "再加一个词" in client.get("/desk/series/entry/", {"q": "貔貅"}).text
    assert "再加一个词" not in client.get("/desk/series/entry/", {"q": "第1篇"}).text


def test_refreshing_twice_stores_one_document():
    row = making.article()
    refresh_drafts([row.pk])
    refresh_drafts([row.pk])
    assert DraftDocument.objects.filter(entry=row.pk).count() == 1


def test_the_database_lets_drafts_serve_no_reader():
    """The slot that readers ask is that of a row, and no row takes the drafts' name."""
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        SearchIndex.objects.create(slot=DRAFTS, state="building", identity="x")
