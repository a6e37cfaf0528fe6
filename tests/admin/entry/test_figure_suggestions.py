"""建议数字 at the desk: for the text of the open form, and taken on a page of the saved text."""

import json

import pytest
from django.urls import reverse
from lxml import html

from series.actions.editorial.working_copies import keep_copy
from series.models import AuditLine
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
NEW = "/desk/series/article/figures/"
BODY = "<p>会员超过32000家，同比增长8.5%。</p><p>已向43家商会授信7.65亿元。</p>"
LINES = [
    "会员｜会员超过32000家｜超过32000家",
    "会员同比增长｜会员超过32000家，同比增长8.5%｜8.5%",
    "商会｜已向43家商会授信7.65亿元｜43家",
    "商会授信｜已向43家商会授信7.65亿元｜7.65亿元",
]


def ask(client, url=NEW, **words):
    return client.post(url, json.dumps(words), content_type="application/json")


def address(entry, page="figures"):
    return reverse(f"admin:series_{entry.kind}_{page}", args=[entry.pk])


def offered(page):
    return html.fromstring(page.text).xpath("//input[@name='take']/@value")


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def test_the_text_of_the_form_gets_its_figures(desk):
    answer = ask(desk, body_html=BODY, body="别的12家").json()
    assert [offer["line"] for offer in answer["offers"]] == LINES
    assert answer["offers"][0]["shown"] == "会员 超过32000家"
    assert answer["sentence"] == "正文里有 4 个数字：按一下采用，再按一下去掉"


def test_typed_lines_count_where_no_markup_is_sent_and_held_lines_are_left_out(desk):
    answer = ask(desk, body="## 小结\n会员超过32000家，同比增长8.5%。", figures=LINES[0]).json()
    assert [offer["line"] for offer in answer["offers"]] == LINES[1:2]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("", "还没有正文，写一些再来找"), ("2023年11月17日开会。", "正文里没有别的数字可以采用")],
)
def test_it_says_when_there_is_nothing(desk, body, sentence):
    assert ask(desk, body=body).json() == {"offers": [], "most": 12, "sentence": sentence}


@pytest.mark.parametrize("kind", [making.article, making.initiative, making.event])
def test_some_are_taken_on_a_page_and_saved_as_a_revision(desk, kind):
    entry = kind(body=BODY, figures=LINES[:1])
    panel = html.fromstring(desk.get(address(entry, "change")).text).get_element_by_id(
        "figure-offers"
    )
    assert (panel.find("a").get("href"), panel.get("data-ask")) == (address(entry),) * 2
    assert offered(desk.get(address(entry))) == LINES[1:]
    sent = {"take": [LINES[3], LINES[1]], "base": "1", "_chosen": "采用所选"}
    answer = desk.post(address(entry), sent, follow=True)
    assert "已采用 2 个数字，存为第2版" in visible_text(answer)
    newest = making.newest(entry)
    assert newest.content["figures"] == [LINES[0], LINES[1], LINES[3]]
    assert newest.note == "采用建议的数字"
    line = AuditLine.objects.filter(entry=entry.pk).order_by("-pk").first()
    assert (line.digest, line.actor) == (newest.digest, people.editor())


def test_all_are_taken_with_one_press_and_the_form_keeps_them(desk):
    entry = making.article(body=BODY)
    desk.post(address(entry), {"base": "1", "_all": "全部采用"})
    assert making.newest(entry).content["figures"] == LINES
    page = desk.get(address(entry, "change"))
    desk.post(address(entry, "change"), posted(page))
    assert making.newest(entry).number == 2  # nothing changed, nothing saved


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"base": "1", "_chosen": ""}, "还没有勾选"),
        ({"base": "1", "take": "会员｜会员超过99999家｜超过99999家"}, "还没有勾选"),
        ({"base": "9", "_all": ""}, "稿件刚被他人改动，请按新的文字重新挑选"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_saved(desk, sent, sentence):
    entry = making.article(body=BODY)
    assert sentence in visible_text(desk.post(address(entry), sent))
    assert making.newest(entry).number == 1


def test_twelve_are_the_most(desk):
    body = "".join(f"<p>第{n}组共有{n}家企业</p>" for n in range(11, 25))
    entry = making.article(body=body)
    answer = desk.post(address(entry), {"base": "1", "_all": ""})
    assert "数字最多 12 个，还能采用 12 个，请少选几个" in visible_text(answer)


def test_unsaved_changes_are_saved_first(desk, editor):
    entry = making.article(body=BODY)
    keep_copy(editor, kind="article", entry=entry, base=1, fields={"headline": ["别的"]})
    assert "请先在稿件页保存或放弃" in visible_text(desk.post(address(entry), {"_all": ""}))
    assert making.newest(entry).number == 1


def test_asking_and_looking_store_nothing(desk):
    entry = making.article(body=BODY)
    ask(desk, address(entry), body_html=BODY)
    desk.get(address(entry))
    desk.get(address(entry, "change"))
    assert "figures" not in making.newest(entry).content
    assert making.newest(entry).number == 1


@pytest.mark.parametrize("person", [people.first, people.second, people.chief])
def test_who_may_not_write_is_told_nothing(as_person, person, db):
    entry = making.article(body=BODY)
    client = as_person(person())
    assert ask(client, body=BODY).status_code == 403
    assert client.get(address(entry)).status_code == 403
    assert client.post(address(entry), {"base": "1", "_all": ""}).status_code == 403
    assert 'id="figure-offers"' not in client.get(address(entry, "change")).text


def test_odd_words_get_an_answer(desk):
    for words in ("\ud800", "\0", "<p>" * 50, "&#0;"):
        assert ask(desk, body_html=words, figures=words, body=5).status_code == 200
    assert ask(desk, body_html="<div>" * 3000).status_code == 422
    assert ask(desk, body_html="x" * (6 * 1024 * 1024)).status_code == 413
