"""Pages of taking part that nothing on the demonstration site leads to: they have a secret code."""

import json
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from series.models import Event
from series.registration.certificates import certificates_of
from tests.helpers.deeds import consulting
from tests.helpers.deeds.checking_in import came, event_today, helper_link, person, wall_link

OPEN = ("ask", "find_consultation", "consultations")


def lay_out():
    """Make an event of today, one that was held, and questions; print {kind: path} as JSON."""
    event, held = event_today(), event_today(headline="昨天的培训")
    link, token = helper_link(event)
    guest, late = came(event, "王敏", link=link), person(held, "李明")
    over = (timezone.now() - timedelta(days=1)).replace(microsecond=0)
    Event.objects.filter(pk=held.pk).update(starts_at=over - timedelta(hours=2), ends_at=over)
    (certificate,) = certificates_of(guest.group.people.all())
    waiting, answered = consulting.asked(), consulting.answered()
    codes = {
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
    paths = {name: reverse(f"series:{name}", args=[code]) for name, code in codes.items()}
    print(json.dumps(paths | {name: reverse(f"series:{name}") for name in OPEN}))
