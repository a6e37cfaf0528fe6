"""oEmbed: what other sites are told of a public entry, and nothing of any other."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.models import Entry, Kind
from tests.helpers import making
from tests.helpers.heads import head_of
from tests.helpers.reading import archived
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db
ROOT = "http://testserver"


def ask(client, url, **asked):
    return client.get("/oembed/", {"url": url, **asked})


@pytest.mark.parametrize("kind", Kind)
def test_a_page_says_where_its_card_is(client, column, kind):
    row = archived(kind, headline="标题“引号”& <b>")
    head = head_of(client, row.get_absolute_url())
    for form in ("json", "xml"):
        (link,) = [
            e for e in head.page.iter("link") if e.get("type", "").endswith(f"/{form}+oembed")
        ] or [e for e in head.page.iter("link") if e.get("type") == f"text/{form}+oembed"]
        answer = client.get(link.get("href").removeprefix(ROOT))
        assert answer.status_code == 200
        if form == "json":
            assert answer.json()["title"] == row.headline
        else:
            tree = ElementTree.fromstring(answer.content)
            assert tree.tag == "oembed"
            assert tree.find("title").text == row.headline
            assert tree.find("type").text == "link"


def test_the_card_says_what_the_page_says(client, column):
    row = archived(headline="会员总数", author="本刊编辑部")
    card = ask(client, ROOT + row.get_absolute_url()).json()
    assert card["version"] == "1.0"
    assert card["type"] == "link"
    assert card["author_name"] == "本刊编辑部"
    assert card["provider_name"] == "新时代 新常商 新力量"
    assert card["provider_url"] == f"{ROOT}/"
    assert "html" not in card


def test_the_picture_fits_what_was_asked_for(client, column):
    picture = store_picture(saved(drawn(1600, 800), "PNG"))
    list(make_missing())
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    url = ROOT + archived(body=body).get_absolute_url()
    for asked, width in (({}, 1440), ({"maxwidth": 1000}, 960), ({"maxheight": 300}, 480)):
        card = ask(client, url, **asked).json()
        assert card["thumbnail_width"] == width
        assert card["thumbnail_height"] == width // 2
        assert client.get(card["thumbnail_url"].removeprefix(ROOT)).status_code == 200
    assert "thumbnail_url" not in ask(client, url, maxwidth=100).json()


def test_an_unknown_format_is_501(client, column):
    url = ROOT + archived().get_absolute_url()
    answer = ask(client, url, format="yaml")
    assert answer.status_code == 501
    assert answer.json()["error"] == "不支持 yaml 格式，请用 json 或 xml"


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "http://[", "https://evil.example/articles/1/", "//evil.example/articles/1/"),
        *("javascript:alert(1)", f"{ROOT}/", f"{ROOT}/articles/", f"{ROOT}/desk/", f"{ROOT}/no/"),
        *(f"{ROOT}/articles/999999/", f"{ROOT}/articles/{10**40}/", f"{ROOT}@evil.example/"),
        *(f"{ROOT}/columns/1/", f"{ROOT}/articles/1\x00/", "http://testserver\x00/articles/1/"),
    ],
)
def test_only_entries_of_this_site_are_known(client, column, url):
    answer = ask(client, url)
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("没有这篇稿件")


@pytest.mark.parametrize("asked", [{"maxwidth": "x"}, {"maxheight": "-1"}, {"maxwidth": "0"}])
def test_a_size_must_be_a_number(client, column, asked):
    answer = ask(client, ROOT + archived().get_absolute_url(), **asked)
    assert answer.status_code == 404
    assert "须是正整数" in answer.json()["error"]


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event])
@pytest.mark.parametrize(
    ("state", "status"), [("draft", 404), ("signed", 404), ("withdrawn", 410), ("expired", 410)]
)
def test_what_is_not_public_is_not_told(client, make, state, status):
    row = make(state, headline="不能外传的标题")
    for form in ("json", "xml"):
        answer = ask(client, ROOT + row.get_absolute_url(), format=form)
        assert answer.status_code == status
        assert "不能外传" not in answer.text


def test_the_configured_address_counts_as_well(client, column, settings):
    settings.SITE = {**settings.SITE, "base_url": "https://zt.example.cn"}
    path = archived().get_absolute_url()
    for root in ("https://zt.example.cn", ROOT):
        assert ask(client, root + path).status_code == 200
    assert ask(client, f"https://other.example.cn{path}").status_code == 404


def test_characters_that_xml_cannot_hold_are_left_out(client, column):
    row = archived()
    Entry.objects.filter(pk=row.pk).update(headline="坏\x0b字")
    answer = ask(client, ROOT + row.get_absolute_url(), format="xml")
    assert ElementTree.fromstring(answer.content).find("title").text == "坏字"


def test_nothing_is_remembered_of_who_asks(client, column):
    with CaptureQueriesContext(connection) as found:
        answer = ask(client, ROOT + archived().get_absolute_url())
    assert answer.cookies == {}
    assert not any("chamber_usersession" in each["sql"] for each in found)
    assert answer["Access-Control-Allow-Origin"] == "*"
