"""The desk's lists: what a row says, and what is found."""

import pytest
from django.utils import timezone
from lxml import html

from series.models import DailyViews
from series.text.markup.word_count import word_count
from tests.helpers import making
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db


def test_a_row_says_where_the_text_belongs_and_stands(as_person, editor):
    series = making.series()
    making.article("public", series=series, number=2)
    words = visible_text(as_person(editor).get("/desk/series/article/"))
    for word in ("民营企业座谈会召开", "新时代 新常商 新力量", "常商论坛 第2期", "已发布", "陈编"):
        assert word in words


def test_only_public_rows_link_to_a_public_page(as_person, editor):
    public, draft = making.article("public"), making.article(headline="草稿一篇")
    page = as_person(editor).get("/desk/series/article/").text
    assert f'href="{public.get_absolute_url()}"' in page
    assert f'href="{draft.get_absolute_url()}"' not in page


@pytest.mark.parametrize(
    ("typed", "found"),
    [("走进园区", True), ("座谈会", True), ("座谈会 走进园区", True), ("不在文中的词", False)],
)
def test_search_reads_titles_and_text(as_person, editor, typed, found):
    making.article()
    page = as_person(editor).get("/desk/series/article/", {"q": typed})
    assert ("民营企业座谈会召开" in visible_text(page)) is found


def test_a_very_long_search_is_cut(as_person, editor):
    making.article()
    page = as_person(editor).get("/desk/series/article/", {"q": "座谈 " * 5000})
    assert "民营企业座谈会召开" in visible_text(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"visibility__exact": "public"}, {"公开的"}),
        ({"visibility__exact": "draft"}, {"草稿"}),
        ({"year": "2023"}, {"公开的"}),
        ({"year": "2022"}, set()),
        ({"year": "二〇二三"}, {"公开的", "草稿"}),
        ({"year": "99999999"}, {"公开的", "草稿"}),
    ],
)
def test_filters(as_person, editor, query, found):
    making.article("public", headline="公开的", dateline="2023-11-17")
    making.article(headline="草稿", dateline="2023-11-17")
    page = as_person(editor).get("/desk/series/article/", query, follow=True)
    assert {row.headline for row in page.context["cl"].result_list} == found


def test_the_list_of_all_leads_to_each_kind(as_person, editor):
    rows = [making.article(), making.initiative(), making.event()]
    page = as_person(editor).get("/desk/series/entry/").text
    for row in rows:
        assert f'href="/desk/series/{row.kind}/{row.pk}/change/"' in page
        answer = as_person(editor).get(f"/desk/series/entry/{row.pk}/change/")
        assert answer.url == f"/desk/series/{row.kind}/{row.pk}/change/"


def test_a_list_without_rows_says_so(as_person, admin):
    client = as_person(admin)
    assert "还没有代理。" in visible_text(client.get("/desk/series/standin/"))
    making.article()
    assert "没有符合条件的文章" in visible_text(client.get("/desk/series/article/?q=查无此词"))
    assert "没有符合条件" not in visible_text(client.get("/desk/series/article/"))


def test_no_list_offers_deletion(as_person, admin):
    making.article("public")
    page = as_person(admin).get("/desk/series/article/").text
    assert "delete_selected" not in page


def test_a_row_says_its_state_in_a_word_and_leads_on(as_person, editor):
    public = making.article("public", headline="已公开的")
    making.article("submitted", headline="在审的")
    DailyViews.objects.create(entry=public, day=timezone.localdate(), count=212)
    page = as_person(editor).get("/desk/series/article/")
    tree = html.fromstring(page.text)
    states = {
        row.findtext(".//td[@class='field-title']/a"): row.find(".//div[@class]").get("class")
        for row in tree.get_element_by_id("result_list").iter("tr")
        if row.find(".//td") is not None
    }
    assert states == {"已公开的": "state is-public", "在审的": "state is-waiting"}
    words = visible_text(page)
    assert "共 2 篇" in words
    assert "读 212 次" in words
    assert f'href="/desk/series/article/{public.pk}/preview/"' in page.text


def test_a_list_begins_a_new_row_in_the_desks_words(as_person, admin):
    for address, button in (("article", "写文章"), ("event", "排活动"), ("column", "新增专栏")):
        words = visible_text(as_person(admin).get(f"/desk/series/{address}/"))
        assert button in words
        assert "增加 " not in words


def test_a_list_says_the_length_of_the_newest_version(as_person, editor):
    row = making.article("public", body="<p>一二三四五。</p>")
    making.change(row, body="<p>一二三四五六七八九。</p>")
    page = html.fromstring(as_person(editor).get("/desk/series/article/").text)
    assert page.xpath("//td[contains(@class, 'field-length')]/text()") == ["10"]
    row.refresh_from_db()
    assert row.word_count == word_count("<p>一二三四五六七八九。</p>")
