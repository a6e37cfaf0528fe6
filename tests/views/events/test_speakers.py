"""Speakers: in the programme of an event, and on a page of their public appearances."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.actions.editorial.publication import withdraw
from series.actions.media.pictures import store_picture
from series.actions.verification.rows import row_faults
from series.actions.withdrawal.addresses import CLEAN, CLOSED, Withdrawn
from series.models import Appearance, Session, Speaker
from series.views.speakers import speaker_addresses
from tests.helpers import making, people
from tests.helpers.pictures import PNG
from tests.helpers.reading import flat, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(column):
    return Speaker.objects.create(name="吴越", post="教授", organization="江南大学")


def forum(state, speaker, *, post="副教授", **content):
    guests = [
        {"name": "沈工", "post": "总工程师", "organization": "本地企业"},
        {"name": speaker.name, "post": post, "organization": "江南大学", "id": speaker.pk},
    ]
    programme = [{"title": "智造之路", "starts": "14:00", "kind": "keynote", "speakers": guests}]
    return making.event(state, programme=programme, **content)


def test_a_programme_names_its_speakers_and_leads_to_their_page(client, speaker):
    page = read(client, forum("public", speaker).get_absolute_url())
    assert "吴越 江南大学 副教授" in words(page)  # as it was signed, not as the register says today
    assert f'<a href="/speakers/{speaker.pk}/">吴越</a>' in flat(page)
    assert "沈工 本地企业 总工程师" in words(page)
    assert '"jobTitle":"副教授"' in page


def test_a_page_of_appearances_through_the_years(client, speaker):
    first = forum("public", speaker, headline="第一场论坛", post="讲师")
    later = {"starts_at": "2027-03-05T09:00:00+08:00", "ends_at": "2027-03-05T12:00:00+08:00"}
    second = forum("public", speaker, headline="第二场论坛", state_note="", **later)
    page = words(read(client, speaker.get_absolute_url()))
    assert page.index("2027年") < page.index("第二场论坛") < page.index("2026年")
    assert "时任：江南大学 讲师" in page
    withdraw(first, reason="内容有误", by=people.chief())
    page = read(client, speaker.get_absolute_url())
    assert "第一场论坛" not in page
    withdraw(second, reason="内容有误", by=people.chief())
    assert client.get(speaker.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn", "expired"])
def test_nothing_of_a_hidden_event_is_known(client, speaker, state):
    speaker.portrait = store_picture(PNG)
    speaker.save()
    forum(state, speaker)
    assert Appearance.objects.count() == 1  # the row is there; that it is not shown is the rule
    assert client.get(speaker.get_absolute_url()).status_code == 404
    assert client.get(speaker.portrait.get_absolute_url()).status_code == 404


def test_a_portrait_is_shown_with_a_public_programme(client, speaker):
    speaker.portrait = store_picture(PNG)
    speaker.save()
    event = forum("public", speaker)
    address = speaker.portrait.get_absolute_url()
    assert client.get(address).status_code == 200
    assert address in read(client, event.get_absolute_url())
    assert address in read(client, speaker.get_absolute_url())


def test_strange_keys_have_no_page(client, column):
    for key in (10**30, 999_999, 0):
        assert client.get(f"/speakers/{key}/").status_code == 404


def test_the_certificate_of_a_withdrawal_visits_the_page(client, speaker):
    event = forum("public", speaker)
    withdraw(event, reason="内容有误", by=people.chief())
    (address,) = speaker_addresses(Withdrawn(event))
    assert (address.path, address.wants) == (speaker.get_absolute_url(), CLOSED)
    forum("public", speaker)
    (address,) = speaker_addresses(Withdrawn(event))
    assert address.wants == CLEAN


def test_a_changed_name_or_person_is_found(speaker):
    event = forum("public", speaker)
    other = Speaker.objects.create(name="郑和")
    assert list(row_faults([event.pk])) == []
    Appearance.objects.update(speaker=other)
    assert [fault.what for fault in row_faults([event.pk])] == ["公开内容的“嘉宾”与所签版本不符"]
    Session.objects.update(speakers=[])
    assert [fault.what for fault in row_faults([event.pk])] == ["公开内容的“议程”与所签版本不符"]


def test_three_appearances_ask_as_much_as_one(client, speaker, django_assert_num_queries):
    forum("public", speaker)
    with CaptureQueriesContext(connection) as one:
        client.get(speaker.get_absolute_url())
    forum("public", speaker)
    forum("public", speaker)
    with django_assert_num_queries(len(one)):
        client.get(speaker.get_absolute_url())


def test_the_sitemap_names_public_speakers_alone(client, speaker):
    forum("signed", speaker)
    assert f"/speakers/{speaker.pk}/" not in client.get("/sitemap-pages.xml").text
    forum("public", speaker)
    assert f"/speakers/{speaker.pk}/" in client.get("/sitemap-pages.xml").text
