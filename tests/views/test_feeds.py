"""Feeds, read by feedparser; the first look at their XML is in test_machines."""

from datetime import timedelta

import feedparser
import pytest
import time_machine
from django.urls import reverse

from series.actions.editorial.publication import withdraw
from series.models import Column, Entry, Series, Tag
from tests.helpers import making, people
from tests.helpers.reading import archived, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLACES = ("all", "columns/{column}", "series/{series}", "tags/两个健康")
FORMS = ("atom", "rss")


def feed_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def addresses_of(site):
    keys = {"column": site["column"].pk, "series": site["series"].pk}
    return [f"/feeds/{place.format(**keys)}.{form}" for place in PLACES for form in FORMS]


def test_every_feed_is_valid_and_has_what_readers_need(client, site, settings):
    settings.SITE = {**settings.SITE, "base_url": "https://example.cn"}
    for path in addresses_of(site):
        feed = feed_of(client, path)
        assert feed.version == ("atom10" if path.endswith("atom") else "rss20")
        assert feed.feed.title
        assert feed.feed.language == "zh-CN"
        assert feed.feed.updated_parsed
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == [f"https://example.cn{reverse_quoted(path)}"]
        assert not [link for link in feed.feed.links if link.rel == "hub"]
        assert feed.entries, path
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids)
        for entry in feed.entries:
            assert entry.id == entry.link
            assert entry.link.startswith("https://example.cn/")
            assert entry.title
            assert entry.summary
            assert entry.published_parsed


def reverse_quoted(path):
    return path.replace("两个健康", "%E4%B8%A4%E4%B8%AA%E5%81%A5%E5%BA%B7")


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_holds_its_place_alone(client, site, form):
    archived(headline="别处的文章", tags=["别的话题"])
    work, tag = site["series"], Tag.objects.get(name="两个健康")
    titles = [entry.title for entry in feed_of(client, f"/feeds/series/{work.pk}.{form}").entries]
    assert set(titles) == {"履职尽责展新姿 担当作为赴新程", "服务企业再提速"}
    path = reverse(f"series:tag_{form}", args=[tag.slug])
    assert [entry.title for entry in feed_of(client, path).entries] == ["会员总数超过32000家"]


def test_a_feed_is_named_after_its_place(client, site):
    forum, tag = site["forum"], Tag.objects.get(name="新能源之都")
    feed = feed_of(client, f"/feeds/series/{forum.pk}.atom").feed
    assert (feed.title, feed.subtitle) == ("常商论坛", "六场主题活动。")
    feed = feed_of(client, reverse("series:tag_rss", args=[tag.slug])).feed
    assert feed.title == "话题：新能源之都"
    assert feed.link == f"http://testserver{tag.get_absolute_url()}"


def test_a_place_that_is_not_there_has_no_feed(client, site):
    for path in (
        *("/feeds/series/9999.atom", f"/feeds/series/{10**30}.rss", "/feeds/tags/没有.atom"),
        *("/feeds/tags/%00.atom", "/feeds/tags/.rss", "/feeds/columns/9999.rss"),
    ):
        assert client.get(path).status_code == 404, path
    assert client.post("/feeds/all.atom").status_code == 405


@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_of_places_and_entries_stay_text(client, column, form):
    bad = '<b>&]]>\x0b\ufffe"常”𠮷👨‍👩‍👧'
    row = archived(headline="一篇", tags=["话题一"], series=making.series("系列一").pk)
    Column.objects.filter(pk=column.pk).update(name=bad, description=bad)
    Series.objects.filter(pk=row.series_id).update(title=bad, intro=bad)
    Tag.objects.update(name=bad)
    Entry.objects.update(headline=bad, summary=bad, author=bad)
    tag = Tag.objects.get()
    shown = '&lt;b&gt;&amp;]]&gt;"常”𠮷👨‍👩‍👧'
    for path in (
        *(f"/feeds/columns/{column.pk}.{form}", f"/feeds/series/{row.series_id}.{form}"),
        reverse(f"series:tag_{form}", args=[tag.slug]),
    ):
        feed = feed_of(client, path)
        assert "𠮷👨‍👩‍👧" in feed.feed.title
        (entry,) = feed.entries
        assert "<b" not in entry.summary
        assert entry.summary.replace("&quot;", '"') == shown


def test_the_same_feed_is_not_sent_twice(client, site):
    for path in addresses_of(site):
        answer = client.get(path)
        assert "Last-Modified" not in answer
        assert "no-cache" in answer["Cache-Control"]
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_a_feed_without_entries_is_the_same_all_day(client, column):
    row = making.series("空的系列", in_column=column, lunar_month=1, lunar_day=8)
    path = f"/feeds/series/{row.pk}.atom"
    with time_machine.travel("2026-11-24T09:00:00+08:00") as clock:
        answer = client.get(path)
        clock.shift(timedelta(hours=5))
        assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert feedparser.parse(answer.content).feed.updated == "2026-11-24T00:00:00+08:00"


def test_a_withdrawal_of_an_older_entry_is_told_to_who_asks_by_time(client, column):
    """The newest entry stays, so the feed's newest time does: it must not answer 304."""
    old = making.article("public", headline="将要撤回的旧稿")
    making.article("public", headline="较新的一篇")
    first = client.get("/feeds/all.atom")
    assert "将要撤回的旧稿" in first.text
    withdraw(old, reason="内容有误", by=people.chief())
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        answer = client.get("/feeds/all.atom", headers=headers)
        assert answer.status_code == 200
        assert "将要撤回的旧稿" not in answer.text


def test_pages_announce_the_feeds_of_their_place(client, site):
    tag = Tag.objects.get(name="两个健康")
    work = site["series"]
    for page, name, key in (
        (work.get_absolute_url(), "series", work.pk),
        (tag.get_absolute_url(), "tag", tag.slug),
    ):
        text = read(client, page)
        for form in FORMS:
            path = reverse(f"series:{name}_{form}", args=[key])
            assert f'type="application/{form}+xml"' in text
            assert f'href="{path}"' in text
    listed = read(client, "/feeds/")
    assert f'href="/feeds/series/{work.pk}.atom"' in listed
    empty = making.series("空的系列", in_column=site["column"])
    assert f"/feeds/series/{empty.pk}.atom" not in listed
    assert f'href="/feeds/series/{site["forum"].pk}.rss"' in listed
