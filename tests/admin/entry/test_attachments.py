"""Attachments that a text links to are carried by it, as long as the link stands there."""

import pytest
from django.urls import reverse

from series.actions.media.attachments import store_attachment
from series.models import Attachment
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def sheet(editor):
    return store_attachment(b"%PDF-1.7", name="报名表.pdf", by=editor)


def linked(file):
    return f'<p>请填表。</p><p><a href="{file.get_absolute_url()}">报名表（PDF，8 字节）</a></p>'


def save(client, row, **changed):
    url = reverse("admin:series_article_change", args=[row.pk])
    form = posted(client.get(url))
    form.pop("body", None)
    return client.post(url, {**form, **changed}, follow=True)


def test_a_linked_attachment_goes_with_the_text(desk, sheet, client):
    row = making.article()
    save(desk, row, body_html=linked(sheet))
    assert making.newest(row).content["attachments"] == [sheet.pk]
    making.bring_in(row)
    client.logout()
    assert client.get(sheet.get_absolute_url()).status_code == 200
    assert "报名表（PDF，8 字节）" in client.get(row.get_absolute_url()).text
    markdown = client.get(reverse("series:article_md", args=[row.pk])).text
    assert "报名表（PDF，8 字节）" in markdown


def test_without_its_link_it_is_gone_and_a_ticked_one_stays(desk, sheet, editor):
    other = store_attachment(b"%PDF-1.7 2", name="日程.pdf", by=editor)
    row = making.article(body=linked(sheet), attachments=[sheet.pk, other.pk])
    page = desk.get(reverse("admin:series_article_change", args=[row.pk]))
    assert "未存为版本" not in visible_text(page)
    save(desk, row, body_html="<p>不用填表了。</p>", attachments=[other.pk])
    assert making.newest(row).content["attachments"] == [other.pk]


def test_a_guessed_link_carries_nobody_elses_file(desk, editor):
    stranger = people.of_column(EDITOR, making.column("建设新能源之都"))
    hidden = store_attachment(b"%PDF-1.7", name="内部.pdf", by=editor)
    row = making.article(column=making.column("建设新能源之都"))
    desk.force_login(stranger)
    for number in (hidden.pk, 999):
        link = f'<p><a href="/attachments/{number}/">看</a></p>'
        told = visible_text(save(desk, row, body_html=link))
        assert f"附件 {number} 不存在或您无权使用，请取消勾选或删去链接" in told
    assert making.newest(row).number == 1
    own = store_attachment(b"%PDF-1.7", name="自己的.pdf", by=stranger)  # the control
    save(desk, row, body_html=linked(own))
    assert making.newest(row).content["attachments"] == [own.pk]
    assert Attachment.objects.count() == 2
