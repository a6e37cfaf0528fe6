"""What was withdrawn or has expired is gone at once, also for caches that still hold it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from series.actions.editorial.publication import publish, withdraw
from series.actions.editorial.schedules import schedule, set_expiry
from series.actions.editorial.share_links import share, token_of
from series.actions.media.pictures import store_picture
from series.models import Attachment, Entry
from tests.helpers import making, people
from tests.helpers.pictures import PNG
from tests.helpers.reading import read, words

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SAYS = {
    "withdrawn": ("已撤回", "这篇稿件已由编辑部撤回，不再公开。"),
    "expired": ("已下线", "这篇稿件的公开期限已到，不再公开。"),
}


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event, making.flatpage])
@pytest.mark.parametrize("state", SAYS)
def test_the_page_says_in_a_sentence_that_it_is_gone(client, make, state):
    row = make(state, headline="不再公开的标题")
    text = read(client, row.get_absolute_url(), status=410)
    for sentence in SAYS[state]:
        assert sentence in words(text)
    assert "不再公开的标题" not in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize("state", SAYS)
def test_a_cache_that_asks_again_learns_it(client, state):
    url = making.article(state).get_absolute_url()
    for headers in (
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        answer = client.get(url, **headers)
        assert answer.status_code == 410
        assert "no-cache" in answer["Cache-Control"]
    assert client.head(url).status_code == 410


@pytest.fixture
def files(db):
    """(row, addresses) of a public article with a picture and an attachment of its own."""
    attachment = Attachment(title="通知", extension="pdf", size=4)
    attachment.file.save("a.pdf", ContentFile(b"%PDF"))
    attachment.save()
    picture = store_picture(PNG)
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    row = making.article("published", body=body, attachments=[attachment.pk])
    return row, [picture.get_absolute_url(), attachment.get_absolute_url()]


def test_a_kept_file_is_not_confirmed_after_the_withdrawal(client, files):
    row, addresses = files
    tags = {address: client.get(address)["ETag"] for address in addresses}
    for address, tag in tags.items():  # the control: it is confirmed while it is public
        assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    withdraw(row, reason="数据有误", by=people.chief())
    for address, tag in tags.items():
        for kept in (tag, "*"):
            assert client.get(address, HTTP_IF_NONE_MATCH=kept).status_code == 404


def test_it_comes_back_when_it_is_published_again(client, files):
    row, addresses = files
    withdraw(row, reason="数据有误", by=people.chief())
    assert client.get(row.get_absolute_url()).status_code == 410
    publish(row, revision=making.newest(row), by=people.chief())
    for address in (row.get_absolute_url(), *addresses):
        assert client.get(address).status_code == 200


def test_a_share_link_to_what_was_public_ends_with_it(client):
    row = making.article("expired")
    link = share(row, revision=making.newest(row), by=people.chief(), days=3)
    answer = client.get(f"/share/{token_of(link)}/")
    assert answer.status_code == 410
    assert "这篇稿件已下线。" in answer.text
    newer = making.change(row, headline="为重新发布改过的标题")
    again = share(Entry.objects.get(pk=row.pk), revision=newer, by=people.chief(), days=3)
    assert client.get(f"/share/{token_of(again)}/").status_code == 200


def test_a_jumping_clock_hides_nothing_and_shows_nothing(client):
    shown, planned = making.article("published"), making.article("signed")
    now = timezone.now()
    schedule(planned, revision=making.newest(planned), at=now + HOUR, by=people.chief())
    set_expiry(shown, at=now + HOUR, by=people.chief())
    for moment in (now - 2 * HOUR, now + 48 * HOUR):
        with time_machine.travel(moment):
            assert client.get(shown.get_absolute_url()).status_code == 200
            assert client.get(planned.get_absolute_url()).status_code == 404
            assert shown.get_absolute_url() in client.get("/articles/").text
            assert planned.get_absolute_url() not in client.get("/feeds/all.atom").text
