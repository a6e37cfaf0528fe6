"""作废 and 恢复 at the desk: the page of a draft, its list, several at once."""

import pytest
from django.urls import reverse

from series.actions.editorial.bin import discard
from series.models import Entry
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LIST = "/desk/series/article/"


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def page_of(row):
    return reverse("admin:series_article_change", args=[row.pk])


def press(client, row, step):
    given = {"revision": making.newest(row).number}
    return client.post(reverse(f"admin:series_article_{step}", args=[row.pk]), given, follow=True)


def test_a_draft_goes_to_the_bin_and_comes_back(desk):
    row = making.article(headline="导错的一篇")
    text = visible_text(press(desk, row, "bin"))
    assert "《导错的一篇》已放进回收站，30 天内可以恢复" in text
    assert "这篇草稿在回收站里：陈编于" in text
    assert "30 天后清除" in text
    page = desk.get(page_of(row)).text
    assert 'name="headline"' not in page
    assert "导错的一篇" not in desk.get(LIST).text
    assert "导错的一篇" not in desk.get(f"{LIST}?q=导错").text
    assert "导错的一篇" in desk.get(f"{LIST}?stage=bin").text
    assert "《导错的一篇》已恢复为草稿" in visible_text(press(desk, row, "restore"))
    assert 'name="headline"' in desk.get(page_of(row)).text
    assert "导错的一篇" in desk.get(LIST).text


def test_the_button_stands_at_drafts_that_were_never_submitted(desk, as_person, first):
    draft, sent = making.article(), making.article("submitted", headline="送审过的一篇")
    button = "放进回收站，30 天内可以恢复"
    assert button in desk.get(page_of(draft)).text
    assert button not in desk.get(page_of(sent)).text
    assert "不能作废" in visible_text(press(desk, sent, "bin"))
    assert button not in as_person(first).get(page_of(draft)).text


def test_words_of_a_form_opened_before_are_shown_again(desk, editor):
    row = making.article()
    form = posted(desk.get(page_of(row)), summary="刚写的摘要")
    discard(row, revision=making.newest(row), by=editor)
    answer = desk.post(page_of(row), form)
    assert "已作废，请先在回收站里恢复" in visible_text(answer)
    assert "刚写的摘要" in answer.text
    assert making.newest(row).number == 1


def test_several_drafts_at_once(desk):
    rows = [making.article(headline=f"第{n}次导入") for n in (1, 2)]
    sent = making.article("submitted", headline="送审过的一篇")
    asked = {"do": "bin", "_selected_action": [row.pk for row in (*rows, sent)]}
    page = visible_text(desk.post(f"{LIST}bulk/", asked))
    assert "不能作废" in page
    chosen = [f"{row.pk}:1" for row in rows]
    confirmed = {"do": "bin", "confirmed": "1", "row": chosen}
    assert "2 篇已放进回收站" in visible_text(desk.post(f"{LIST}bulk/", confirmed, follow=True))
    again = {"do": "restore", "confirmed": "1", "row": chosen, "back": "stage=bin"}
    assert "2 篇已恢复为草稿" in visible_text(desk.post(f"{LIST}bulk/", again, follow=True))
    assert Entry.objects.at_work().count() == 3


def test_an_editor_of_another_column_cannot(client):
    row = making.article()
    client.force_login(people.of_column(EDITOR, making.column("建设新能源之都")))
    assert press(client, row, "bin").status_code == 403
    assert Entry.objects.get(pk=row.pk).discarded_at is None
