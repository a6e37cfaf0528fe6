"""A tag's page: its description, its old addresses, its place for machines."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from series.actions.tags.tags import describe_tag, merge_tags, name_tag
from series.models import Tag
from tests.helpers import people
from tests.helpers.reading import addresses, archived, flat, read, whole, words

pytestmark = pytest.mark.django_db
SAID = "人工智能在制造业中的应用，收录走访、论坛和政策解读。"
NASTY = "<script>alert(1)</script> \"两个\" & 'x'"


def tag(name="AI"):
    return Tag.objects.get(name=name)


def rename(after, *, before="AI"):
    return name_tag(tag(before), name=after, by=people.editor())


@pytest.fixture
def topic(db):
    archived(tags=["AI"], headline="走访人工智能企业")
    return tag()


@pytest.fixture
def described(topic):
    return describe_tag(topic, description=SAID, by=people.editor())


def test_the_description_stands_at_the_head_and_in_the_labels(client, described):
    page = read(client, "/tags/ai/")
    head, _, list_of_it = page.partition('<ol class="rows">')
    assert words(head).count(SAID) == 1
    assert f'<meta name="Description" content="{SAID}">' in flat(head)
    assert f'<meta property="og:description" content="{SAID}">' in head
    assert SAID not in list_of_it


def test_control_without_one_the_page_says_what_it_lists(client, topic):
    page = read(client, "/tags/ai/")
    assert '<meta name="Description" content="话题“AI”下的文章、倡议和活动">' in flat(page)


def test_a_description_is_text_and_nothing_else(client, topic):
    describe_tag(topic, description=NASTY, by=people.editor())
    page = read(client, "/tags/ai/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page):
        json.loads(block)


def test_feeds_and_the_interface_say_it_too(client, described):
    assert SAID in client.get("/feeds/tags/ai.atom").text
    assert SAID in client.get("/feeds/tags/ai.rss").text
    assert [row["description"] for row in client.get("/api/tags/").json()["tags"]] == [SAID]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/tags/ai/", "/tags/人工智能/"),
        ("/tags/ai/?before=20990101T0000-1", "/tags/人工智能/?before=20990101T0000-1"),
        ("/feeds/tags/ai.atom", "/feeds/tags/人工智能.atom"),
        ("/feeds/tags/ai.rss", "/feeds/tags/人工智能.rss"),
    ],
)
def test_an_old_address_answers_301(client, topic, old, new):
    assert client.get(old.partition("?")[0]).status_code == 200
    rename("人工智能")
    answer = client.get(old)
    assert (answer.status_code, answer.url) == (301, iri_to_uri(new))
    assert client.head(old).status_code == 301
    assert client.post(old).status_code == 405
    assert "走访人工智能企业" in whole(client.get(old, follow=True).text)


def test_a_301_is_asked_for_again(client, topic):
    """A browser may keep a 301 for ever, and the address may come back."""
    rename("人工智能")
    assert "no-cache" in client.get("/tags/ai/")["Cache-Control"]
    assert "no-cache" in client.get("/feeds/tags/ai.atom")["Cache-Control"]
    rename("AI", before="人工智能")
    assert client.get("/tags/ai/").status_code == 200
    assert client.get(iri_to_uri("/tags/人工智能/")).url == "/tags/ai/"


def test_a_chain_of_names_is_one_step(client, topic):
    for before, after in (("AI", "智能"), ("智能", "人工智能"), ("人工智能", "大模型")):
        rename(after, before=before)
    for old in ("ai", "智能", "人工智能"):
        answer = client.get(reverse("series:tag", args=[old]), follow=True)
        assert answer.redirect_chain == [(iri_to_uri("/tags/大模型/"), 301)]


def test_a_merged_tag_leads_on(client, topic):
    archived(tags=["人工智能"], headline="另一篇")
    merge_tags(topic, into=tag("人工智能"), by=people.editor())
    page = client.get("/tags/ai/", follow=True)
    assert page.redirect_chain == [(iri_to_uri("/tags/人工智能/"), 301)]
    assert "共 2 篇" in page.text
    assert page.text.count("<h3>") == 2
    assert all(headline in words(page.text) for headline in ("走访人工智能企业", "另一篇"))
    assert "/tags/ai/" not in client.get("/sitemap-pages.xml").text
    assert "/tags/ai/" not in addresses(client.get("/articles/").text)


def test_entries_show_the_name_of_today(client, topic):
    entry = topic.items.get().content_object
    rename("人工智能")
    page = read(client, entry.get_absolute_url())
    assert iri_to_uri("/tags/人工智能/") in addresses(page)
    assert "/tags/ai/" not in page


def test_the_interface_knows_an_old_name(client, topic):
    rename("人工智能")
    found = client.get("/api/entries/?tag=ai").json()["entries"]
    assert [row["headline"] for row in found] == ["走访人工智能企业"]
    assert client.get("/api/entries/?tag=bi").status_code == 404


@pytest.mark.parametrize("path", ["/tags/bi/", "/tags/%00/", "/feeds/tags/bi.atom"])
def test_control_what_never_was_is_404(client, topic, path):
    rename("人工智能")
    assert client.get(path).status_code == 404


def test_an_old_address_that_another_tag_took_over_is_its_own(client, topic):
    rename("人工智能")
    name_tag(Tag(), name="AI", by=people.editor())
    assert client.get("/tags/ai/").status_code == 404  # no public entry has it
    assert "走访人工智能企业" in read(client, iri_to_uri("/tags/人工智能/"))


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


def test_the_page_costs_what_it_did(client, described):
    """The tag, its newest items, their cards, two for the navigation.

    An old address the tag and the name it had.
    """
    assert queries(client, "/tags/ai/") == 5
    rename("人工智能")
    assert queries(client, iri_to_uri("/tags/人工智能/")) == 5
    assert queries(client, "/tags/ai/") == 2
    assert queries(client, "/feeds/tags/ai.atom") == 2
