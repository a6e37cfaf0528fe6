"""Registrations and what endorsements say of people are deleted when their time is over, and how many there were stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from series.actions.endorsements.endorsing import EndorsementDraft, endorse
from series.actions.endorsements.settings import CONSENT, change_settings
from series.actions.registration.own_data import cancel
from series.models import (
    AuditLine,
    Endorsement,
    EndorsementSettings,
    Invitation,
    Registration,
    RegistrationAttempt,
    RegistrationGroup,
    RegistrationMail,
)
from tests.helpers import making, people
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db


def purge_personal_data(*options):
    out = StringIO()
    call_command("purge_personal_data", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def event():
    event = open_event(settings={"capacity": 2})
    enrol(event, "甲", "乙", "丙", email="jia@example.com")
    cancel(enrol(event, "丁"))
    return event


def ended(event, *, days):
    moment = timezone.now() - timedelta(days=days)
    type(event).objects.filter(pk=event.pk).update(
        starts_at=moment - timedelta(hours=3), ends_at=moment
    )


def test_nothing_is_deleted_before_its_time(event):
    ended(event, days=179)
    assert "没有到期的报名、联署、咨询和纠错" in purge_personal_data("--commit")
    assert Registration.objects.count() == 4


def test_it_only_tells_without_commit(event):
    ended(event, days=181)
    assert f"活动 {event.pk}：可清除 4 人的报名" in purge_personal_data()
    assert Registration.objects.count() == 4


def test_people_go_and_counts_stay(event):
    ended(event, days=181)
    assert "已清除 4 人的报名" in purge_personal_data("--commit")
    for model in (Registration, RegistrationGroup, RegistrationMail, Invitation):
        assert not model.objects.exists()
    event.registration_settings.refresh_from_db()
    counts = event.registration_settings.purged_counts
    assert counts == {
        "taken": 2, "waiting": 1, "pending": 0, "refused": 0, "cancelled": 1, "forms": 2, "attended": 0,
    }  # fmt: skip
    line = AuditLine.objects.get(verb="清除报名")
    assert (line.entry_id, line.detail) == (event.pk, {"count": 4})
    assert "没有到期的报名、联署、咨询和纠错" in purge_personal_data("--commit")


def test_endorsements_keep_their_number_and_lose_what_they_say_of_people():
    call = making.initiative("public", open_until=timezone.localdate().isoformat())
    values = {"signers": "persons", "goal": None, "names_public": True, "keep_days": 10}
    change_settings(call, consent=CONSENT, by=people.editor(), **values)
    endorse(call.pk, EndorsementDraft(False, "王小明", phone="13900139000"))
    assert "没有到期的报名、联署、咨询和纠错" in purge_personal_data()
    early = timezone.localdate() - timedelta(days=11)
    type(call).objects.filter(pk=call.pk).update(open_until=early)
    assert f"倡议 {call.pk}：可清除 1 条联署" in purge_personal_data()
    assert Endorsement.objects.get().phone
    assert f"倡议 {call.pk}：已清除 1 条联署" in purge_personal_data("--commit")
    row = Endorsement.objects.get()
    assert (row.phone, row.name, row.phone_hash) == ("", "", "")
    assert EndorsementSettings.objects.get().waiting == 1
    assert AuditLine.objects.filter(verb="清除联署信息", entry=call.pk).count() == 1


def test_attempts_are_forgotten_after_a_day():
    now = timezone.now()
    for hours in (1, 25):
        RegistrationAttempt.objects.create(kind="find", at=now - timedelta(hours=hours))
    assert "已清除 1 条" in purge_personal_data("--commit")
    assert RegistrationAttempt.objects.count() == 1
