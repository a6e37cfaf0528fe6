"""相关阅读: worked out at publication, gone at withdrawal, the same as when all is worked out anew."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.relations import related
from series.actions.relations.related import delete_relations
from series.models import Entry, EntryFeature, Feature, RelatedEntry, RevisionKeyterms
from series.views.related import SHOWN, related_to
from tests.helpers import making, people
from tests.helpers.reading import archived
from tests.helpers.samples.edits import demo_texts

pytestmark = pytest.mark.django_db
DEMO = demo_texts()
PLAIN = "<p>此处没有什么可说的。</p>"
STORAGE = "<p>储能电站与虚拟电厂并网运行。储能电站的调度由电网负责。</p>"


def near(entry):
    """Keys of the entries that are kept as near to this one, the nearest first."""
    rows = RelatedEntry.objects.filter(entry=entry.pk).order_by("-score", "-other")
    return list(rows.values_list("other", flat=True))


def shown(entry, **given):
    return [row.headline for row in related_to(Entry.objects.get(pk=entry.pk), **given)]


def features(entry):
    return set(Feature.objects.filter(entryfeature__entry=entry.pk).values_list("name", flat=True))


@pytest.mark.parametrize(
    "common",
    [
        {"tags": ["企业家日"]},
        {"body": STORAGE},
        {"body": "<p>常州市新材料行业商会成立，选举产生了第一届理事会。</p>"},
    ],
)
def test_what_two_texts_have_in_common_makes_them_related(common):
    making.organization("常州市新材料行业商会", kind="chamber")
    first = archived(headline="甲", **{"body": PLAIN, **common})
    archived(headline="乙", body="<p>另一件事。</p>")
    third = archived(headline="丙", **{"body": PLAIN, **common})
    assert near(third) == [first.pk]
    assert near(first) == [third.pk], "what was there before learns of the new one"


def test_a_series_makes_them_related():
    run = making.series()
    first = archived(headline="甲", body=PLAIN, series=run, number=1)
    second = archived(headline="乙", body="<p>另一件事。</p>", series=run, number=2)
    assert (near(first), near(second)) == ([second.pk], [first.pk])


def test_the_rarer_says_more():
    for number in range(4):
        archived(headline=f"常见{number}", body=PLAIN, tags=["两个健康"])
    rare = archived(headline="少见", body=PLAIN, tags=["企业家日"])
    entry = archived(headline="本文", body=PLAIN, tags=["两个健康", "企业家日"])
    assert near(entry)[0] == rare.pk


def test_a_withdrawn_entry_is_nobodys_neighbour():
    first, second = (archived(headline=name, body=PLAIN, tags=["话题"]) for name in "甲乙")
    withdraw(first, reason="有误", by=people.chief())
    assert near(second) == []
    assert not RelatedEntry.objects.filter(entry=first.pk).exists()
    assert not EntryFeature.objects.filter(entry=first.pk).exists()
    assert shown(second) == []


def test_an_expired_entry_is_nobodys_neighbour():
    first, second = (
        making.article("public", headline=name, body=PLAIN, tags=["话题"]) for name in "甲乙"
    )
    assert near(second) == [first.pk]
    making.bring_to_expiry(Entry.objects.get(pk=first.pk))
    assert near(second) == []


def test_what_is_not_public_is_not_shown_even_where_a_row_was_left():
    """The control: without the question the row's entry is there."""
    first, second = (archived(headline=name, body=PLAIN, tags=["话题"]) for name in "甲乙")
    Entry.objects.filter(pk=first.pk).update(visibility="expired", expires_at=timezone.now())
    assert near(second) == [first.pk]
    assert shown(second) == []


def test_a_draft_has_no_part_in_it():
    entry = archived(headline="甲", body=PLAIN, tags=["话题"])
    making.article(headline="草稿", body=PLAIN, tags=["话题"])
    assert near(entry) == []
    assert Feature.objects.get(name__startswith="tag:").count == 1


def test_a_new_text_changes_its_neighbours():
    first, second = (archived(headline=name, body=PLAIN, tags=["话题"]) for name in "甲乙")
    other = archived(headline="丙", body=PLAIN, tags=["另一个"])
    making.republish(second, tags=["另一个"])
    assert (near(first), near(second), near(other)) == ([], [other.pk], [second.pk])


def test_no_more_than_eight_are_kept_and_a_nearer_one_takes_the_place_of_the_last():
    tags = ["甲", "乙"]
    entry = archived(headline="本文", body=PLAIN, tags=tags)
    for number in range(9):
        archived(headline=f"远{number}", body=PLAIN, tags=["甲"])
    assert len(near(entry)) == related.MOST
    close = archived(headline="近", body=PLAIN, tags=tags)
    assert near(entry)[0] == close.pk
    assert len(near(entry)) == related.MOST


def test_a_page_is_never_empty_where_its_column_has_something():
    archived(headline="同栏目", body=PLAIN)
    entry = archived(headline="本文", body="<p>别的。</p>")
    assert near(entry) == []
    assert shown(entry) == ["同栏目"]
    assert shown(entry, but=[Entry.objects.get(headline="同栏目")]) == []


def test_the_columns_newest_come_behind_what_is_near():
    near_one = archived(headline="近", body=PLAIN, tags=["话题"], dateline="2020-01-01")
    for number in range(6):
        archived(headline=f"新{number}", body=PLAIN, dateline=f"2023-01-0{number + 1}")
    entry = archived(headline="本文", body="<p>别的。</p>", tags=["话题"])
    assert shown(entry) == [near_one.headline, "新5", "新4", "新3"]
    assert len(shown(entry)) == SHOWN


def test_what_is_published_later_leaves_an_older_text_alone():
    given = {"body": PLAIN, "dateline": "2023-01-09"}
    for day in range(1, 5):
        archived(headline=f"第{day}日", body=PLAIN, dateline=f"2023-01-0{day}")
    entry = archived(headline="本文", **given)
    own = ["第4日", "第3日", "第2日", "第1日"]
    assert shown(entry) == own
    archived(headline="后来的", body=PLAIN, dateline="2023-02-01")
    assert shown(entry) == own
    archived(headline="补发的", body=PLAIN, dateline="2023-01-05")  # control
    assert shown(entry) == ["补发的", *own[:3]]
    oldest = Entry.objects.get(headline="第1日")
    assert shown(oldest) == ["第2日", "第3日", "第4日", "补发的"]


def test_a_page_asks_twice_at_the_most():
    for number in range(12):
        archived(headline=f"第{number}篇", body=PLAIN, tags=["话题"] if number % 2 else [])
    entry = Entry.objects.order_by("pk").last()
    with CaptureQueriesContext(connection) as asked:
        assert len(related_to(entry)) == SHOWN
    assert len(asked) <= 2


def test_the_demonstration_finds_what_a_reader_would():
    run = making.series("常商论坛")
    for number, (name, text) in enumerate(DEMO.items(), start=1):
        body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
        given = {"series": run, "number": number} if "forum" in name else {}
        archived(headline=name, body=body, **given)
    close = {
        "25-overseas-legal": "08-forum-going-out",
        "16-entrepreneurs-day-proposal": "30-entrepreneurs-day-2026",
        "28-briefing-2025": "33-briefing-2026",
        "35-new-energy-matchmaking": "17-bank-matchmaking",
    }
    for name, other in close.items():
        rows = near(Entry.objects.get(headline=name))
        assert Entry.objects.get(headline=other).pk in rows, (name, other)
    assert all(near(entry) for entry in Entry.objects.all())


def related_rows():
    rows = RelatedEntry.objects.values_list("entry", "other", "score")
    return {(entry, other): round(score, 6) for entry, other, score in rows}


def told(*arguments):
    out = StringIO()
    call_command("relate_entries", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_works_out_what_is_missing():
    first, second = (archived(headline=name, body=PLAIN, tags=["话题"]) for name in "甲乙")
    before = related_rows()
    for model in (RelatedEntry, EntryFeature, Feature, RevisionKeyterms):
        model.objects.all().delete()
    assert told() == "有 2 篇公开稿件要算相关阅读，未写入；加 --commit 写入\n"
    assert related_rows() == {}
    assert told("--commit") == "已为 2 篇公开稿件算出相关阅读\n"
    assert set(related_rows()) == set(before) == {(first.pk, second.pk), (second.pk, first.pk)}
    assert Feature.objects.get(name__startswith="tag:").count == 2
    assert RevisionKeyterms.objects.count() == 2


def test_all_anew_corrects_the_numbers():
    first, second = (archived(headline=name, body=PLAIN, tags=["话题"]) for name in "甲乙")
    Feature.objects.update(count=77)
    unused = Feature.objects.create(name="word:无人用", count=5)
    told("--all", "--commit")
    assert set(Feature.objects.filter(name__startswith="tag").values_list("count", flat=True)) == {
        2
    }
    assert not Feature.objects.filter(pk=unused.pk).exists()
    assert near(first) == [second.pk]


def test_a_wrong_number_does_not_stop_a_withdrawal():
    entry = archived(headline="甲", body=PLAIN, tags=["话题"])
    Feature.objects.update(count=0)
    withdraw(entry, reason="有误", by=people.chief())
    assert set(Feature.objects.values_list("count", flat=True)) == {0}
    delete_relations(entry.pk)


def test_a_common_feature_is_looked_at_in_its_newest(monkeypatch):
    monkeypatch.setattr(related, "FEW", 2)
    monkeypatch.setattr(related, "NEWEST", 3)
    days = [timezone.localdate() - timedelta(days=n) for n in range(9, 3, -1)]
    for day in days:
        archived(headline=f"{day}", body=PLAIN, tags=["常见"], dateline=day.isoformat())
    entry = archived(headline="本文", body=PLAIN, tags=["常见"])
    names = Entry.objects.filter(pk__in=near(entry)).values_list("headline", flat=True)
    assert set(names) == {f"{day}" for day in days[-3:]}


def test_control_a_save_may_cut_words(monkeypatch):
    def refuse(*given):
        raise AssertionError("jieba")

    monkeypatch.setattr("series.text.language.segmenter._ready", refuse)
    with pytest.raises(AssertionError, match="jieba"):
        making.article(body=PLAIN)


def test_a_readers_page_cuts_no_words(client, monkeypatch):
    entry = archived(headline="甲", body=PLAIN, tags=["话题"])
    archived(headline="乙", body=PLAIN, tags=["话题"])

    def refuse(*given):
        raise AssertionError("jieba")

    monkeypatch.setattr("series.text.language.segmenter._ready", refuse)
    assert "乙" in client.get(entry.get_absolute_url()).text
