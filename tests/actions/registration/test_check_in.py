"""Checking in: once whatever is sent, only at the right event, by links that end with it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from series.actions.editorial.publication import withdraw
from series.actions.errors import EditorialError, RegistrationError
from series.actions.registration.check_in import (
    NO_CODE,
    OTHER_EVENT,
    NoPlaceError,
    check_in,
    check_in_at_desk,
    check_in_by_code,
    undo,
    undo_at_desk,
    walk_in,
)
from series.actions.registration.check_in_links import (
    EndedCheckInError,
    link_of,
    make_link,
    revoke_link,
)
from series.actions.registration.own_data import cancel, delete_data
from series.actions.registration.purge import purge
from series.actions.registration.register import Person
from series.models import AuditLine, CheckIn, CheckInLink, CheckInWay
from series.registration.attendance import absent, attendance_of, attended, day_at
from series.registration.check_in_codes import (
    certificate_number,
    check_in_code,
    registration_of_number,
)
from tests.helpers import making, people
from tests.helpers.deeds.checking_in import came, deed, event_today, helper_link, person
from tests.helpers.deeds.registering import admitted, new_phone, open_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return event_today()


@pytest.fixture
def link(event):
    return helper_link(event)[0]


def numbers(event):
    counted = attendance_of(event, timezone.localdate(event.starts_at))
    return counted.came, counted.places


def test_a_scan_checks_in_and_the_same_again_stores_nothing(event, link):
    row = person(event, "甲")
    once = deed(CheckInWay.SCAN)
    first = check_in_by_code(check_in_code(row), once, link=link)
    assert first.is_new
    for again in (once, deed(CheckInWay.SCAN)):
        second = check_in_by_code(check_in_code(row), again, link=link)
        assert (second.is_new, second.check_in) == (False, first.check_in)
    assert numbers(event) == (1, 1)
    assert first.check_in.way == CheckInWay.SCAN


def test_a_late_copy_of_a_deed_that_was_taken_back_changes_nothing(event, link):
    row, once = person(event, "甲"), deed()
    stored = check_in(row, once, link=link).check_in
    undo(stored.pk, link=link)
    undo(stored.pk, link=link)
    late = check_in(row, once, link=link)
    assert (late.is_new, late.was_undone) == (False, True)
    assert numbers(event) == (0, 1)
    assert check_in(row, deed(), link=link).is_new
    assert numbers(event) == (1, 1)


def test_a_code_of_another_event_or_of_nobody_is_refused(event, link):
    other = person(event_today(headline="通报会"), "乙")
    with pytest.raises(RegistrationError, match=OTHER_EVENT):
        check_in_by_code(check_in_code(other), deed(), link=link)
    row = person(event, "甲")
    wrong = (f"{check_in_code(row)[:-1]}0", f"QD:{row.pk}:AAAAAAAAAAAAAAAA", "hello", "QD:1:")
    for typed in (*wrong, row.group.code, certificate_number(row)):
        with pytest.raises(RegistrationError, match=NO_CODE):
            check_in_by_code(typed, deed(), link=link)
    assert not CheckIn.objects.exists()


def test_neither_code_nor_number_tells_the_secret_code(event):
    row = person(event, "甲")
    assert row.group.code not in check_in_code(row) + certificate_number(row)
    assert registration_of_number(check_in_code(row)) is None
    assert registration_of_number(certificate_number(row)) == row


def test_who_waits_or_has_cancelled_is_not_checked_in_by_mistake(event, link):
    first, _, third = (person(event, name) for name in "甲乙丙")
    with pytest.raises(NoPlaceError, match="候补"):
        check_in(third, deed(), link=link)
    assert check_in(third, deed(let_in=True), link=link).is_new
    cancel(first.group)
    with pytest.raises(RegistrationError, match="已取消"):
        check_in(first, deed(let_in=True), link=link)


def test_a_walk_in_when_it_is_full_comes_in_and_nobody_loses_a_place(event, link):
    for name in "甲乙丙":
        person(event, name)
    once, guest = deed(), Person("丁", new_phone())
    assert walk_in(link, guest, once, organization="一家企业").is_new
    assert not walk_in(link, guest, once).is_new
    assert admitted(event) == ["甲", "乙"]
    row = CheckIn.objects.get()
    assert (row.registration.name, row.way) == ("丁", CheckInWay.WALK_IN)
    assert row.registration.group.consent
    assert numbers(event) == (1, 2)


def test_a_walk_in_with_the_phone_of_somebody_registered_is_told_to_search(event, link):
    known = person(event, "甲", email="jia@example.com")
    with pytest.raises(RegistrationError, match="请按尾号找人"):
        walk_in(link, Person("甲某", known.phone), deed())
    assert not CheckIn.objects.exists()


def test_a_revoked_link_and_a_foreign_token_open_nothing(event):
    link, token = helper_link(event)
    assert link_of(token, "helper") == link
    assert link_of(token, "wall") is None
    assert link_of(f"{token}x", "helper") is None
    assert token not in str(CheckInLink.objects.values().get())
    row = person(event, "甲")
    revoke_link(link, by=people.editor())
    with pytest.raises(EndedCheckInError, match="收回"):
        check_in(row, deed(), link=link)


@pytest.mark.parametrize(("hours", "word"), [(-30, "开始"), (7, "结束")])
def test_a_link_works_from_the_day_before_until_hours_after_the_end(event, link, hours, word):
    row = person(event, "甲")
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        with pytest.raises(EndedCheckInError, match=word):
            check_in(row, deed(), link=link)
        with pytest.raises(EndedCheckInError, match=word):
            walk_in(link, Person("丁", new_phone()), deed())
    assert check_in(row, deed(), link=link).is_new


def test_at_a_withdrawn_event_nobody_is_checked_in(event, link):
    row = person(event, "甲")
    withdraw(event, reason="有误", by=people.chief())
    link.event.refresh_from_db()
    with pytest.raises(EndedCheckInError, match="没有公开"):
        check_in(row, deed(), link=link)


def test_at_a_cancelled_event_nobody_is_checked_in(event, link):
    row = person(event, "甲")
    making.change(event, state="cancelled")
    making.bring_to(event, "public")
    link.event.refresh_from_db()
    with pytest.raises(EndedCheckInError, match="已取消"):
        check_in(row, deed(), link=link)


def test_a_queued_moment_is_kept_and_an_impossible_one_is_not(event, link):
    at = timezone.now() - timedelta(minutes=20)
    assert check_in(person(event, "甲"), deed(at=at), link=link).check_in.at == at
    later = timezone.now() + timedelta(days=1)
    assert check_in(person(event, "乙"), deed(at=later), link=link).check_in.at < later


def test_an_event_of_two_days_is_checked_in_daily():
    event = event_today(days=2)
    link, row = helper_link(event)[0], person(event, "甲")
    check_in(row, deed(), link=link)
    with time_machine.travel(event.starts_at + timedelta(days=1)):
        assert check_in(row, deed(), link=link).is_new
        assert not check_in(row, deed(), link=link).is_new
    assert row.check_ins.count() == 2


def test_who_comes_before_midnight_of_the_first_day_comes_on_the_first_day(event):
    early = event.starts_at - timedelta(hours=20)
    assert day_at(event, early) == timezone.localdate(event.starts_at)
    assert day_at(event, event.ends_at + timedelta(days=2)) == timezone.localdate(event.ends_at)
    assert isinstance(early, datetime)


def test_the_desk_checks_in_and_takes_back_with_a_line_without_names(event):
    row = person(event, "欧阳某")
    stored = check_in_at_desk(event, row, by=people.editor()).check_in
    assert list(attended(event)) == [row]
    undo_at_desk(event, stored.pk, by=people.editor())
    assert list(absent(event)) == [row]
    lines = AuditLine.objects.filter(verb__in=("签到", "撤回签到"))
    assert [line.detail for line in lines] == [{"registrations": str(row.pk)}] * 2
    with pytest.raises(EditorialError, match="不能办理"):
        check_in_at_desk(event, row, by=people.auditor())
    with pytest.raises(EditorialError, match="不能办理"):
        make_link(event, kind="helper", name="2号口", by=people.first())


def test_before_the_day_and_after_the_end_no_link_is_of_use():
    soon = open_event(headline="下周的会")
    row = person(soon, "甲")
    with pytest.raises(RegistrationError, match="开始"):
        check_in_at_desk(soon, row, by=people.editor())
    with (
        time_machine.travel(soon.ends_at + timedelta(hours=4)),
        pytest.raises(EditorialError, match="已经结束"),
    ):
        helper_link(soon)


def test_deleted_and_purged_people_leave_no_check_in(event, link):
    row = came(event, "甲", link=link)
    came(event, "乙", link=link)
    delete_data(row.group)
    assert CheckIn.objects.count() == 1
    purge(event.registration_settings)
    assert not CheckIn.objects.exists()
    assert not CheckInLink.objects.exists()
    event.registration_settings.refresh_from_db()
    assert event.registration_settings.purged_counts["attended"] == 1
