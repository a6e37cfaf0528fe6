"""Who is registered stands in no public list, feed, file or search; hidden events take nobody."""

import pytest
from django.urls import reverse

from tests.helpers import making
from tests.helpers.deeds.registering import enrol, open_event, open_registration, post

pytestmark = pytest.mark.django_db
NAME, HOUSE, NOTE = "欧阳报名人", "某某报名企业", "坐轮椅来"
PUBLIC = ("/", "/events/", "/calendar.ics", "/feeds/all.atom", "/archive/", "/sitemap.xml", "/api/")


def test_nobody_registered_is_in_a_public_page_feed_or_search(client):
    event = open_event()
    group = enrol(event, NAME, organization=HOUSE, email="ou@example.com", note=NOTE)
    secrets = (NAME, HOUSE, NOTE, "ou@example.com", group.code, group.people.get().phone)
    own = (event.get_absolute_url(), f"/events/{event.pk}.ics", f"/events/{event.pk}/register/")
    found = (f"/search/?q={NAME}", f"/search/?q={HOUSE}", f"/search/suggest/?q={NAME[:2]}")
    for path in (*PUBLIC, *own, *found):
        text = client.get(path).text
        assert [word for word in secrets if word in text and word not in path] == [], path


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "withdrawn", "expired"])
def test_the_form_of_a_hidden_event_is_not_there(client, days_may_pass, state):
    event = making.event(state, headline="不公开的活动")
    open_registration(event)
    path = reverse("series:register", args=[event.pk])
    for answer in (client.get(path), post(client, event)):
        assert answer.status_code == (410 if state in ("withdrawn", "expired") else 404)
        assert "不公开的活动" not in answer.text
    assert not event.registrations.exists()


def test_a_guessed_code_opens_nothing(client):
    enrol(open_event(), NAME)
    for page in ("registration", "own_data"):
        for code in ("2222222222", "1", "%00", "ＡＢＣ"):
            assert client.get(reverse(f"series:{page}", args=[code])).status_code == 404
