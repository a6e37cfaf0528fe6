"""Who endorsed a call stands in no public list, feed, file or search before it may be public."""

import pytest
from django.urls import reverse

from series.actions.endorsements.deciding import verify
from series.actions.endorsements.endorsing import EndorsementDraft, endorse
from series.actions.endorsements.settings import CONSENT, change_settings
from tests.helpers import making, people
from tests.helpers.reading import whole

pytestmark = pytest.mark.django_db
NAME, PHONE, MAIL, CONTACT = "欧阳青松", "13900139000", "ou@example.com", "司马联络"
PUBLIC = ("/", "/initiatives/", "/feeds/all.atom", "/archive/", "/sitemap.xml", "/api/entries/")


@pytest.fixture
def call():
    row = making.initiative("public")
    values = {"signers": "both", "goal": 10, "names_public": True, "keep_days": 180}
    change_settings(row, consent=CONSENT, by=people.editor(), **values)
    return row


def endorsed(call, *, name_public):
    facts = {"phone": PHONE, "email": MAIL, "contact": CONTACT, "name_public": name_public}
    return endorse(call.pk, EndorsementDraft(False, NAME, **facts))[0]


def shown(client, call, secrets):
    """Return {path: secrets that a public answer holds}."""
    own = [call.get_absolute_url(), *(f"/initiatives/{call.pk}/{each}/" for each in OWN)]
    found = (f"/search/?q={NAME}", f"/search/suggest/?q={NAME[:2]}", f"/api/entries/{call.pk}/")
    answers = {path: client.get(path).text for path in (*PUBLIC, *own, *found)}
    return {
        path: [word for word in secrets if word in text and word not in path]
        for path, text in answers.items()
        if any(word in text and word not in path for word in secrets)
    }


OWN = ("names", "endorse")


@pytest.mark.parametrize("name_public", [True, False])
def test_nobody_is_shown_before_the_office_verified(client, call, name_public):
    row = endorsed(call, name_public=name_public)
    assert shown(client, call, (NAME, PHONE, MAIL, CONTACT, row.code)) == {}


def test_a_verified_name_is_shown_only_where_it_was_allowed(client, call):
    row = endorsed(call, name_public=False)
    verify(call, [row.pk], by=people.editor())
    assert shown(client, call, (NAME, PHONE, MAIL, CONTACT, row.code)) == {}


def test_control_a_verified_and_allowed_name_is_shown_and_nothing_beside_it(client, call):
    row = endorsed(call, name_public=True)
    verify(call, [row.pk], by=people.editor())
    found = shown(client, call, (NAME, PHONE, MAIL, CONTACT, row.code))
    assert found == {
        call.get_absolute_url(): [NAME],
        f"/initiatives/{call.pk}/names/": [NAME],
    }


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "withdrawn", "expired"])
def test_the_form_of_a_hidden_call_is_not_there(client, state):
    call = making.initiative(state, headline="不公开的倡议")
    values = {"signers": "both", "goal": 10, "names_public": True, "keep_days": 180}
    change_settings(call, consent=CONSENT, by=people.editor(), **values)
    for place in OWN:
        for answer in (
            client.get(f"/initiatives/{call.pk}/{place}/"),
            client.post(f"/initiatives/{call.pk}/{place}/"),
        ):
            assert answer.status_code in {404, 405, 410}
            assert "不公开的倡议" not in answer.text
    assert not call.endorsements.exists()


def test_a_guessed_code_opens_nothing(client, call):
    endorsed(call, name_public=True)
    for page in ("endorsement", "own_endorsement", "endorsement_certificate"):
        for code in ("2222222222", "1", "%00", "ＡＢＣ"):
            assert client.get(reverse(f"series:{page}", args=[code])).status_code == 404


def test_the_page_of_a_code_says_no_word_of_a_call_that_is_hidden(client, call):
    row = endorsed(call, name_public=True)
    assert call.headline in whole(client.get(f"/endorsements/{row.code}/").text)
    making.take_off(call)
    assert call.headline not in whole(client.get(f"/endorsements/{row.code}/").text)
