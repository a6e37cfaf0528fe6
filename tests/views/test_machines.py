"""Feeds, sitemap, robots.txt and the health check."""

import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from chamber.contacts import contact_address
from series.models import Column, Entry
from tests.helpers.module_pages import column, site, work
from tests.helpers.reading import archived, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
__all__ = ["column", "site", "work"]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_atom_holds_the_newest_with_their_dates(client, site):
    feed = ElementTree.fromstring(read(client, "/feeds/all.atom"))
    entries = feed.findall(f"{ATOM}entry")
    first = entries[0]
    assert first.find(f"{ATOM}title").text == "会员总数超过32000家"
    assert first.find(f"{ATOM}published").text == "2023-11-18T09:30:00+08:00"
    assert first.find(f"{ATOM}link").get("href").endswith(site["article"].get_absolute_url())
    assert len(entries) == Entry.objects.published().count()


def test_feeds_name_the_public_address_whatever_host_was_asked(client, site, settings):
    settings.SITE = {**settings.SITE, "base_url": "https://example.cn"}
    path = site["article"].get_absolute_url()
    for feed in ("/feeds/all", f"/feeds/columns/{site['column'].pk}"):
        for kind in ("atom", "rss"):
            text = read(client, f"{feed}.{kind}")
            assert f"https://example.cn{path}<" in text
            assert f"https://example.cn{feed}.{kind}" in text
            assert "testserver" not in text


def test_feeds_without_a_public_address_name_the_host_that_was_asked(client, site):
    path = site["article"].get_absolute_url()
    assert f"<id>http://testserver{path}</id>" in read(client, "/feeds/all.atom")


def test_rss_and_column_feeds(client, site):
    other = Column.objects.create(name="另一专栏")
    archived(headline="别处的文章", column=other)
    for address in (reverse("series:column_rss", args=[other.pk]), "/feeds/all.rss"):
        text = read(client, address)
        titles = [e.text for e in ElementTree.fromstring(text).iter("title")]
        assert "别处的文章" in titles
    mine = read(client, reverse("series:column_atom", args=[site["column"].pk]))
    assert "别处的文章" not in mine
    assert "会员总数" in mine


def test_feeds_survive_characters_that_xml_cannot_hold(client, site):
    Entry.objects.filter(pk=site["article"].pk).update(
        headline="坏\x0b字\x1f符\ufffe", summary="a<b>&\x00"[:5]
    )
    feed = ElementTree.fromstring(read(client, "/feeds/all.atom"))
    first = feed.find(f"{ATOM}entry")
    assert first.find(f"{ATOM}title").text == "坏字符"
    assert first.find(f"{ATOM}summary").text == "a&lt;b&gt;&amp;"


def test_pages_announce_their_feeds(client, site):
    text = read(client, site["column"].get_absolute_url())
    for address in ("/feeds/all.atom", f"/feeds/columns/{site['column'].pk}.atom"):
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200


def test_sitemap_names_every_public_entry_once(client, site):
    index = ElementTree.fromstring(read(client, "/sitemap.xml"))
    files = [loc.text.removeprefix("http://testserver") for loc in index.iter(f"{MAP}loc")]
    pages = [ElementTree.fromstring(read(client, path)) for path in files]
    named = [
        loc.text.removeprefix("http://testserver") for p in pages for loc in p.iter(f"{MAP}loc")
    ]
    assert len(named) == len(set(named))
    for entry in Entry.objects.published():
        assert entry.get_absolute_url() in named
    assert [e for e in pages[-1].iter(f"{MAP}lastmod")]
    for path in named:
        assert client.get(path).status_code == 200


def test_a_sitemap_file_without_entries_is_not_there(client, site):
    assert client.get("/sitemap-0.xml").status_code == 200
    for block in (1, 77, 10**30):
        assert client.get(f"/sitemap-{block}.xml").status_code == 404


def test_robots_names_the_sitemap(client, db, settings):
    settings.SITE = {**settings.SITE, "base_url": "https://example.cn"}
    text = read(client, "/robots.txt")
    assert "Sitemap: https://example.cn/sitemap.xml" in text
    assert "Disallow: /desk/" in text


SECURITY = "/.well-known/security.txt"


def with_security(settings, contact):
    settings.SITE = {
        **settings.SITE,
        "base_url": "https://example.cn",
        "security_contact": contact_address(contact),
    }


def test_security_txt_names_whom_to_write_to(client, db, settings):
    with_security(settings, "anquan@example.cn")
    answer = client.get(SECURITY)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields == {
        "Contact": "mailto:anquan@example.cn",
        "Expires": fields["Expires"],
        "Preferred-Languages": "zh",
        "Canonical": f"https://example.cn{SECURITY}",
    }
    assert client.post(SECURITY).status_code == 405


@pytest.mark.parametrize("today", ["2026-06-01", "2026-12-31", "2027-01-31", "2028-02-29"])
def test_security_txt_never_lapses_and_ends_within_a_year(client, db, settings, today):
    with_security(settings, "https://example.cn/security")
    with time_machine.travel(f"{today}T12:00:00+08:00", tick=False):
        (line,) = [x for x in client.get(SECURITY).text.splitlines() if x.startswith("Expires")]
        left = datetime.fromisoformat(line.removeprefix("Expires: ")) - timezone.now()
    assert timedelta(days=180) < left < timedelta(days=365)


def test_no_contact_no_security_txt(client, db):
    assert client.get(SECURITY).status_code == 404


def test_healthz_is_well_while_the_process_answers(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content.decode()) == (200, "正常\n")
    assert answer["Cache-Control"] == "no-store"


def test_browsers_find_the_seal_where_they_ask_for_it(client):
    for path in ("/favicon.ico", "/apple-touch-icon.png"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/static/site/")
        assert finders.find(response["Location"].removeprefix("/static/"))


def test_the_manifest_names_the_site_and_its_icons(client):
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    facts = response.json()
    assert facts["start_url"] == "/"
    assert [icon["sizes"] for icon in facts["icons"]] == ["180x180", "512x512"]
