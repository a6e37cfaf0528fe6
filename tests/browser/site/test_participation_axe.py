"""axe finds nothing on the pages of check-in, feedback, letters and questions, in any light."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from series.models import Event
from series.registration.certificates import certificates_of
from tests.helpers import people
from tests.helpers.axe import violations_in_each_light
from tests.helpers.deeds import consulting
from tests.helpers.deeds.checking_in import came, event_today, helper_link, person, wall_link

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow(reason="sixteen pages in two lights and widths"),
]


def found_on(go, page, paths):
    """Return {path: what is wrong} of pages that must answer, each in two lights and widths."""
    wrong = {}
    for number, path in enumerate(paths):
        assert go(path).status == 200, path
        if bad := violations_in_each_light(page, (1280, 390) if number % 2 else (390, 1280)):
            wrong[path] = bad
    return wrong


def test_what_the_public_fills_in_and_gets_has_none(page, live_server):
    event, held = event_today(), event_today(headline="昨天的培训")
    link, token = helper_link(event)
    guest, late = came(event, "王敏", link=link), person(held, "李明")
    over = timezone.now() - timedelta(days=1)
    Event.objects.filter(pk=held.pk).update(starts_at=over - timedelta(hours=2), ends_at=over)
    (certificate,) = certificates_of(guest.group.people.all())
    waiting, answered = consulting.asked(), consulting.answered()
    names = {
        "check_in": token,
        "wall": wall_link(event)[1],
        "register": event.pk,
        "registration": guest.group.code,
        "attendance_certificate": guest.group.code,
        "verify_certificate": certificate.number,
        "feedback": late.group.code,
        "own_consultation_page": waiting.code,
        "consultation": answered.pk,
    }
    paths = [reverse(f"series:{name}", args=[value]) for name, value in names.items()]
    paths += [reverse(f"series:{name}") for name in ("ask", "find_consultation", "consultations")]
    assert found_on(lambda path: page.goto(live_server.url + path), page, paths) == {}


def test_what_the_desk_does_with_them_has_none(page, sign_in):
    event, row = event_today(), consulting.drafted(by=people.editor())
    came(event, "王敏")
    names = ("check_in", "registration_letter", "registration_feedback", "registrations")
    paths = [reverse(f"admin:series_event_{name}", args=[event.pk]) for name in names]
    paths += [
        reverse("admin:series_consultation_one", args=[row.pk]),
        reverse("admin:desk_consultations"),
    ]
    assert found_on(sign_in(people.chief()), page, paths) == {}
