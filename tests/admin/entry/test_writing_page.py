"""The writing page: few fields at hand, the rest folded with its value, one next step."""

import pytest
from django.test import Client
from lxml import html

from series.text.markup.word_count import word_count
from tests.helpers import making
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
ADD = "/desk/series/article/add/"
FIELDS = ".//input | .//select | .//textarea"


def change(entry):
    return f"/desk/series/article/{entry.pk}/change/"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def tree(page):
    return html.fromstring(page.text)


def chosen_column(page):
    options = tree(page).xpath("//select[@id='id_column']/option[@selected]")
    return options[0].get("value") if options else ""


def primary(page):
    """The words of the bar's red buttons."""
    red = "//*[contains(@class, 'default') or contains(@class, 'main')]"
    found = tree(page).xpath(f"//section[@class='action-bar']{red}")
    return [button.get("value") or button.text_content().strip() for button in found]


def folds(page):
    """{title: (what it says, whether it is open)} of the folded lines."""
    return {
        fold.xpath("summary/span")[0].text_content(): (
            fold.xpath("summary/span[@class='says']")[0].text_content(),
            fold.get("open") is not None,
        )
        for fold in tree(page).xpath("//details[@class='fold']")
    }


def test_a_new_article_shows_at_most_six_fields(desk, column):
    page = tree(desk.get(ADD))
    shown = [
        field.get("name")
        for field in page.get_element_by_id("article_form").xpath(FIELDS)
        if field.get("type") not in ("hidden", "submit")
        and field.get("hidden") is None
        and not field.xpath("ancestor::details[not(@open)]")
    ]
    assert shown == ["headline", "body", "column", "tags", "summary"]


def test_each_folded_line_says_its_value(desk):
    entry = making.article()
    blank = folds(desk.get(change(entry)))
    assert blank["署名"] == ("不注明", False)
    assert blank["转载"] == ("不是转载", False)
    assert blank["更正"] == ("没有更正", False)
    fields = {"author": "陈静", "reprint": "on", "original_source": "常州日报"}
    fields |= {"dateline": "2023-11-17", "no_keywords": "on"}
    page = desk.get(change(entry))
    filled = folds(desk.post(change(entry), posted(page, **fields), follow=True))
    assert filled["署名"][1]
    assert filled["转载"] == ("转载自常州日报", False)
    assert filled["更多"] == ("不加关键词链接，原发布于 2023-11-17", False)


def test_a_fold_with_a_mistake_stands_open(desk, column):
    page = desk.get(ADD)
    answer = desk.post(ADD, posted(page, headline="题", dateline="去年"))
    assert folds(answer)["更多"][1]
    assert not folds(answer)["署名"][1]


def test_corrections_and_the_note_come_with_the_first_version(desk):
    assert not {"更正", "修改说明"} & set(folds(desk.get(ADD)))
    assert {"更正", "修改说明"} <= set(folds(desk.get(change(making.article()))))


def test_the_primary_button_follows_the_stage(as_person, editor, first, chief):
    draft, waiting = making.article(), making.article("submitted")
    signed, live = making.article("signed"), making.article("public")
    writer = as_person(editor)
    assert primary(writer.get(ADD)) == ["保存"]
    assert primary(writer.get(change(draft))) == ["保存并送审"]
    assert primary(writer.get(change(waiting))) == []
    assert primary(writer.get(change(live))) == ["保存并送审"]
    assert primary(as_person(first).get(change(waiting))) == ["通过并签字"]
    assert primary(as_person(chief).get(change(signed))) == ["立即发布"]
    assert primary(as_person(chief).get(change(waiting))) == []


def test_a_new_text_begins_in_the_column_written_for_last(desk, column):
    other = making.column("建设新能源之都")
    assert chosen_column(desk.get(ADD)) == ""
    making.article(column=other)
    assert chosen_column(desk.get(ADD)) == str(other.pk)


def test_the_only_column_there_is_stands_there(desk, column):
    assert chosen_column(desk.get(ADD)) == str(column.pk)


def test_one_count_on_slip_preview_and_public_page(as_person, editor):
    body = "<p>常州，GDP增长3.5%！“好”<small>见年报。</small></p><table><tbody><tr><td>甲</td></tr></tbody></table>"
    entry = making.article("public", body=body)
    words = word_count(entry.body)
    assert words == 16
    writer = as_person(editor)
    assert f"{words} 字" in visible_text(writer.get(f"/desk/series/article/{entry.pk}/slip/"))
    assert f"{words}字，约" in visible_text(writer.get(f"/desk/series/article/{entry.pk}/proof/"))
    assert f"{words}字，约" in visible_text(Client().get(entry.get_absolute_url()))
