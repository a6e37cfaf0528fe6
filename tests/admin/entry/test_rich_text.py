"""The body's two fields: whichever is sent is the text, and both show it when the form returns."""

import pytest
from lxml import html

from series.models import Article, Entry
from tests.helpers import making
from tests.helpers.forms import posted, visible_text
from tests.helpers.markup_faults import faults
from tests.helpers.samples.xss_payloads import PAYLOADS

pytestmark = pytest.mark.django_db
BODY = "<p>甲</p>\n<table><tbody><tr><td>值</td></tr></tbody></table>\n<p><em><strong>乙</strong></em></p>"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def entry():
    return making.article(body=BODY)


def change(client, entry, **fields):
    url = f"/desk/series/article/{entry.pk}/change/"
    return client.post(url, rich(client.get(url), **fields), follow=True)


def rich(page, **fields):
    """What is sent while the editor stands: its markup, no typed lines."""
    data = posted(page, **fields)
    data.pop("body", None)
    return data


def body_of(entry):
    return Entry.objects.select_related("newest").get(pk=entry.pk).newest.content["body"]


def field(page, name):
    found = html.fromstring(page.text).get_element_by_id(f"id_{name}")
    return found


def test_the_form_offers_both_and_sends_lines_without_script(desk, entry):
    page = desk.get(f"/desk/series/article/{entry.pk}/change/")
    assert field(page, "body").text.strip() == BODY
    stored = field(page, "body_html")
    assert stored.text.removeprefix("\n") == BODY
    assert {"hidden", "disabled"} <= set(stored.attrib)
    assert stored.get("data-library").endswith(".js")
    assert "body_html" not in posted(page)


def test_the_markup_is_the_text_where_it_is_sent(desk, entry):
    change(desk, entry, body_html="<p>甲</p><ul><li><p>项</p></li></ul>", body="旧")
    assert body_of(entry) == "<p>甲</p>\n<ul><li>项</li></ul>"


def test_a_stored_text_sent_back_is_no_new_revision(desk, entry):
    sent = BODY.replace("\n", "\r\n")
    assert "内容没有变化" in visible_text(change(desk, entry, body_html=sent))
    assert entry.revisions.count() == 1


def test_untouched_blocks_stay_to_the_byte(desk, entry):
    sent = (
        "<p>甲子</p><table><caption></caption><tbody><tr><td><p>值</p></td></tr></tbody></table>"
        "<p><strong><em>乙</em></strong></p>"
    )
    change(desk, entry, body_html=sent)
    assert body_of(entry) == BODY.replace("甲", "甲子")


def test_an_emptied_text_is_saved_empty(desk, entry):
    change(desk, entry, body_html="<p></p>")
    assert body_of(entry) == ""


@pytest.mark.slow(
    reason="14 s: eighty tricks through the form; tests/text/markup cleans each of them"
)
def test_nothing_hostile_is_saved(desk, entry):
    for payload in sendable(PAYLOADS):
        change(desk, entry, body_html=f"<p>甲</p>{payload}")
        assert faults(body_of(entry)) == [], payload


def test_control_the_faults_are_seen_where_nothing_cleans():
    assert sum(bool(faults(payload)) for payload in sendable(PAYLOADS)) > 50


def sendable(payloads):
    """Half surrogates do not travel over the wire."""
    return [payload.encode("utf-8", "ignore").decode() for payload in payloads.values()]


def test_a_refused_form_shows_the_text_in_both_fields(desk, entry):
    page = change(desk, entry, body_html="<p>甲</p><p>丙</p>", column="")
    assert "这个字段是必填项" in visible_text(page)
    assert field(page, "body_html").text.removeprefix("\n") == "<p>甲</p><p>丙</p>"
    assert field(page, "body").text.split() == ["甲", "丙"]


def test_lines_that_were_refused_reach_the_editor(desk, entry):
    url = f"/desk/series/article/{entry.pk}/change/"
    page = desk.post(url, posted(desk.get(url), body="甲\n\n## 丙", column=""))
    assert field(page, "body_html").text.removeprefix("\n") == "<p>甲</p>\n<h2>丙</h2>"
    assert "## 丙" in field(page, "body").text


def test_too_large_a_text_is_refused_in_one_sentence(desk, column, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    page = desk.get("/desk/series/article/add/")
    body = "<p>" + "常" * 2_000_000 + "</p>"
    answer = desk.post(
        "/desk/series/article/add/",
        rich(page, column=column.pk, headline="太长", body_html=body),
    )
    assert "稿件没有保存" in visible_text(answer)
    assert not Article.objects.exists()


def test_a_note_reaches_the_readers_page(client):
    entry = making.article("public", body="<p>会员超过32000家<small>据年报。</small>。</p>")
    page = client.get(entry.get_absolute_url())
    assert 'href="#note-1"' in page.text
    assert page.text.count("据年报。") == 1
