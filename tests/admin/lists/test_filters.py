"""Lists by stage and person, search over drafts with marked words, saved filters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from series.actions.desk.saved_filters import MOST_FILTERS, tidy_query
from series.actions.editorial.assignments import claim
from series.models import SavedFilter
from tests.helpers import making
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
LIST = "/desk/series/article/"


def rows(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {row.headline for row in page.context["cl"].result_list}


def test_an_unknown_stage_filters_nothing(as_person, editor):
    making.article(headline="草稿")
    assert rows(as_person(editor), stage="none") == {"草稿"}


def test_a_list_shows_whose_task_it_is(as_person, first, editor):
    mine = making.article("submitted", headline="我的")
    making.article("submitted", headline="没人的")
    claim(mine, by=first)
    client = as_person(first)
    assert rows(client, holder="me") == {"我的"}
    assert rows(client, holder="nobody") == {"没人的"}
    assert rows(as_person(editor), holder=first.pk) == {"我的"}
    assert rows(as_person(editor), holder="x'") == set()
    assert "周初" in visible_text(as_person(editor).get(LIST))


def test_a_list_shows_what_i_wrote(as_person, editor, admin):
    mine = making.article(headline="两人写的")
    making.article(headline="编辑写的")
    making.change(mine, by=admin, summary="补")
    assert rows(as_person(admin), mine="1") == {"两人写的"}
    assert rows(as_person(editor), mine="1") == {"两人写的", "编辑写的"}


def test_a_row_says_whom_it_waits_for_and_until_when(as_person, first):
    entry = making.article("submitted")
    client = as_person(first)
    assert "待认领" in visible_text(client.get(LIST))
    claim(entry, by=first)
    words = visible_text(client.get(LIST))
    assert "周初 " in words


# Search


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("新能源", {"公开稿", "草稿"}),
        ("产业园区", {"草稿"}),
        ("新能源 产业", {"草稿"}),
        ("“产业园区”", {"草稿"}),
        ("产业　园区", {"草稿"}),
        ("旧的写法", {"公开稿"}),
        ("新的写法", {"公开稿"}),
        ("新标题", {"公开稿"}),
        ("100%", set()),
        ("_", set()),
    ],
)
def test_search_reads_drafts_and_what_is_public(as_person, editor, typed, found):
    making.article(headline="草稿", body="<p>在新能源产业园区开会。</p>", summary="")
    public = making.article("public", headline="公开稿", body="<p>新能源，旧的写法。</p>")
    making.change(public, headline="新标题", body="<p>新能源，新的写法。</p>")
    assert rows(as_person(editor), q=typed) == found


def test_the_found_words_are_marked_and_nothing_is_markup(as_person, editor):
    body = "<p>双方在产业园区签约，写明 &lt;b&gt;三年&lt;/b&gt; 内建成产业园区。</p>"
    making.article(headline="产业<i>园区</i>", body=body)
    page = as_person(editor).get(LIST, {"q": "产业 三年"})
    tree = html.fromstring(page.text)
    row = tree.get_element_by_id("result_list")
    marks = [mark.text for mark in row.iter("mark")]
    assert set(marks) == {"产业", "三年"}
    assert "<b>" in "".join(row.xpath('.//p[@class="found"]')[0].itertext())
    assert not list(row.iter("b", "i"))


def test_a_title_in_work_stands_beside_the_public_one(as_person, editor):
    entry = making.article("public", headline="原来的标题")
    making.change(entry, headline="改过的标题")
    words = visible_text(as_person(editor).get(LIST))
    assert "原来的标题" in words
    assert "新题：改过的标题" in words


def test_searching_costs_the_same_for_many(as_person, editor):
    client = as_person(editor)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(LIST, {"q": "座谈会"})
        return len(caught)

    def more():
        entry = making.article("public")
        making.change(entry, summary="改了")

    more()
    more()
    two = cost()
    for _ in range(4):
        more()
    assert cost() == two


# Saved filters


def keep(client, name="要我审的", query="stage=first&p=2", of_list="article"):
    data = {"list": of_list, "name": name, "query": query}
    return client.post("/desk/filters/", data, follow=True)


def test_a_query_is_kept_under_a_name_and_leads_back(as_person, editor):
    client = as_person(editor)
    answer = keep(client)
    assert "常用筛选“要我审的”已存" in visible_text(answer)
    link = html.fromstring(answer.text).xpath('//ul[@class="saved"]//a')[0]
    assert (link.get("href"), link.get("aria-current")) == ("?stage=first", "true")
    other = client.get("/desk/series/event/")
    assert "要我审的" not in visible_text(other)


def test_the_same_name_takes_the_new_query(as_person, editor):
    client = as_person(editor)
    keep(client)
    keep(client, query="stage=ready")
    assert SavedFilter.objects.get().query == "stage=ready"


def test_a_filter_is_mine_alone(as_person, editor, first):
    keep(as_person(editor))
    row = SavedFilter.objects.get()
    client = as_person(first)
    assert "要我审的" not in visible_text(client.get(LIST))
    assert client.post(f"/desk/filters/{row.pk}/delete/").status_code == 403
    assert SavedFilter.objects.exists()
    assert "已删去" in visible_text(
        as_person(editor).post(f"/desk/filters/{row.pk}/delete/", follow=True)
    )
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": " "}, "请给这组筛选起个名称"),
        ({"query": "p=3"}, "没有筛选条件"),
        ({"query": "q=" + "长" * 400}, "筛选条件太长"),
    ],
)
def test_what_cannot_be_kept_is_said(as_person, editor, given, sentence):
    assert sentence in visible_text(keep(as_person(editor), **given))
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_filters(as_person, editor):
    client = as_person(editor)
    for number in range(MOST_FILTERS):
        keep(client, name=f"第{number}个", query="mine=1")
    assert "最多" in visible_text(keep(client, name="再一个"))
    assert SavedFilter.objects.count() == MOST_FILTERS


def test_an_unknown_list_is_the_list_of_all(as_person, editor):
    keep(as_person(editor), of_list="../../evil")
    assert SavedFilter.objects.get().list == "entry"


@pytest.mark.parametrize(
    ("query", "tidy"),
    [
        ("stage=first&p=2", "stage=first"),
        ("?q=座谈&e=1", "q=%E5%BA%A7%E8%B0%88"),
        ("b=2&a=1", "a=1&b=2"),
        ("q=%00", "q="),
        ('q="><script>', "q=%22%3E%3Cscript%3E"),
    ],
)
def test_a_query_is_kept_tidy(query, tidy):
    assert tidy_query(query) == tidy
