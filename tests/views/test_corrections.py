"""更正说明 and 转载: what readers are told of a text that was put right or comes from elsewhere."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from series.models import Entry, Kind, TrustedSource
from tests.helpers import making
from tests.helpers.forms import posted, visible_text
from tests.helpers.reading import read, words

pytestmark = pytest.mark.django_db
NOTE = "2026-11-20 第二段的会员数应为32000家"
MAKE = {
    Kind.ARTICLE: making.article,
    Kind.INITIATIVE: making.initiative,
    Kind.EVENT: making.event,
}
REPRINT = {
    "reprint": True,
    "original_title": "常商论坛开讲<b>",
    "original_source": "常州日报",
    "original_url": "https://example.com/1",
    "original_at": "2026-11-19T08:30",
}


@pytest.mark.parametrize("kind", MAKE)
def test_a_correction_stands_on_the_page(client, kind):
    row = MAKE[kind]("public", corrections=[NOTE, "2026-11-21 <b>图片说明</b>已改"])
    text = read(client, row.get_absolute_url())
    assert "更正" in words(text)
    assert '<time datetime="2026-11-20">2026-11-20</time> 第二段的会员数应为32000家' in text
    assert "&lt;b&gt;图片说明" in text


@pytest.mark.parametrize("kind", MAKE)
def test_without_one_nothing_is_said(client, kind):
    text = read(client, MAKE[kind]("public").get_absolute_url())
    assert 'class="corrections"' not in text
    assert "更正" not in text
    assert "转载" not in text


def test_a_correction_is_signed_published_found_and_moves_the_feed(client):
    with time_machine.travel(datetime(2026, 11, 1, 9, tzinfo=timezone.get_default_timezone())):
        row = making.article("public")
    before = client.get("/feeds/all.atom").text
    making.change(row, corrections=[NOTE])
    assert "32000家" not in read(client, row.get_absolute_url())
    assert client.get("/feeds/all.atom").text == before
    making.republish(row, corrections=[NOTE])
    assert "32000家" in read(client, row.get_absolute_url())
    assert row.get_absolute_url() in read(client, "/search/?q=第二段的会员数")
    assert "<updated>2026-11-01T09:00" in before
    assert "<published>2026-11-01T09:00" in client.get("/feeds/all.atom").text
    assert "<updated>2026-11-01T09:00" not in client.get("/feeds/all.atom").text


def test_an_editor_types_them_line_by_line(as_person, editor):
    row = making.article()
    client, url = as_person(editor), reverse("admin:series_article_change", args=[row.pk])
    page = client.get(url)
    assert "读者会在公开页上看到" in visible_text(page)
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=timezone.get_default_timezone())):
        client.force_login(editor)
        typed = f"{NOTE}\n标题中的年份已改"
        after = client.post(url, posted(page, corrections=typed), follow=True)
    kept = [NOTE, "2026-11-24 标题中的年份已改"]
    assert making.newest(row).content["corrections"] == kept
    assert Entry.objects.get(pk=row.pk).corrections == kept
    assert "\n".join(kept) in after.text
    client.force_login(editor)  # the session of that day is over
    page = client.get(url)
    client.post(url, posted(page))
    assert making.newest(row).number == 2
    client.post(url, posted(page, corrections=""))
    assert "corrections" not in making.newest(row).content


def test_a_date_that_cannot_be_is_refused_and_kept(as_person, editor):
    row = making.article()
    client, url = as_person(editor), reverse("admin:series_article_change", args=[row.pk])
    page = client.post(url, posted(client.get(url), corrections="2026-02-30 有误"))
    assert "开头的日期有误，请核对" in visible_text(page)
    assert "2026-02-30 有误" in page.text
    assert making.newest(row).number == 1


def test_a_reprint_names_where_it_comes_from(client):
    TrustedSource.objects.create(name="常州日报")
    text = read(client, making.article("public", **REPRINT).get_absolute_url())
    for part in (
        "转载",
        "原题 常商论坛开讲&lt;b&gt;",
        "来源 常州日报",
        "原发布时间 2026-11-19 08:30",
    ):
        assert part in words(text)
    assert '<time datetime="2026-11-19T08:30">' in text
    assert text.count('<a href="https://example.com/1" rel="noopener">原文链接</a>') == 1
