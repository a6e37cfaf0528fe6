"""What a reviewer typed beside a text stands there again: after a reload, a refusal, a new login."""

import pytest
from django.urls import reverse
from lxml import html

from series.actions.editorial.comments import add_comment
from series.actions.editorial.reviews import sign
from series.models import Comment, Review, WorkingCopy
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(db):
    return making.article("submitted")


def url(row, page):
    return reverse(f"admin:series_article_{page}", args=[row.pk])


def field(answer, key):
    found = html.fromstring(answer.text).get_element_by_id(key)
    return found.value.strip() if found.tag == "textarea" else found.value


def names_of(answer, form="verdict"):
    tree = html.fromstring(answer.text).get_element_by_id(form)
    return {one.get("name"): one.get("value") for one in tree.iter("input")}


def type_beside(client, row, **fields):
    names = names_of(client.get(url(row, "change")))
    sent = {"base": 1, "form_page": names["form_page"], "form_copy": names["form_copy"]}
    return client.post(url(row, "opinions"), {**sent, **fields})


def step(client, row, name, **data):
    return client.post(url(row, name), {"revision": 1, **data}, follow=True)


def test_a_typed_opinion_stands_in_its_field_again(as_person, first, row):
    client = as_person(first)
    assert type_beside(client, row, id_words="请核对数字", id_comment="出处？").json()["saved_at"]
    again = as_person(first).get(url(row, "change"))  # another session
    assert field(again, "id_words") == "请核对数字"
    assert field(again, "id_comment") == "出处？"
    assert "还没有提交的意见" in visible_text(again)
    assert "请核对数字" not in as_person(people.second()).get(url(row, "change")).text


def test_after_the_decision_it_is_gone(as_person, first, row):
    client = as_person(first)
    type_beside(client, row, id_words="请核对")
    page = step(client, row, "return", words="请核对数字")
    assert not WorkingCopy.objects.exists()
    assert "还没有提交" not in visible_text(page)
    assert Review.objects.get().opinion == "请核对数字"


@pytest.mark.parametrize("name", ["sign", "sign_publish", "sign_schedule"])
def test_a_refused_decision_keeps_the_opinion(as_person, chief, name):
    row = making.article("submitted")
    for person in (people.first(), people.second()):
        sign(row, revision=making.newest(row), by=person)
    add_comment(row, revision=making.newest(row), block=0, text="出处？", by=chief)
    client = as_person(chief)
    page = step(client, row, name, words="写得很好，同意发布。")
    assert "批注" in visible_text(page)
    assert field(page, "id_words") == "写得很好，同意发布。"
    assert field(client.get(url(row, "change")), "id_words") == "写得很好，同意发布。"
    assert Review.objects.filter(reviewer=chief).count() == 0


def test_a_refused_opinion_that_was_changed_and_sent_does_not_come_back(as_person, first, row):
    client = as_person(first)
    page = step(client, row, "sign", words="长" * 600)
    page = step(client, row, "sign", words="写短了", **names_of(page))
    assert Review.objects.get().opinion == "写短了"
    assert not WorkingCopy.objects.exists()


def test_a_comment_keeps_its_place_and_leaves_the_opinion(as_person, first, row):
    client = as_person(first)
    type_beside(
        client, row, id_words="总的意见", id_comment="出处？", id_block="1", id_quote="技术改造"
    )
    page = client.get(url(row, "change"))
    assert (field(page, "id_block"), field(page, "id_quote")) == ("1", "技术改造")
    page = step(client, row, "comment", words="出处？", block="1", quote="技术改造")
    assert Comment.objects.get().text == "出处？"
    assert (field(page, "id_comment"), field(page, "id_words")) == ("", "总的意见")


def test_an_opinion_without_a_field_is_shown_and_can_be_given_up(as_person, first, row):
    client = as_person(first)
    type_beside(client, row, id_words="还没有说的话")
    sign(row, revision=making.newest(row), by=people.other_first())
    page = client.get(url(row, "change"))
    assert "还没有说的话" in visible_text(page)
    page = client.post(url(row, "opinions"), {"discard": "1"}, follow=True)
    assert "还没有说的话" not in visible_text(page)


def test_answers_are_kept_each_by_its_comment(as_person, editor, first, row):
    for text in ("出处？", "几家？"):
        add_comment(row, revision=making.newest(row), block=0, text=text, by=first)
    client = as_person(editor)
    client.post(url(row, "opinions"), {"id_answer_2": "三家", "form_page": "0" * 16})
    page = client.get(url(row, "change"))
    assert (field(page, "id_answer_1"), field(page, "id_answer_2")) == ("", "三家")
    step(client, row, "answer", words="三家", comment="2")
    assert not WorkingCopy.objects.exists()


def test_only_fields_beside_the_text_are_kept(as_person, first, row):
    type_beside(as_person(first), row, id_words="意见", headline="不是这里的栏目")
    assert WorkingCopy.objects.get().fields == {"id_words": ["意见"]}


def test_a_page_that_another_account_opened_is_refused(as_person, first, second, row):
    answer = as_person(second).post(
        url(row, "opinions"), {"id_words": "意见", "form_writer": first.pk}
    )
    assert answer.status_code == 401
    assert not WorkingCopy.objects.exists()
