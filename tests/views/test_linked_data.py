"""Linked data: valid for a parser of its own, and equal to what the page shows."""

import pytest

from series import facts
from series.actions.media.pictures import store_picture
from series.linked import articles
from series.models import Kind
from series.safe_markup import json_for_script
from tests.helpers import making
from tests.helpers.heads import head_of
from tests.helpers.module_pages import column, site, work
from tests.helpers.pictures import PNG
from tests.helpers.reading import archived, words
from tests.helpers.schema_org import faults

from .test_labels import HOSTILE, every_page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
__all__ = ["column", "site", "work"]
ROOT = "http://testserver"
TRAILED = ("/articles/", "/initiatives/", "/events/", "/search/", "/feeds/", "/tags/两个健康/")


def test_every_data_block_is_valid(client, site):
    seen = set()
    for address in every_page(site):
        blocks = head_of(client, address).data
        assert blocks, address
        for block in blocks:
            assert block["@context"] == "https://schema.org"
            assert faults(block) == [], address
            seen |= {each["@type"] for each in block.get("@graph", [block])}
    wanted = {"NewsArticle", "Event", "EventSeries", "CreativeWorkSeries"}
    assert seen == wanted | {"BreadcrumbList", "Organization", "WebSite"}


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ({"@type": "NewArticle", "name": "x"}, "type ['NewArticle']"),
        ({"@type": "Event", "headline": "x"}, "headline of Event"),
        ({"@type": "Event", "location": {"@type": "Place", "venue": "x"}}, "venue of Place"),
        ({"@type": "Event", "name": ""}, "empty name"),
        ({}, "nothing"),
    ],
)
def test_control_faults_are_found(block, fault):
    assert faults({"@context": "https://schema.org", **block}) == [fault]


def test_the_trail_is_the_one_that_is_seen(client, site):
    rows = [site[name] for name in ("column", "series", "article", "initiative", "event")]
    for address in (*TRAILED, *(row.get_absolute_url() for row in rows)):
        head = head_of(client, address)
        items = head.of("BreadcrumbList")["itemListElement"]
        told = [(item["name"], item.get("item")) for item in items]
        assert told == [(name, path and ROOT + path) for name, path in head.trail()], address
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))


def test_home_tells_of_the_owner_and_its_search(client, site):
    head = head_of(client, "/")
    (block,) = head.data
    owner, website = block["@graph"]
    assert owner["name"] == "常州市工商业联合会"
    assert website["publisher"] == owner
    assert website["name"] == head.text("h1")
    search = website["potentialAction"]
    assert search["query-input"] == "required name=search_term_string"
    address = search["target"]["urlTemplate"].replace("{search_term_string}", "会员")
    assert "会员总数超过32000家" in words(client.get(address.removeprefix(ROOT)).text)


def test_an_article_says_what_its_page_says(client, site, work):
    head = head_of(client, site["article"].get_absolute_url())
    told = head.of("NewsArticle")
    assert told["headline"] == head.text("h1")
    assert told["datePublished"] == "2023-11-18T09:30:00+08:00"
    assert told["dateModified"] == head.one("article:modified_time")
    assert told["articleSection"] == head.one("ColumnName")
    assert told["keywords"] == head.metas["article:tag"]
    assert told["mainEntityOfPage"] == told["url"] == head.links["canonical"][0]
    assert told["author"] == [{"@type": "Organization", "name": head.told("作者")}]
    assert told["sourceOrganization"]["name"] == head.told("来源")
    assert told["publisher"]["name"] == "常州市工商业联合会"
    assert told["description"] == head.one("Description")
    assert told["image"] == head.one("og:image")  # no picture in the text: the drawn cover


def test_an_instalment_names_its_series_and_a_day_alone_its_day(client, work):
    head = head_of(client, work.entries.get(number=2).get_absolute_url())
    told = head.of("NewsArticle")
    assert told["isPartOf"]["name"] == work.title
    assert told["isPartOf"]["url"] == f"{ROOT}{work.get_absolute_url()}"
    assert told["position"] == 2
    assert told["datePublished"] == "2023-11-17"
    assert told["alternativeHeadline"] == head.text("p", class_="sub").removeprefix("——")


def test_a_person_is_a_person_and_a_picture_is_named(client, column):
    address = store_picture(PNG).get_absolute_url()
    body = f'<p>有图。</p><figure><img src="{address}" alt="图"></figure>'
    row = archived(body=body, author="张三、本刊编辑部")
    told = head_of(client, row.get_absolute_url()).of("NewsArticle")
    assert [each["@type"] for each in told["author"]] == ["Person", "Organization"]
    assert told["image"] == ROOT + address


def test_a_call_names_its_issuer_audience_and_span(client, site):
    dates = {"open_from": "2026-12-01", "open_until": "2026-12-31"}
    row = archived(Kind.INITIATIVE, issuer=making.organization().pk, **dates)
    head = head_of(client, row.get_absolute_url())
    told = head.of("NewsArticle")
    assert told["genre"] == "倡议书"
    assert told["audience"]["audienceType"] == "全市企业家"
    assert told["sponsor"]["name"] == "常州市工商业联合会"
    assert told["temporalCoverage"] == "2026-12-01/2026-12-31"
    assert faults(told) == []


def event_data(client, **content):
    row = archived(Kind.EVENT, **content)
    return head_of(client, row.get_absolute_url()).of("Event")


def test_an_event_says_when_where_and_by_whom(client, site):
    told = event_data(client, host="常州市工商联", address="延陵西路", series=site["forum"].pk)
    assert told["startDate"] == "2026-12-04T14:00:00+08:00"
    assert told["endDate"] == "2026-12-04T17:00:00+08:00"
    assert told["location"] == {"@type": "Place", "name": "常州大剧院", "address": "延陵西路"}
    assert told["organizer"]["name"] == "常州市工商联"
    assert told["superEvent"]["name"] == "常商论坛"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"].endswith("OfflineEventAttendanceMode")
    assert faults(told) == []


def test_the_programme_is_told_where_its_times_are_known(client, site):
    told = head_of(client, site["event"].get_absolute_url()).of("Event")
    (item,) = told["subEvent"]
    assert (item["name"], item["startDate"]) == ("产业的下一程", "2026-12-04T09:30:00+08:00")
    days = {"starts_at": "2026-12-04T09:00:00+08:00", "ends_at": "2026-12-05T17:00:00+08:00"}
    programme = [{"title": "开幕", "starts": "09:30", "kind": "other"}]
    assert "subEvent" not in event_data(client, programme=programme, **days)


def test_an_all_day_event_has_days_alone(client, column):
    days = {"starts_at": "2026-12-04T00:00:00+08:00", "ends_at": "2026-12-05T23:59:00+08:00"}
    told = event_data(client, all_day=True, **days)
    assert (told["startDate"], told["endDate"]) == ("2026-12-04", "2026-12-05")


@pytest.mark.parametrize(
    ("state", "note", "status", "former"),
    [
        ("planned", "", "Scheduled", None),
        ("cancelled", "原定12月4日", "Cancelled", None),
        ("postponed", "原定11月28日", "Rescheduled", "2026-11-28"),
        ("postponed", "时间另行通知", "Postponed", None),
    ],
)
def test_an_event_tells_its_state(client, column, state, note, status, former):
    told = event_data(client, state=state, state_note=note)
    assert told["eventStatus"] == f"https://schema.org/Event{status}"
    assert told.get("previousStartDate") == former


def test_a_run_of_events_and_a_run_of_texts(client, site):
    for row, kind in ((site["forum"], "EventSeries"), (site["series"], "CreativeWorkSeries")):
        head = head_of(client, row.get_absolute_url())
        told = head.of(kind)
        assert told["name"] == head.text("h1")
        assert told["url"] == head.links["canonical"][0]


def test_a_series_of_events_tells_days_and_places(client, site):
    head = head_of(client, site["forum"].get_absolute_url())
    told = head.of("EventSeries")
    (edition,) = told["subEvent"]
    event = head_of(client, site["event"].get_absolute_url()).of("Event")
    for name in ("name", "url", "startDate", "endDate", "eventStatus"):
        assert edition[name] == event[name]
    assert edition.get("location") == event.get("location")
    assert (told["startDate"], told["endDate"]) == (event["startDate"], event["endDate"])


def test_the_publisher_brings_its_logo_wherever_it_stands(client, site):
    for row in (site["article"], site["initiative"]):
        told = head_of(client, row.get_absolute_url()).of("NewsArticle")
        assert told["publisher"]["logo"].endswith(".svg")


def test_a_headline_cannot_end_its_data_block(client, column):
    row = archived(headline=HOSTILE, summary=HOSTILE)
    text = client.get(row.get_absolute_url()).text
    assert "<script>alert" not in text
    head = head_of(client, row.get_absolute_url())
    assert head.of("NewsArticle")["headline"] == HOSTILE
    assert head.of("BreadcrumbList")["itemListElement"][-1]["name"] == HOSTILE


def test_data_is_escaped_but_for_nothing_else():
    written = json_for_script("<b>&\u2028\u2029'\"汉")
    assert written == '"\\u003cb\\u003e\\u0026\\u2028\\u2029\'\\"汉"'


def test_the_editor_is_named_where_the_text_names_one(column):
    row = archived(author="")
    assert "editor" not in articles.article(row, root=ROOT, description="", tags=())
    row.editor = "李明远"
    told = articles.article(row, root=ROOT, description="", tags=())
    assert told["editor"] == [{"@type": "Person", "name": "李明远"}]
    assert told["author"][0]["@type"] == "Organization"
    assert facts.author_of(row) == "李明远"
    assert faults(told) == []
