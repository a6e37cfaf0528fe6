"""Readers find names in a text linked to their pages; an editor can switch that off."""

from urllib.parse import unquote

import pytest
from lxml import html

from chamber.models import Organization
from series.models import Entry, Kind
from series.text.language.han import han
from tests.helpers import making
from tests.helpers.forms import posted
from tests.helpers.reading import archived, read

pytestmark = pytest.mark.django_db
BODY = (
    "<p>常州市新材料行业商会与常州市工商业联合会座谈，聚焦专精特新。</p>"
    "<h2>常商论坛开讲</h2><p>常州市新材料行业商会参加常商论坛，谈专精特新。</p><p>结语在此。</p>"
)


@pytest.fixture
def guild(db):
    return making.organization("常州市新材料行业商会", kind="chamber")


@pytest.fixture
def forum(db):
    row = making.series("常商论坛")
    archived(Kind.EVENT, series=row.pk, number=1)
    return row


@pytest.fixture
def pages(guild, forum):
    """The addresses that the words of BODY lead to, in their order there."""
    return [f"/organizations/{guild.pk}/", "/tags/专精特新/", f"/series/{forum.pk}/"]


def body(**content):
    return {"body": BODY, "tags": ["专精特新", "两个健康"], **content}


def linked(text):
    found = html.fromstring(text).find_class("keyword")
    return [unquote(anchor.get("href")) for anchor in found]


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT])
def test_names_lead_to_pages_that_are_there(client, kind, pages):
    row = archived(kind, **body(source=making.organization().pk))
    text = read(client, row.get_absolute_url())
    assert linked(text) == pages
    for address in pages:
        assert client.get(address).status_code == 200


def test_nothing_of_the_text_is_changed(client, pages):
    row = archived(**body())
    on_the_page = html.fromstring(read(client, row.get_absolute_url())).find_class("prose")[0]
    for numeral in on_the_page.iter("i"):
        numeral.drop_tree()
    assert han(on_the_page.text_content()) == han(html.fromstring(BODY).text_content())
    assert Entry.objects.get(pk=row.pk).body == row.live.content["body"]
    assert "keyword" not in row.live.content["body"]


def test_a_series_without_a_public_text_and_a_foreign_topic_are_not_linked(client, guild):
    making.series("常商论坛")
    archived(headline="另一篇", tags=["专精特新"])
    row = archived(**body(tags=["两个健康"]))
    assert linked(read(client, row.get_absolute_url())) == [f"/organizations/{guild.pk}/"]


def test_an_editor_switches_it_off_and_on(client, pages):
    row = archived(**body())
    address = row.get_absolute_url()
    making.republish(row, no_keywords=True)
    assert linked(read(client, address)) == []
    assert making.newest(row).content["no_keywords"] is True
    making.republish(row, no_keywords=False)
    assert linked(read(client, address)) == pages
    assert "no_keywords" not in making.newest(row).content


def test_the_choice_waits_for_its_signatures_like_a_word(client, pages):
    row = archived(**body())
    making.change(row, no_keywords=True)
    assert linked(read(client, row.get_absolute_url())) == pages


def test_an_organization_is_left_alone_where_the_register_says_so(client, guild, pages):
    row = archived(**body())
    Organization.objects.filter(pk=guild.pk).update(keyword_links=False)
    assert linked(read(client, row.get_absolute_url())) == pages[1:]


def test_the_form_of_the_desk_has_the_choice(as_person, editor, pages):
    client, row = as_person(editor), making.article(**body())
    url = f"/desk/series/article/{row.pk}/change/"
    assert "no_keywords" not in posted(client.get(url))
    client.post(url, posted(client.get(url), no_keywords="on"))
    assert making.newest(row).content["no_keywords"] is True
    assert posted(client.get(url))["no_keywords"] == "on"
    compared = client.get(f"/desk/series/article/{row.pk}/compare/")
    assert "不加关键词链接" in compared.text


def test_a_proof_shows_the_links_that_readers_will_find(as_person, editor, pages):
    row = making.article(**body())
    text = as_person(editor).get(f"/desk/series/article/{row.pk}/proof/").text
    assert linked(text) == pages
    making.change(row, no_keywords=True)
    assert linked(client_text(as_person(editor), row)) == []


def client_text(client, row):
    return client.get(f"/desk/series/article/{row.pk}/proof/").text


def test_outputs_feeds_and_the_interface_stay_without(client, as_person, editor, pages):
    row = archived(**body())
    for address in ("print/", "", "/feeds/all.atom", "/feeds/all.rss", f"/api/entries/{row.pk}/"):
        where = address if address.startswith("/") else f"{row.get_absolute_url()}{address}"
        answer = client.get(where)
        assert answer.status_code == 200
        assert ("keyword" in answer.text.replace("keywords", "")) == (address == ""), where
    desk = as_person(editor)
    assert 'class="keyword' not in desk.get(f"/desk/series/article/{row.pk}/outputs/").text
