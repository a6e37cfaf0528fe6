"""网站纠错: a reader reports a wrong word, and the desk settles it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.typo_reports import purge_contacts
from series.models import AuditLine, TypoReport
from series.registration.form_tokens import make_token
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
CONTACT, DESK = "13900139000", "/desk/typos/"


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def post(client, entry, **fields):
    """Send the form of a text (None: of a page), opened half a minute ago."""
    key = entry.pk if entry else 0
    token = make_token(key, now=timezone.now() - timedelta(seconds=30))
    given = {"token": token, "quote": "常洲", "remark": "应为常州", "contact": CONTACT, **fields}
    return client.post(f"/typos/{entry.pk}/" if entry else "/typos/", given)


def test_a_text_leads_to_its_form_and_what_was_marked_stands_in_it(client):
    entry = making.article("public")
    assert f'href="/typos/{entry.pk}/"' in text_of(client.get(entry.get_absolute_url()))
    page = client.get(f"/typos/{entry.pk}/?text=常洲")
    assert ">\n常洲</textarea>" in text_of(page)
    assert page["X-Robots-Tag"].startswith("noindex")
    assert post(client, entry)["Location"] == "/typos/thanks/"
    row = TypoReport.objects.get()
    assert (row.entry_id, row.quote, row.contact) == (entry.pk, "常洲", CONTACT)


def test_another_page_is_named_and_a_form_sent_twice_is_one(client):
    assert "请写明是哪一页" in text_of(post(client, None), 422)
    token = make_token(0, now=timezone.now() - timedelta(seconds=30))
    for _ in range(2):
        assert post(client, None, page="首页", token=token).status_code == 302
    assert TypoReport.objects.get().page == "首页"
    assert "请不要填写看不见的" in text_of(post(client, None, page="首页", website="x"), 422)


def test_an_address_sends_thirty_an_hour(client):
    entry = making.article("public")
    for _ in range(30):
        assert post(client, entry).status_code == 302
    assert "试得太多" in text_of(post(client, entry), 422)


def test_a_text_that_is_not_public_has_no_form(client):
    for state, status in (("draft", 404), ("signed", 404), ("withdrawn", 410)):
        entry = making.article(state, headline="不公开的文章")
        for answer in (client.get(f"/typos/{entry.pk}/"), post(client, entry)):
            assert "不公开的文章" not in text_of(answer, status)
    assert not TypoReport.objects.exists()


def test_the_desk_sees_the_place_and_settles_with_a_reason(client):
    entry = making.article("public")
    post(client, entry)
    row = TypoReport.objects.get()
    client.force_login(people.editor())
    text = text_of(client.get(DESK))
    assert f"{entry.get_absolute_url()}#:~:text=%E5%B8%B8%E6%B4%B2" in text
    assert CONTACT not in text
    assert client.post(DESK, {"do": "contact", "of": row.pk}).status_code == 403
    said = text_of(client.post(DESK, {"do": "kept", "of": row.pk}, follow=True))
    assert "不改须写明理由" in said
    client.post(DESK, {"do": "kept", "of": row.pk, "reason": "古地名如此"})
    row.refresh_from_db()
    assert (row.state, row.reason, row.decided_by) == ("kept", "古地名如此", people.editor())
    assert "古地名如此" in text_of(client.get(f"{DESK}?state=kept"))
    assert str(row) not in text_of(client.get(DESK))
    line = AuditLine.objects.get(verb="处理纠错")
    assert (line.entry_id, line.object) == (entry.pk, str(row))
    client.force_login(people.chief())
    assert CONTACT in text_of(client.post(DESK, {"do": "contact", "of": row.pk}, follow=True))
    assert AuditLine.objects.filter(verb="查看纠错联系方式", object=str(row)).exists()


def test_a_contact_goes_after_its_time_and_the_report_stays(client):
    post(client, making.article("public"))
    assert purge_contacts(timezone.now() + timedelta(days=179)) == 0
    assert purge_contacts(timezone.now() + timedelta(days=181)) == 1
    row = TypoReport.objects.get()
    assert (row.contact, row.quote) == ("", "常洲")
    assert purge_contacts(timezone.now() + timedelta(days=182)) == 0
