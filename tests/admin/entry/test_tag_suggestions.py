"""建议话题 at the desk: for the text of the open form, and for the text as last saved."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from chamber.models import User
from series.actions.tags.tags import name_tag
from series.models import ColumnRole, Revision, Tag, TaggedEntry
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
NEW = "/desk/series/article/topics/"
BODY = "<p>双碳是大事。</p><p>专精特新企业谈<b>双</b>碳。</p>"


def ask(client, url=NEW, **words):
    return client.post(url, json.dumps(words), content_type="application/json")


def address(entry, page="topics"):
    return reverse(f"admin:series_{entry.kind}_{page}", args=[entry.pk])


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def test_the_text_of_the_form_gets_its_topics(desk):
    answer = ask(desk, headline="双碳", body_html=BODY, body="乡村振兴不算")
    assert answer.json() == {
        "topics": ["双碳", "专精特新"],
        "sentence": "建议 2 个话题：按一下加入，再按一下去掉",
    }


def test_typed_lines_count_where_no_markup_is_sent(desk):
    answer = ask(desk, headline="", body="## 双碳\n专精特新与双碳，专精特新")
    assert set(answer.json()["topics"]) == {"双碳", "专精特新"}


def test_eight_at_most(desk):
    terms = "双碳 专精特新 常商论坛 企业家日 新能源之都 两个健康 清廉民企 乡村振兴 一带一路"
    assert len(ask(desk, body=f"{terms}\n{terms}").json()["topics"]) == 8


def test_what_the_field_names_is_not_proposed_again(desk):
    given = {"headline": "双碳", "body_html": BODY}
    assert ask(desk, **given, tags="“双碳”、别的").json()["topics"] == ["专精特新"]
    none = ask(desk, **given, tags="双碳，专精特新").json()
    assert none == {"topics": [], "sentence": "没有别的话题可以建议"}


def test_the_names_are_those_of_the_site_s_topics(desk, admin):
    name_tag(Tag(), name="专精 特新", by=admin)
    assert ask(desk, headline="双碳", body_html=BODY).json()["topics"] == ["双碳", "专精 特新"]


@pytest.mark.parametrize("given", [{}, {"headline": "　"}, {"body_html": "<p> </p>"}])
def test_a_form_without_words_is_told_to_write_some(desk, given):
    answer = ask(desk, **given).json()
    assert answer == {"topics": [], "sentence": "还没有标题和正文，写一些再来建议"}


@pytest.mark.parametrize("sent", ["", "[]", "{", '"x"', "[" * 100_000])
def test_what_is_no_form_gets_one_sentence(desk, sent):
    answer = desk.post(NEW, sent, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (
        *(422, "没有收到稿件的文字，请刷新页面后再试"),
    )


def test_odd_words_get_an_answer(desk):
    for words in ("\ud800", "\0", "<p>" * 50, "&#0;"):
        answer = ask(desk, headline=words, body_html=words, tags=words, body=5)
        assert (answer.status_code, answer.json()["topics"]) == (200, []), words
    assert ask(desk, body_html="<script>双碳。双碳。</script>").json()["topics"] == []
    deep = ask(desk, body_html="<div>" * 3000)
    assert (deep.status_code, "嵌套超过" in deep.json()["error"]) == (422, True)
    large = ask(desk, body_html="x" * (6 * 1024 * 1024))
    assert (large.status_code, "太大" in large.json()["error"]) == (413, True)


def test_asking_changes_nothing(desk):
    entry = making.article(body=BODY)
    before = Revision.objects.count()
    ask(desk, address(entry), headline="双碳", body_html=BODY)
    desk.get(address(entry))
    assert (Revision.objects.count(), Tag.objects.count(), TaggedEntry.objects.count()) == (
        *(before, 0, 0),
    )


@pytest.mark.parametrize("kind", [making.article, making.initiative, making.event])
def test_without_script_the_saved_text_s_topics_are_taken_on_a_page(desk, kind):
    entry = kind(headline="双碳", body=BODY, tags=["双碳"])
    form = desk.get(address(entry, "change"))
    panel = html.fromstring(form.text).get_element_by_id("topics")
    link = panel.find("a")
    assert (link.text, link.get("href"), panel.get("data-ask")) == (
        *("建议话题", address(entry), address(entry)),
    )
    page = desk.get(link.get("href"))
    form = html.fromstring(page.text).xpath("//form[@class='offers']")[0]
    assert form.xpath(".//input[@name='take']/@value") == ["专精特新"]
    assert "双碳 › 建议话题" in visible_text(page)
    answer = desk.post(address(entry), {"take": "专精特新", "base": "1"}, follow=True)
    assert "已采用 1 个话题，存为第2版" in visible_text(answer)
    assert making.newest(entry).content["tags"] == ["双碳", "专精特新"]


def test_the_page_says_when_there_is_nothing(desk):
    entry = making.article(headline="双碳", body=BODY, tags=["双碳", "专精特新"])
    assert "没有别的话题可以建议" in visible_text(desk.get(address(entry)))


def test_the_page_reads_the_newest_text_of_a_public_entry(desk):
    entry = making.article("public", body="<p>双碳。双碳。</p>")
    making.change(entry, body="<p>专精特新。专精特新。</p>")
    page = visible_text(desk.get(address(entry)))
    assert ("专精特新" in page, "双碳" in page) == (True, False)


def test_a_new_form_asks_too_and_has_no_page(desk):
    form = html.fromstring(desk.get("/desk/series/article/add/").text)
    panel = form.get_element_by_id("topics")
    assert (panel.get("data-ask"), panel.findall("a")) == (NEW, [])
    assert desk.get(NEW).status_code == 405


@pytest.mark.parametrize("person", [people.first, people.second, people.chief])
def test_who_may_not_write_is_told_nothing(as_person, person, db):
    entry = making.article(headline="双碳", body=BODY)
    client = as_person(person())
    assert ask(client, headline="双碳").status_code == 403
    assert ask(client, address(entry), headline="双碳").status_code == 403
    assert client.get(address(entry)).status_code == 403
    assert 'id="topics"' not in client.get(address(entry, "change")).text


def test_an_editor_of_one_column_asks_there_only(client, db):
    other = making.article(body=BODY)
    own = making.article(body=BODY, column=making.column("建设新能源之都"))
    person = User.objects.create_user("own", is_staff=True)
    role = people.editor().groups.get(name=EDITOR)
    ColumnRole.objects.create(user=person, role=role, column=own.column)
    client.force_login(person)
    for entry, status in ((own, 200), (other, 403)):
        assert client.get(address(entry)).status_code == status
        assert ask(client, address(entry), headline="双碳").status_code == status


def test_the_form_works_out_no_topics_by_itself(desk):
    entry = making.article(body=BODY)
    form = address(entry, "change")
    desk.get(form)
    before = queries(desk, form)
    for number in range(30):
        name_tag(Tag(), name=f"话题{number}", by=people.admin())
    after = queries(desk, form)
    assert len(after) == len(before)
    assert not [sql for sql in after if "series_search" in sql or "series_formertag" in sql]
    asked = queries(desk, address(entry))  # control
    assert [sql for sql in asked if "series_search" in sql]


def queries(client, url):
    with CaptureQueriesContext(connection) as spent:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in spent.captured_queries]


def test_an_answer_costs_the_same_beside_one_topic_and_many(desk, django_assert_num_queries):
    given = {"headline": "双碳", "body_html": BODY}
    ask(desk, **given)
    for number in range(31):
        name_tag(Tag(), name=f"话题{number}", by=people.admin())
        if number in (0, 30):
            with django_assert_num_queries(8):  # who asks: 5; the site: 3
                ask(desk, **given)
