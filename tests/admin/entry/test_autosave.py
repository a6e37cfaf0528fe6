"""Working copies and presence: what an open page keeps, and who it sees."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.presence import be_present, others_at
from series.models import Entry, Presence, Revision, WorkingCopy
from tests.helpers import making
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db


def url(entry, page):
    return reverse(f"admin:series_{entry.kind}_{page}", args=[entry.pk])


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def entry(editor):
    """An article that nobody saved within the last seconds."""
    row = making.article()
    long_ago(row)
    return row


def long_ago(row):
    """Take the revisions back by a minute; only a test may, under the model's guard."""
    from django.db import connection

    with connection.cursor() as cursor:
        before = timezone.now() - timedelta(minutes=1)
        value = connection.ops.adapt_datetimefield_value(before)
        cursor.execute("UPDATE series_revision SET created_at = %s", [value])


def typed(desk, entry, **fields):
    page = desk.get(url(entry, "change"))
    return desk.post(url(entry, "autosave"), posted(page, **fields))


def test_what_is_typed_comes_back_and_no_revision_is_made(desk, entry):
    answer = typed(desk, entry, headline="写到一半", starts="x", body="还没有写完的一段")
    assert answer.json()["saved_at"]
    assert Revision.objects.count() == 1
    page = desk.get(url(entry, "change"))
    assert "自动保存、还没有存为版本的内容" in visible_text(page)
    assert "写到一半</textarea>" in page.text
    assert "还没有写完的一段" in page.text
    assert "写到一半" not in desk.get(url(entry, "history")).text
    entry.refresh_from_db()
    assert entry.headline == "民营企业座谈会召开"


def test_unfinished_fields_come_back_as_they_were_typed(as_person, editor):
    event = making.event()
    long_ago(event)
    desk = as_person(editor)
    typed(
        desk,
        event,
        starts_on="2026-13",
        dateline="去年",
        programme="25:99 坏",
        all_day="on",
        headline="",
    )
    page = desk.get(url(event, "change"))
    for words in ('value="2026-13"', 'value="去年"', "25:99 坏"):
        assert words in page.text
    assert "稿件没有保存" not in page.text
    compared = desk.get(url(event, "compare") + "?b=mine")
    assert compared.status_code == 200
    assert "还没有填写完整" in visible_text(compared)


def test_saving_a_revision_ends_the_copy(desk, entry):
    typed(desk, entry, headline="新题")
    page = desk.get(url(entry, "change"))
    desk.post(url(entry, "change"), posted(page))
    assert making.newest(entry).content["headline"] == "新题"
    assert not WorkingCopy.objects.unsaved().exists()
    assert "还没有存为版本" not in visible_text(desk.get(url(entry, "change")))


def test_a_copy_that_says_what_is_saved_is_no_news(desk, entry):
    typed(desk, entry)
    assert WorkingCopy.objects.exists()
    assert "还没有存为版本的内容" not in visible_text(desk.get(url(entry, "change")))


def test_discard_opens_what_was_saved(desk, entry):
    typed(desk, entry, headline="写到一半")
    answer = desk.post(url(entry, "discard"), follow=True)
    assert "自动保存的内容已放弃，下面是第1版" in visible_text(answer)
    assert "\n民营企业座谈会召开</textarea>" in answer.text
    assert not WorkingCopy.objects.exists()


def test_a_new_text_is_kept_before_it_is_an_entry(desk, column):
    add = "/desk/series/article/add/"
    desk.post("/desk/series/article/autosave/", posted(desk.get(add), headline="新稿", number="x"))
    address = f"{add}?copy={WorkingCopy.objects.get().key}"
    page = desk.get(address)
    assert "\n新稿</textarea>" in page.text
    assert "\n新稿</textarea>" not in desk.get(address.replace("article", "event")).text
    assert not Entry.objects.exists()
    desk.post(add, posted(page, number="", column=column.pk))
    assert Entry.objects.get().headline == "新稿"
    assert not WorkingCopy.objects.unsaved().exists()


def test_the_page_of_an_older_revision_is_not_hidden_by_a_copy(desk, entry):
    typed(desk, entry, headline="写到一半")
    page = desk.get(url(entry, "change") + "?from=1")
    assert "\n民营企业座谈会召开</textarea>" in page.text


def test_a_copy_is_its_writers_alone(client, entry, editor, admin):
    client.force_login(editor)
    typed(client, entry, headline="编辑写的")
    client.force_login(admin)
    assert "编辑写的" not in client.get(url(entry, "change")).text
    assert client.get(url(entry, "compare") + "?b=mine").status_code == 404
    typed(client, entry, headline="管理员写的")
    assert WorkingCopy.objects.count() == 2


def test_a_copy_from_before_another_revision_merges_when_saved(desk, entry, admin):
    typed(desk, entry, headline="我的题")
    making.change(entry, by=admin, author="顾宁")
    page = desk.get(url(entry, "change"))
    assert "其间管理员已存为第2版，保存时两边合并" in visible_text(page)
    answer = desk.post(url(entry, "change"), posted(page))
    desk.post(url(entry, "change"), posted(answer))
    content = making.newest(entry).content
    assert (content["headline"], content["author"]) == ("我的题", "顾宁")


def test_words_on_their_way_while_a_save_overtook_them_are_not_kept(desk, editor):
    entry = making.article()
    late = typed(desk, entry, headline="一")
    assert late.json()["saved_at"]
    page = desk.get(url(entry, "change"))
    data = posted(page, headline="二")
    desk.post(url(entry, "change"), data)
    late = desk.post(url(entry, "autosave"), data).json()
    assert (late["saved_at"], late["base"]) == ("", 2)
    assert not WorkingCopy.objects.unsaved().exists()


def test_too_much_is_refused_in_a_sentence(desk, entry, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    answer = typed(desk, entry, body="常" * 1_000_001)
    assert answer.status_code == 413
    assert "超过 100 万字" in answer.json()["error"]
    many = {f"x{at}": "1" for at in range(600)}
    assert desk.post(url(entry, "autosave"), many).status_code == 413
    assert not WorkingCopy.objects.exists()


def test_a_body_over_the_request_limit_is_no_server_error(desk, entry, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = desk.post(url(entry, "autosave"), {"body": "常" * 2000})
    assert answer.status_code in (400, 413)


def test_nul_and_half_a_character_are_kept_out(desk, entry):
    answer = desk.post(url(entry, "autosave"), {"headline": "a\0b", "base": "1"})
    assert answer.status_code == 200
    assert WorkingCopy.objects.get().fields["headline"] == ["ab"]


def test_the_token_is_asked_for_and_not_kept(entry, editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(url(entry, "autosave"), {"headline": "x"}).status_code == 403
    token = strict.get(url(entry, "change")).context["csrf_token"]
    data = {"headline": "x", "csrfmiddlewaretoken": str(token)}
    assert strict.post(url(entry, "autosave"), data).status_code == 200
    assert set(WorkingCopy.objects.get().fields) == {"headline"}


def beat(client, user, entry, **given):
    client.force_login(user)
    return client.post(url(entry, "presence"), {"base": "1", **given}).json()


def test_two_people_see_each_other(client, entry, editor, first):
    assert beat(client, editor, entry)["others"] == []
    assert beat(client, first, entry)["others"] == ["陈编"]
    assert beat(client, editor, entry)["others"] == ["周初"]
    beat(client, first, entry, leaving="1")
    assert beat(client, editor, entry)["others"] == []


def test_autosave_is_a_beat_too(client, entry, editor, first):
    beat(client, first, entry)
    client.force_login(editor)
    assert typed(client, entry).json()["others"] == ["周初"]
    assert beat(client, first, entry)["others"] == ["陈编"]


def test_silence_ends_presence(entry, editor, first):
    be_present(first, entry)
    assert others_at(entry, but=editor) == [first]
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=20))
    assert others_at(entry, but=editor) == []
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    be_present(editor, entry)
    assert [row.user for row in Presence.objects.all()] == [editor]


def test_a_new_revision_of_somebody_else_is_announced(client, entry, editor, first, admin):
    assert beat(client, editor, entry)["news"] == ""
    making.change(entry, by=admin, headline="新题")
    assert beat(client, editor, entry)["news"] == "管理员刚存为第2版，保存时可合并"
    assert beat(client, first, entry)["news"] == "管理员刚存为第2版，请刷新后再审"
    assert beat(client, admin, entry)["news"] == "您在另一页存为第2版，保存时可合并"
    assert beat(client, editor, entry, base="2")["news"] == ""


@pytest.mark.parametrize("page", ["autosave", "discard", "presence"])
def test_only_by_post(desk, entry, page):
    assert desk.get(url(entry, page)).status_code == 405


def test_reviewers_write_no_copies(as_person, entry, first):
    client = as_person(first)
    assert client.post(url(entry, "autosave"), {"headline": "x"}).status_code == 403
    assert client.post("/desk/series/article/autosave/", {"headline": "x"}).status_code == 403
    assert client.post(url(entry, "discard")).status_code == 403
    assert "data-autosave" not in client.get(url(entry, "change")).text
    assert "data-presence" in client.get(url(entry, "change")).text
    assert not WorkingCopy.objects.exists()
