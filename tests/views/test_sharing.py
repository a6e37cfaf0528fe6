"""A draft's link: what it shows to whom, until when, and what it leaves behind."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.editorial.share_links import revoke, share, token_of
from series.actions.errors import EditorialError
from series.actions.media.pictures import store_picture
from series.models import AuditLine, ShareLink
from series.text.outputs.qr import draw_qr
from tests.helpers import making, people
from tests.helpers.pictures import PNG

pytestmark = pytest.mark.django_db


def shared(entry, *, days=7, note="企业核稿"):
    return share(entry, revision=making.newest(entry), by=people.editor(), days=days, note=note)


def address(link):
    return reverse("series:share", args=[token_of(link)])


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event])
def test_who_has_the_link_reads_the_draft_without_an_account(client, make):
    entry = make(headline="园区来了新企业")
    page = client.get(address(shared(entry)))
    assert page.status_code == 200
    assert "园区来了新企业" in page.text
    assert "送审稿，未经发布，请勿转发。第1版" in page.text
    assert client.get(entry.get_absolute_url()).status_code == 404


def test_the_page_is_neither_indexed_nor_kept(client):
    page = client.get(address(shared(making.article())))
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex,nofollow">' in page.text
    assert 'rel="canonical"' not in page.text


def test_it_shows_the_revision_it_was_made_for(client):
    entry = making.article(headline="第一稿")
    link = shared(entry)
    making.change(entry, headline="第二稿")
    assert "第一稿" in client.get(address(link)).text


def test_each_opening_is_counted_and_audited_with_its_address(client):
    link = shared(making.article())
    for _ in range(2):
        client.get(address(link), REMOTE_ADDR="192.0.2.7")
    client.head(address(link))
    link.refresh_from_db()
    assert link.opened_count == 2
    lines = AuditLine.objects.filter(verb="打开分享")
    assert [(line.actor, line.address) for line in lines] == [(None, "192.0.2.7")]


def test_openings_have_one_line_a_link_an_address_and_an_hour(client):
    """Without a limit anybody could fill the audit; another hour, link or address has its own."""
    entry = making.article()
    link, other = shared(entry), shared(entry)
    lines = AuditLine.objects.filter(verb="打开分享")
    for _ in range(9):
        client.get(address(link), REMOTE_ADDR="192.0.2.7")
    assert lines.count() == 1
    client.get(address(other), REMOTE_ADDR="192.0.2.7")
    client.get(address(link), REMOTE_ADDR="192.0.2.8")
    assert lines.count() == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        client.get(address(link), REMOTE_ADDR="192.0.2.7")
    assert lines.count() == 4
    link.refresh_from_db()
    assert link.opened_count == 11


def test_a_link_ends_when_it_is_revoked(client):
    link = shared(making.article(headline="不再给看"))
    assert client.get(address(link)).status_code == 200
    revoke(link, by=people.editor())
    page = client.get(address(link))
    assert page.status_code == 410
    assert "已被编辑撤销" in page.text
    assert "不再给看" not in page.text
    with pytest.raises(EditorialError, match="早已撤销"):
        revoke(link, by=people.editor())


def test_a_link_ends_by_itself(client):
    link = shared(making.article(), days=1)
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        assert client.get(address(link)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        page = client.get(address(link))
    assert (page.status_code, "已过有效期" in page.text) == (410, True)


def test_a_link_ends_with_the_withdrawal(client):
    entry = making.article("public")
    link = shared(entry)
    withdraw(entry, reason="数据有误", by=people.chief())
    assert client.get(address(link)).status_code == 410


@pytest.mark.parametrize("forge", ["{}x", "x{}", "1~{}", "{}~", "１{}"])
def test_a_changed_token_opens_nothing(client, forge):
    token = token_of(shared(making.article()))
    assert client.get(f"/share/{forge.format(token)}/").status_code == 404
    assert client.get(f"/share/{token}/").status_code == 200


def test_a_token_of_one_link_opens_no_other(client):
    first, second = shared(making.article()), shared(making.article(headline="另一篇"))
    forged = token_of(first).replace(str(first.pk), str(second.pk), 1)
    assert client.get(f"/share/{forged}/").status_code == 404


def test_pictures_of_the_draft_open_with_its_token_alone(client):
    picture = store_picture(PNG, alt="座谈会", by=people.editor())
    body = f'<figure><img src="{picture.get_absolute_url()}" alt="座谈会"></figure>'
    link = shared(making.article(body=body))
    page = client.get(address(link))
    opened = f"{picture.get_absolute_url()}?share={token_of(link)}"
    assert opened in page.text
    assert client.get(opened).status_code == 200
    assert client.get(picture.get_absolute_url()).status_code == 404
    other = token_of(shared(making.article()))
    assert client.get(f"{picture.get_absolute_url()}?share={other}").status_code == 404
    revoke(link, by=people.editor())
    assert client.get(opened).status_code == 404


@pytest.mark.parametrize("days", [0, 31, -1])
def test_a_link_lives_one_to_thirty_days(days):
    with pytest.raises(EditorialError, match="有效期须为 1 到 30 天"):
        shared(making.article(), days=days)
    assert not ShareLink.objects.exists()


def test_who_is_no_desk_person_shares_nothing(outsider):
    entry = making.article()
    with pytest.raises(EditorialError, match="您不能分享"):
        share(entry, revision=making.newest(entry), by=outsider, days=7)


def test_links_are_made_and_ended_at_the_desk(as_person, editor):
    entry = making.article()
    client = as_person(editor)
    page = f"/desk/series/article/{entry.pk}/share/"
    done = client.post(page, {"revision": "1", "days": "3", "note": "企业核稿"}, follow=True)
    link = ShareLink.objects.get()
    assert "已建立链接，3 天内有效" in done.text
    assert address(link) in done.text
    done = client.post(f"{page}{link.pk}/revoke/", follow=True)
    assert "链接已撤销" in done.text
    assert address(link) not in done.text


def test_a_link_of_one_entry_is_not_ended_at_another(as_person, editor):
    link, other = shared(making.article()), making.article()
    answer = as_person(editor).post(f"/desk/series/article/{other.pk}/share/{link.pk}/revoke/")
    assert answer.status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_what_expired_is_not_read_through_an_old_link(client):
    entry = making.article("public", headline="已到期的通知")
    public = shared(entry)
    making.change(entry, headline="续办的通知")
    coming = shared(entry)
    making.bring_to_expiry(entry)
    ended = client.get(address(public))
    assert (ended.status_code, "已下线" in ended.text, "已到期的通知" in ended.text) == (
        410,
        True,
        False,
    )
    assert "续办的通知" in client.get(address(coming)).text


def test_the_desk_copies_a_link_and_draws_it_as_a_code(as_person, editor):
    row = making.article()
    link = shared(row)
    page = as_person(editor).get(reverse("admin:series_article_share", args=[row.pk])).text
    whole = f"http://testserver{address(link)}"
    assert f'id="link-{link.pk}">{whole}</a>' in page
    assert f'data-copy="link-{link.pk}"' in page
    side, path = draw_qr(whole)
    assert f'd="{path}"' in page
    assert "二维码：打开这条链接" in page
    assert draw_qr(f"{whole}x") != (side, path)  # the control: another address, another code
    revoke(link, by=editor)
    page = as_person(editor).get(reverse("admin:series_article_share", args=[row.pk])).text
    assert path not in page
    assert "data-copy" not in page
