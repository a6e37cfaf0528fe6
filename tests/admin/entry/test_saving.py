"""Saving by the form's script: answers in JSON, nothing saved twice, a review asks first."""

import pytest
from django.urls import reverse

from series.actions.editorial.tasks import task_of
from series.models import Entry, Notification, WorkingCopy
from tests.helpers import making
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
IN_REVIEW = "这篇稿件正在审核（待初审），保存新版即退出审核，已有签字失效，须重新送审"
ADD = "/desk/series/article/add/"
JSON = {"Accept": "application/json"}


def change(entry):
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def entry(db):
    return making.article()


def save(desk, address, data):
    return desk.post(address, data, headers=JSON)


def test_a_saved_form_hears_its_revision_and_addresses(desk, entry):
    answer = save(desk, change(entry), posted(desk.get(change(entry)), headline="新题"))
    assert answer.json() == {
        "address": change(entry),
        "action": change(entry),
        "autosave": f"/desk/series/article/{entry.pk}/autosave/",
        "presence": f"/desk/series/article/{entry.pk}/presence/",
        "base": 2,
    }
    assert "已保存为第2版" in visible_text(desk.get(change(entry)))


def test_a_refused_form_hears_what_is_wrong_where(desk, column):
    data = posted(desk.get(ADD), headline="", number="x", column="")
    answer = save(desk, ADD, data)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) >= {"column", "number"}
    assert "没有保存" in answer.json()["error"]
    page = desk.post(ADD, data)
    assert "data-unkept" in page.text
    assert "data-unkept" not in desk.get(ADD).text


def test_a_new_text_sent_again_is_saved_once(desk, column):
    data = posted(desk.get(ADD), headline="新稿", body="正文。", column=column.pk)
    assert save(desk, ADD, data).json()["base"] == 1
    again = save(desk, ADD, {**data, "headline": "新稿，又写了几个字"})
    assert again.json()["base"] == 2
    assert Entry.objects.get().newest.content["headline"] == "新稿，又写了几个字"


def test_a_save_sent_again_is_no_conflict(desk, entry):
    data = posted(desk.get(change(entry)), headline="新题")
    save(desk, change(entry), data)
    assert save(desk, change(entry), data).json()["base"] == 2
    assert save(desk, change(entry), {**data, "headline": "新题二"}).json()["base"] == 3


def test_a_save_of_another_window_is_merged(desk, entry):
    mine, other = (posted(desk.get(change(entry))) for _ in range(2))
    save(desk, change(entry), {**mine, "headline": "甲窗"})
    answer = save(desk, change(entry), {**other, "author": "顾宁"})
    assert (answer.status_code, answer.json()) == (409, {"merge": True})


def test_a_save_during_a_review_asks_first(desk, entry, first):
    making.bring_to_review(entry)
    data = posted(desk.get(change(entry)), headline="改了")
    answer = save(desk, change(entry), data)
    assert answer.status_code == 409
    assert answer.json() == {"question": IN_REVIEW}
    assert task_of(entry)
    page = desk.post(change(entry), data)
    assert IN_REVIEW in visible_text(page)
    done = desk.post(change(entry), posted(page, leaves_review="1"), follow=True)
    assert "已退出审核，须重新送审" in visible_text(done)
    assert not task_of(entry)
    told = Notification.objects.filter(user=first).first().text
    assert told.endswith("已退出初审，等重新送审")


def test_an_unchanged_text_stays_in_review_without_a_question(desk, entry):
    making.bring_to_review(entry)
    answer = save(desk, change(entry), posted(desk.get(change(entry))))
    assert answer.status_code == 200
    assert task_of(entry)


def test_submitting_sends_what_stands_in_the_form_with_its_words(desk, entry):
    data = posted(desk.get(change(entry)), headline="屏幕上的题", _submit="1")
    save(desk, change(entry), {**data, "submit_note": "请看第二段"})
    task = task_of(entry)
    assert task.revision.content["headline"] == "屏幕上的题"
    assert task.revision.submissions.get().note == "请看第二段"


def test_a_form_of_another_account_is_not_saved_as_mine(desk, entry, admin):
    data = posted(desk.get(change(entry)), headline="编辑写的")
    desk.force_login(admin)
    assert "现在登录的是" in save(desk, change(entry), data).json()["error"]
    kept = desk.post(reverse("admin:series_article_autosave", args=[entry.pk]), data)
    assert kept.status_code == 401
    assert not WorkingCopy.objects.exists()
    assert making.newest(entry).number == 1
    desk.force_login(admin)
    own = posted(desk.get(change(entry)), headline="管理员写的")
    assert save(desk, change(entry), own).status_code == 200


def test_the_form_offers_what_other_windows_wrote(desk, entry):
    pages = [posted(desk.get(change(entry)), headline=words) for words in ("甲窗", "乙窗")]
    for data in pages:
        desk.post(reverse("admin:series_article_autosave", args=[entry.pk]), data)
    page = desk.get(change(entry))
    assert "\n乙窗</textarea>" in page.text
    assert "甲窗" in visible_text(page)
    other = WorkingCopy.objects.get(page=pages[0]["form_page"])
    assert "\n甲窗</textarea>" in desk.get(f"{change(entry)}?copy={other.key}").text


def test_unfinished_new_texts_stand_first_on_the_start_page(desk, editor):
    desk.post("/desk/series/article/autosave/", posted(desk.get(ADD), headline="写了一半"))
    key = WorkingCopy.objects.get().key
    page = desk.get("/desk/")
    assert f'href="{ADD}?copy={key}"' in page.text
    words = visible_text(page)
    assert words.index("写了一半") < words.index("本周")
    assert "写了一半" in visible_text(desk.get(ADD))


def test_a_copy_of_somebody_else_opens_nothing(desk, admin):
    desk.post("/desk/series/article/autosave/", posted(desk.get(ADD), headline="编辑写的"))
    key = WorkingCopy.objects.get().key
    desk.force_login(admin)
    assert "编辑写的" not in desk.get(f"{ADD}?copy={key}").text
    assert "编辑写的" not in desk.get("/desk/").text
    desk.post("/desk/series/article/discard/", {"copy": key})
    assert WorkingCopy.objects.get().headline == "编辑写的"


def test_the_first_button_saves_nothing_without_script(desk, entry):
    """Browsers press a form's first button at Enter; this one is disabled."""
    first_button = desk.get(change(entry)).text.split('id="article_form"')[1].split("<button")[1]
    assert first_button.startswith(' type="submit" disabled hidden')
