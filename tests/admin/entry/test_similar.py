"""文字雷同 at the desk: said beside the text, shown passage by passage, to those who may see both."""

import json

import pytest
from django.urls import reverse
from lxml import html

from chamber.models import User
from series.actions.imports.word import import_new
from series.actions.imports.word_upload import read_upload
from series.models import AuditLine, ColumnRole, Kind
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.forms import visible_text
from tests.helpers.samples.edits import demo_texts, edited

pytestmark = pytest.mark.django_db
TEXT = demo_texts()["12-work-review-1"]


def body(text):
    return "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())


def page_of(client, entry):
    return client.get(reverse("admin:series_article_change", args=[entry.pk]))


def twin_page(client, entry, other, number=1):
    given = [entry.pk, other.pk, number]
    return client.get(reverse(f"admin:series_{entry.kind}_twin", args=given))


@pytest.fixture
def two():
    """(a text, the same with a twentieth edited)."""
    first = making.article(headline="原来的一篇", body=body(TEXT))
    return first, making.article(headline="改过的一篇", body=body(edited(TEXT, share=0.05, seed=4)))


@pytest.fixture
def of_one_column(client):
    """Somebody who writes in the usual column and sees no other."""
    person = User.objects.create_user("here", is_staff=True)
    role = people.editor().groups.get(name=EDITOR)
    ColumnRole.objects.create(user=person, role=role, column=making.column())
    client.force_login(person)
    return client


def test_the_edit_page_says_so_and_leads_to_the_passages(as_person, editor, two):
    first, second = two
    client = as_person(editor)
    page = page_of(client, second)
    assert f"与第 {first.pk} 号稿《原来的一篇》（草稿）有 9" in visible_text(page)
    link = html.fromstring(page.text).xpath("//section[contains(@class,'twins')]//li/a[2]/@href")
    shown = client.get(link[0])
    assert "占本稿的 9" in visible_text(shown)
    tree = html.fromstring(shown.text)
    assert "工商联" in tree.xpath("//section[@class='diff both-texts']")[0].text_content()
    old, new = (tree.xpath(f"//div[@class='body {side}']") for side in ("old", "now"))
    assert len(old) == len(new) >= 1
    assert f"/desk/series/article/{second.pk}/twins/" not in page_of(client, first).text
    assert f"与第 {second.pk} 号稿" in visible_text(page_of(client, first))


def test_a_text_without_a_twin_says_nothing(as_person, editor):
    assert "文字雷同" not in page_of(as_person(editor), making.article(body=body(TEXT))).text


def test_reviewers_read_it_too_and_saving_goes_on(as_person, first, two):
    assert "文字雷同" in page_of(as_person(first), two[1]).text
    assert making.newest(making.change(two[1], headline="照样保存").entry).number == 2


def test_an_older_revision_is_named_as_such(as_person, editor, two):
    first, second = two
    making.change(first, body=body(demo_texts()["26-talent"]))
    page = page_of(as_person(editor), second)
    assert "（草稿，第1版）" in page.text
    assert "没有相同的段落" in visible_text(twin_page(as_person(editor), second, first, number=2))
    assert "占本稿的" in visible_text(twin_page(as_person(editor), second, first, number=1))


def test_nobody_sees_a_text_of_a_column_that_is_not_theirs(of_one_column, two):
    """The control is the same text in their own column."""
    other = making.article(
        body=body(TEXT), column=making.column("另一个专栏"), headline="外栏的秘密"
    )
    page = page_of(of_one_column, two[0])
    assert "外栏的秘密" not in page.text
    assert "改过的一篇" in page.text
    assert twin_page(of_one_column, two[0], other).status_code == 403
    assert twin_page(of_one_column, other, two[0]).status_code == 403
    assert twin_page(of_one_column, *two).status_code == 200


def test_an_outsider_sees_nothing(client, outsider, two):
    client.force_login(outsider)
    assert twin_page(client, *two).status_code == 302
    client.logout()
    assert twin_page(client, *two).status_code == 302


def test_what_is_not_there_is_not_found(as_person, editor, two):
    client, (first, second) = as_person(editor), two
    assert twin_page(client, first, second, number=9).status_code == 404
    assert twin_page(client, first, first).status_code == 404
    address = f"/desk/series/article/{first.pk}/twins/{10**25}/{10**25}/"
    assert client.get(address).status_code == 404


def test_both_texts_that_were_looked_at_are_in_the_audit(as_person, first, two):
    twin_page(as_person(first), *two)
    lines = AuditLine.objects.filter(verb="查看未发布稿件").values_list("entry", "detail__page")
    assert sorted(lines) == [(two[0].pk, "twin"), (two[1].pk, "twin")]


def test_hostile_words_stay_words(as_person, editor):
    text = TEXT + "\n&lt;script&gt;alert(1)&lt;/script&gt;"
    first = making.article(headline="<b>甲</b>", body=body(text))
    second = making.article(headline="<b>乙</b>", body=body(text))
    client = as_person(editor)
    for page in (page_of(client, second), twin_page(client, second, first)):
        assert "<b>甲</b>" not in page.text
        assert "<script>alert" not in page.text


def paste(client, entry, text):
    address = reverse("admin:series_article_paste", args=[entry.pk])
    words = {"html": body(text), "text": text}
    answer = client.post(address, json.dumps(words), content_type="application/json")
    return answer.json()["receipt"]["twins"]


def test_the_receipt_of_a_paste_names_them(as_person, editor, two):
    client = as_person(editor)
    found = paste(client, making.article(), TEXT)
    assert found[0] == {
        "words": f"与第{two[0].pk}号稿《原来的一篇》有 100% 相同",
        "address": f"/desk/series/article/{two[0].pk}/change/",
    }
    assert len(found) == 2
    assert len(paste(client, two[0], TEXT)) == 1, "not the entry itself"
    assert paste(client, two[0], demo_texts()["26-talent"]) == []


def test_the_receipt_of_a_paste_hides_what_one_may_not_see(of_one_column):
    making.article(body=body(TEXT), column=making.column("另一个专栏"))
    assert paste(of_one_column, making.article(), TEXT) == []


def test_the_receipt_of_a_word_import_names_them(editor, two):
    reading, digest = read_upload("稿.txt", f"座谈会召开\n\n{TEXT}\n".encode())
    given = {"by": editor, "sha256": digest, "column": making.column()}
    _, receipt = import_new(Kind.ARTICLE, reading, **given)
    named = [words for words in receipt["warnings"] if "相同" in words]
    assert f"第{two[0].pk}号稿《原来的一篇》" in named[0]
