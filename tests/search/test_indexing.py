"""Whatever stands on a public page finds it, and nothing else does."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction

from series.actions.editorial.publication import withdraw
from series.actions.tags.tags import merge_tags, name_tag
from series.actions.tags.vocabulary import keep_term
from series.models import Attachment, SearchDocument, Tag, Term
from series.search.asking import Ask
from series.search.engine import engine, live_slot
from series.search.narrowing import Narrowing
from series.search.query import read_query
from series.search.searching import entries_holding, search_entries
from tests.helpers import making, people
from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db


def entries(line, **filters):
    return [one.entry for one in search_entries(read_query(line), Narrowing(**filters)).candidates]


@pytest.fixture
def event(column):
    file = Attachment.objects.create(
        title="参会须知与路线图", file=ContentFile(b"x", "a.pdf"), extension="pdf", size=1
    )
    return making.event(
        "public",
        headline="常商论坛聚焦储能",
        subtitle="龙城对话",
        summary="一天三场的盛会",
        venue="奔牛机场会议厅",
        host="市工商联办公室",
        tags=["长三角一体化"],
        attachments=[file.pk],
        body="<p>上午致辞。</p><figure><figcaption>开幕合影</figcaption></figure>"
        "<table><tbody><tr><td>签约金额</td><td>2.5亿元</td></tr></tbody></table>"
        "<p>前半句在此，\n后半句在彼。</p><p>第二段从头说。</p>",
        programme=[
            {"starts": "09:00", "ends": "", "kind": "keynote", "title": "电池的下一步",
             "speaker": "曾志伟", "note": "院士工作站"}
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        *("论坛聚焦", "龙城对", "三场的", "机场会议", "联办公", "三角一", "会须知", "幕合影"),
        *("约金额", "2.5亿", "电池的下", "志伟", "士工作", "此，后半", "半句在彼。第二段"),
        *("常", "彼", "厅", "伟", "图"),
    ],
)
def test_every_part_of_a_page_is_found(event, words):
    assert entries(words) == [event.pk]
    assert entries_holding(words) == {event.pk}


@pytest.mark.parametrize("words", ["25亿", "储能龙城", "合影签约论", "奔牛厅", "鑫"])
def test_what_does_not_stand_there_does_not_find_it(event, words):
    assert entries(words) == []
    assert entries_holding(words) == set()


def test_words_stand_in_any_order_and_anywhere(event):
    assert entries("志伟 储能 须知") == [event.pk]
    assert entries("志伟 火星") == []
    assert entries("志伟 -储能") == []
    assert entries("志 储能 -鑫") == [event.pk]
    assert entries("志 储能 -能") == []
    assert entries("志 -火星") == [event.pk]
    assert entries("志 -储能") == []
    assert entries("志 -储能 -鑫") == []
    assert entries("志 -鑫 -火星", kind="event") == [event.pk]
    assert entries("志", kind="article") == []


def test_a_withdrawn_entry_is_out_of_reach(event):
    document = SearchDocument.objects.get(entry=event.pk)
    withdraw(event, reason="内容有误", by=people.chief())
    assert entries("储能") == []
    assert entries_holding("储能") == set()
    document.save(force_insert=True)  # control: its row alone had made it reachable
    assert entries_holding("储能") == {event.pk}


def test_a_new_version_takes_the_place_of_the_old(column):
    row = making.article("public", headline="储能沙龙开讲")
    assert entries("储能沙龙") == [row.pk]
    making.republish(row, headline="氢能沙龙开讲")
    assert entries("储能") == []
    assert entries("氢能沙龙") == [row.pk]


def test_a_draft_is_not_found_nor_is_the_draft_of_a_public_entry(column):
    row = making.article("public", headline="储能沙龙开讲")
    making.change(row, headline="秘密改名")
    making.article("signed", headline="还没发布的储能")
    assert entries("秘密改名") == []
    assert entries("储能") == [row.pk]


def test_a_publication_that_fails_leaves_nothing_in_the_index(column):
    class StopError(Exception):
        pass

    def publish_and_fail():
        with transaction.atomic():
            making.article("public", headline="储能沙龙开讲")
            assert len(entries("储能沙龙")) == 1
            raise StopError

    with pytest.raises(StopError):
        publish_and_fail()
    assert entries("储能沙龙") == []


def test_filters_narrow(event):
    row = archived(headline="储能文章", dateline="2023-11-17", tags=["双碳"])
    assert entries("储能", kind="article") == [row.pk]
    assert entries("储能", year=2023) == [row.pk]
    assert entries("储能", tag=row.tags.get().pk) == [row.pk]
    assert set(entries("储能", column=row.column_id)) == {row.pk, event.pk}
    assert entries("储能", column=row.column_id + 1000) == []
    assert entries("", kind="event") == [event.pk]


def test_traditional_script_case_and_width_are_one(column):
    one = archived(headline="老照片", body="<p>匾上写着常州總商會五個字，ＡＩ質檢。</p>")
    for words in ("總商會", "总商会", "ai质检", "AI質檢", "ＡＩ质检", "五个字"):
        assert entries(words) == [one.pk], words


def test_a_headline_stands_before_the_body_and_a_phrase_before_scattered_words(column):
    body = archived(headline="别的题目", body="<p>这里谈到储能沙龙。</p>", dateline="2024-01-02")
    head = archived(headline="储能沙龙纪事", body="<p>别的话。</p>", dateline="2020-01-02")
    apart = archived(headline="沙龙里的储能", body="<p>别的话。</p>", dateline="2024-01-02")
    assert entries("储能沙龙") == [head.pk, body.pk]
    assert entries("储能 沙龙")[:2] == [head.pk, apart.pk]


def test_of_equals_the_newer_is_first(column):
    old = archived(headline="储能观察之一", dateline="2015-03-04")
    new = archived(headline="储能观察之二", dateline="2025-03-04")
    assert entries("储能观察") == [new.pk, old.pk]


def test_a_document_found_long_ago_by_its_headline_is_weighed(column, monkeypatch):
    monkeypatch.setattr("series.search.searching.SCORED", 5)
    old = archived(headline="储能元年", dateline="2015-03-04")
    for _ in range(8):
        archived(headline="别的题目", body="<p>提到储能。</p>")
    assert entries("储能")[0] == old.pk


def test_a_synonym_is_looked_for_too_and_ranks_lower(column):
    keep_term(Term(), name="充电桩", kind="industry", synonyms=["充电设施"], by=people.admin())
    other = archived(headline="充电桩座谈", dateline="2024-01-02")
    typed = archived(headline="充电设施座谈会", dateline="2020-01-02")
    assert entries("充电设施") == [typed.pk, other.pk]
    assert entries("“充电设施”") == [typed.pk]  # as it stands
    assert search_entries(read_query("充电设施")).also == ("充电桩",)
    assert entries("充电设施 座谈") == [typed.pk, other.pk]


@pytest.mark.parametrize("written", ["AI质检", "用ＡＩ检验", "AI, 5G", "（AI）"])
def test_a_latin_synonym_is_a_word_of_its_own(column, written):
    archived(headline="来信", body="<p>email: mail@daimler.example</p>")
    row = archived(headline="车间", body=f"<p>{written}。</p>")
    assert entries("人工智能") == [row.pk]
    assert entries("人工智能 车间") == [row.pk]
    assert search_entries(read_query("人工智能")).also == ("ai",)
    assert entries("ai") == [row.pk]  # typed, it is found where a word begins with it


def test_a_latin_synonym_in_a_headline_counts_as_in_the_headline(column):
    old = archived(headline="AI进车间", dateline="2022-01-02")
    archived(headline="别的题目", body="<p>提到人工智能。</p>", dateline="2022-01-03")
    assert entries("人工智能")[0] == old.pk


def test_a_renamed_topic_finds_its_texts_by_the_new_name(column):
    row = archived(headline="绿色工厂", tags=["碳中和"])
    assert entries("零碳行动") == []
    name_tag(row.tags.get(), name="零碳行动", by=people.admin())
    assert entries("零碳行动") == [row.pk]
    assert entries("零碳") == [row.pk]
    assert entries("绿色 零碳行动") == [row.pk]
    assert entries("红色 零碳行动") == []


def test_a_merged_topic_finds_the_texts_of_both(column):
    one = archived(headline="绿色工厂", tags=["碳中和"])
    other = archived(headline="绿色车间", tags=["零碳行动"])
    into = other.tags.get()
    merge_tags(one.tags.get(), into=into, by=people.admin())
    assert set(entries("零碳行动")) == {one.pk, other.pk}
    assert set(entries("绿色", tag=into.pk)) == {one.pk, other.pk}
    assert entries("碳中和") == [one.pk]  # the text that was signed says so


def test_a_topic_keeps_its_texts_when_another_takes_its_former_name(column):
    """They were indexed under that name; the new name still leads to them, not the other topic."""
    renamed = archived(headline="绿色工厂", tags=["碳中和"])
    merged = archived(headline="绿色车间", tags=["低碳厂房"])
    into, admin = renamed.tags.get(), people.admin()
    name_tag(into, name="零碳行动", by=admin)
    merge_tags(merged.tags.get(), into=into, by=admin)
    for name in ("碳中和", "低碳厂房"):
        archived(headline=f"{name}又来了", tags=[f"{name}的新话题"])
        name_tag(Tag.objects.get(name=f"{name}的新话题"), name=name, by=admin)
    assert set(entries("零碳行动")) == {renamed.pk, merged.pk}
    assert set(entries("绿色", tag=into.pk)) == {renamed.pk, merged.pk}


def test_what_is_left_out_is_left_out_of_the_headings_too(column, monkeypatch):
    """Beyond the newest hits the headings are asked; they hold the entry to the whole question."""
    monkeypatch.setattr("series.search.searching.SCORED", 1)
    old = archived(headline="储能元年", body="<p>别的话。</p>", dateline="2015-03-04")
    in_headline = archived(headline="储能沙龙", dateline="2015-03-05")
    in_body = archived(headline="储能大会", body="<p>沙龙也办。</p>", dateline="2015-03-06")
    for _ in range(3):
        archived(headline="别的题目", body="<p>提到储能。</p>")
    found = entries("储能 -沙龙")
    assert old.pk in found
    assert not {in_headline.pk, in_body.pk} & set(found)
    found = entries("储能 -沙")
    assert old.pk in found
    assert not {in_headline.pk, in_body.pk} & set(found)
    narrowed = entries("储能", kind="article")
    assert {old.pk, in_headline.pk, in_body.pk} < set(narrowed)


@pytest.mark.parametrize("block", [1, 2, 3, 5, 100])
def test_older_hits_follow_the_newest_without_a_gap(column, monkeypatch, block):
    """PostgreSQL asks the newest texts first, then the others; SQLite asks once."""
    monkeypatch.setattr("series.search.postgres.BLOCK", block)
    rows = [archived(headline="储能元年", body="<p>正文。</p>") for _ in range(9)]
    keys = sorted(SearchDocument.objects.values_list("pk", flat=True), reverse=True)
    ask = Ask((("储能",),))
    assert engine().newest(live_slot(), ask, limit=100) == keys
    for place, key in enumerate(keys):
        assert engine().newest(live_slot(), ask, limit=place + 1) == keys[: place + 1]
        assert engine().in_headings(live_slot(), ask, limit=place + 1) == keys[: place + 1]
        assert engine().newest(live_slot(), ask, limit=4, before=key) == keys[place + 1 : place + 5]
        assert engine().newest(live_slot(), ask, limit=99, since=key) == keys[: place + 1]
    assert len(rows) == len(keys)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="只用于 postgresql")
def test_statistics_do_not_need_the_vectors(column):
    """ANALYZE would make those of 30,000 texts, and be cut off before its end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, attstattarget FROM pg_attribute JOIN pg_class ON attrelid = oid"
            " WHERE relname IN ('series_search_a_whole', 'series_search_a_heading')"
        )
        assert dict(cursor.fetchall()) == {"series_search_a_whole": 0, "series_search_a_heading": 0}
