"""Sitemaps against the protocol's own schema, read by libxml2."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from series import sitemaps
from series.actions.editorial.publication import withdraw
from series.models import Entry
from tests.helpers import making, people
from tests.helpers.reading import archived

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).resolve().parents[1] / "fixtures" / "sitemaps"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def schema(name):
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def tree_of(client, path, *, by="all"):
    answer = client.get(path)
    assert answer.status_code == 200
    tree = etree.fromstring(answer.content)
    schema(by).assertValid(tree)
    return tree


def texts(tree, path):
    return [element.text for element in tree.iterfind(path, NAMES)]


def last_changes(client):
    """{path: lastmod} of the index."""
    tree = tree_of(client, "/sitemap.xml", by="siteindex")
    rows = tree.iterfind("map:sitemap", NAMES)
    pairs = [[each.text for each in row] for row in rows]
    return {path.removeprefix("http://testserver"): changed for path, changed in pairs}


def test_every_file_is_valid(client, site):
    archived(headline="今天的“新闻” <b>&\u3000𠮷", dateline=f"{timezone.localdate()}")
    for path in last_changes(client):
        tree_of(client, path)


def test_control_the_schema_refuses_what_is_wrong(client, site):
    good = client.get("/sitemap-0.xml").content
    for old, new in (
        (b"<lastmod>20", b"<lastmod>yesterday 20"),
        (b"<loc>", b"<location>x</location><loc>"),
        (b"</url>", b"<news:news/></url>"),
    ):
        assert old in good
        assert not schema("all").validate(etree.fromstring(good.replace(old, new)))


def test_an_empty_site_has_a_valid_index(client, db):
    (path,) = tree_of(client, "/sitemap.xml", by="siteindex").iterfind(".//map:loc", NAMES)
    assert path.text.endswith("/sitemap-pages.xml")
    tree_of(client, "/sitemap-pages.xml")


def test_each_file_tells_its_own_last_change(client, column, monkeypatch):
    monkeypatch.setattr(sitemaps, "BLOCK", 1)
    with time_machine.travel("2026-11-20T09:00:00+08:00", tick=False):
        first = making.article("public")
    with time_machine.travel("2026-11-21T09:00:00+08:00", tick=False):
        second = making.article("public")
    found = last_changes(client)
    assert found[f"/sitemap-{first.pk}.xml"] == "2026-11-20T09:00:00+08:00"
    assert found[f"/sitemap-{second.pk}.xml"] == "2026-11-21T09:00:00+08:00"
    assert found["/sitemap-pages.xml"] == "2026-11-21T09:00:00+08:00"


def test_a_draft_changes_nothing_and_a_withdrawal_does(client, column):
    with time_machine.travel("2026-11-20T09:00:00+08:00", tick=False):
        going, _ = making.article("public"), making.article("public")
    with time_machine.travel("2026-11-21T09:00:00+08:00", tick=False):
        making.article("draft")
        making.change(going, headline="尚未发布")
    assert last_changes(client)["/sitemap-0.xml"] == "2026-11-20T09:00:00+08:00"
    with time_machine.travel("2026-11-22T09:00:00+08:00", tick=False):
        withdraw(going, reason="内容有误", by=people.chief())
    assert last_changes(client)["/sitemap-0.xml"] == "2026-11-22T09:00:00+08:00"
    assert going.get_absolute_url() not in client.get("/sitemap-0.xml").text


def test_news_are_articles_first_published_within_two_days(client, column):
    now = timezone.now()
    with time_machine.travel(now - timedelta(hours=49), tick=False):
        old = making.article("public", headline="前天以前的")
    with time_machine.travel(now - timedelta(hours=47), tick=False):
        making.article("public", headline="前天的 <b>&\x1f”")
        making.initiative("public")
        making.event("public")
    with time_machine.travel(now, tick=False):
        making.republish(old, headline="改过的旧稿")  # its first publication stays where it was
        archived(headline="旧报上的", dateline="2023-11-17")
        tree = tree_of(client, "/sitemap-0.xml")
    assert len(texts(tree, ".//map:loc")) == 5
    (title,) = texts(tree, ".//news:title")
    assert title.startswith("前天的 <b>&")
    assert texts(tree, ".//news:name") == ["新时代 新常商 新力量"]
    assert texts(tree, ".//news:language") == ["zh-cn"]
    first = timezone.localtime(now - timedelta(hours=47))
    assert texts(tree, ".//news:publication_date") == [first.isoformat("T", "seconds")]


def test_news_of_which_the_day_alone_is_known_have_the_day(client, column):
    today = timezone.localdate()
    archived(dateline=f"{today}")
    assert texts(tree_of(client, "/sitemap-0.xml"), ".//news:publication_date") == [f"{today}"]


def test_characters_that_xml_cannot_hold_are_left_out(client, column):
    row = making.article("public")
    Entry.objects.filter(pk=row.pk).update(headline="坏\x0b字\x1f符\ufffe")
    assert texts(tree_of(client, "/sitemap-0.xml"), ".//news:title") == ["坏字符"]


def test_a_map_that_did_not_change_is_not_sent_twice(client, site):
    for path in ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-0.xml"):
        tag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    making.republish(site["article"], summary="改过的摘要")
    assert client.get("/sitemap-0.xml", headers={"If-None-Match": tag}).status_code == 200
