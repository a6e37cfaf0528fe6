"""Who gets a place, who waits, and what a second form of the same people does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chamber.personal_data.fields import StoredText, as_stored
from series.actions.editorial.publication import withdraw
from series.actions.errors import EditorialError, RegistrationError
from series.actions.registration.decisions import approve, cancel_at_desk, refuse
from series.actions.registration.own_data import cancel, correct, delete_data
from series.actions.registration.register import PhoneTakenError, register
from series.actions.registration.settings import (
    invite,
    revoke_invitation,
    save_settings,
    set_questions,
    set_sessions,
)
from series.models import AuditLine, Registration, RegistrationGroup, RegistrationMail
from series.registration.places import first_in_queue, places_of, standing_of, with_places
from tests.helpers import making, people
from tests.helpers.deeds.registering import admitted, enrol, open_event, open_registration, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return open_event(settings={"capacity": 2})


def standings(event):
    settings = event.registration_settings
    return [
        standing_of(row, settings).sentence.partition("，")[0]
        for row in event.registrations.in_queue()
    ]


def test_the_first_have_places_and_the_others_wait(event):
    for name in "甲乙丙丁":
        enrol(event, name)
    assert admitted(event) == ["甲", "乙"]
    assert standings(event) == ["第 1 席", "第 2 席", "候补第 1 位", "候补第 2 位"]
    assert places_of(event.registration_settings).waiting == 2


@pytest.mark.parametrize(
    ("capacity", "seated"), [(None, 4), (0, 0), (1, 1), (2, 2), (4, 4), (9, 4)]
)
def test_read_rows_are_told_a_place_as_the_queue_gives_it(event, capacity, seated):
    """All of one moment, so that their keys decide; who has cancelled has no place."""
    for name in "甲乙丙丁":
        enrol(event, name)
    gone = enrol(event, "戊")
    event.registrations.update(queued_at=timezone.now())
    cancel(gone)
    settings = event.registration_settings
    settings.capacity = capacity
    found = with_places(list(event.registrations.order_by("-pk")), settings)
    assert found == {row.pk for row in first_in_queue(settings)}
    assert len(found) == seated


def test_colleagues_of_one_form_may_be_split_by_the_last_place(event):
    enrol(event, "甲")
    enrol(event, "乙", "丙")
    assert admitted(event) == ["甲", "乙"]


def test_a_cancellation_gives_the_place_to_the_next_at_once_and_tells_once(event):
    first = enrol(event, "甲")
    enrol(event, "乙")
    enrol(event, "丙", email="bing@example.com")
    cancel(first)
    cancel(first)
    assert admitted(event) == ["乙", "丙"]
    assert RegistrationMail.objects.filter(kind="admitted").count() == 1


def test_more_places_are_given_out_at_once(event):
    for name in "甲乙丙丁":
        enrol(event, name)
    open_registration(event, capacity=3)
    assert admitted(event) == ["甲", "乙", "丙"]
    line = AuditLine.objects.filter(verb="改报名设置").first()
    assert line.detail == {"changed": "席数：2→3", "promoted": 1}


def test_places_never_become_fewer_than_were_given(event):
    enrol(event, "甲")
    enrol(event, "乙")
    with pytest.raises(RegistrationError, match="已有 2 人得到席位"):
        open_registration(event, capacity=1)
    assert admitted(event) == ["甲", "乙"]


def test_a_form_that_is_sent_twice_is_one(event):
    form = sent("甲")
    assert register(event, form) == register(event, form)
    assert Registration.objects.count() == 1


def test_one_phone_registers_once_while_it_stands(event):
    form = sent("甲", email="jia@example.com")
    group = register(event, form)
    again = sent("甲", people=form.people)
    with pytest.raises(PhoneTakenError, match="不能再报一次"):
        register(event, again)
    assert RegistrationMail.objects.filter(group=group, kind="code").count() == 1
    cancel(group)
    register(event, again)
    assert admitted(event) == ["甲"]


def test_the_same_phone_registers_for_another_event(event):
    form = sent("甲")
    register(event, form)
    other = open_event(headline="通报会")
    register(other, form)
    assert admitted(other) == ["甲"]


def test_two_people_of_a_form_have_two_phones(event):
    form = sent("甲", "乙")
    same = sent(people=(form.people[0], form.people[0]))
    with pytest.raises(RegistrationError, match="各写各的"):
        register(event, same)
    assert not RegistrationGroup.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "withdrawn", "expired"])
def test_nobody_registers_for_an_event_that_readers_cannot_see(state, days_may_pass):
    event = open_event(state)
    with pytest.raises(RegistrationError, match="没有公开"):
        enrol(event)


def test_a_withdrawn_event_takes_nobody_but_lets_people_go(event):
    group = enrol(event, "甲")
    withdraw(event, reason="有误", by=people.chief())
    with pytest.raises(RegistrationError, match="没有公开"):
        enrol(event, "乙")
    assert cancel(group) == 1


def cancelled_event():
    event = open_event("draft", headline="取消的会")
    making.change(event, state="cancelled")
    return making.bring_to(event, "public")


def test_window_cancellation_and_start_close_the_form():
    hour = timedelta(hours=1)
    now = timezone.now()
    early = open_event(settings={"opens_at": now + hour, "closes_at": now + 2 * hour})
    late = open_event(settings={"closes_at": now - hour}, headline="已截止的会")
    cancelled = cancelled_event()
    for event, word in ((early, "开始"), (late, "截止"), (cancelled, "取消")):
        with pytest.raises(RegistrationError, match=word):
            enrol(event)
    begun = making.event(
        "public", starts_at="2026-01-01T09:00:00+08:00", ends_at="2026-01-01T10:00:00+08:00"
    )
    open_registration(begun)
    with pytest.raises(RegistrationError, match="已经开始"):
        enrol(begun)


def test_with_approval_places_go_by_the_approval_and_nobody_is_pushed_out():
    event = open_event(settings={"capacity": 1, "needs_approval": True})
    first, second = enrol(event, "甲"), enrol(event, "乙")
    assert admitted(event) == []
    approve(event, second.people.all(), by=people.editor())
    approve(event, first.people.all(), by=people.editor())
    assert admitted(event) == ["乙"]
    assert standings(event) == ["第 1 席", "候补第 1 位"]


def test_a_refusal_needs_a_reason_and_frees_the_place(event):
    first = enrol(event, "甲", email="jia@example.com")
    enrol(event, "乙", "丙")
    with pytest.raises(EditorialError, match="理由"):
        refuse(event, first.people.all(), reason="", by=people.editor())
    refuse(event, first.people.all(), reason="限会员企业", by=people.editor())
    assert admitted(event) == ["乙", "丙"]
    sentence = standing_of(first.people.get(), event.registration_settings).sentence
    assert sentence == "主办方没有通过：限会员企业。"


def test_who_may_not_register_people_may_not_decide(event):
    group = enrol(event, "甲")
    for person in (people.first(), people.auditor(), people.operator(), people.outsider()):
        with pytest.raises(EditorialError, match="不能办理"):
            cancel_at_desk(event, group.people.all(), reason="", by=person)
    assert admitted(event) == ["甲"]


def test_an_invitation_is_good_for_its_quota_until_it_is_revoked():
    event = open_event(settings={"way": "invitation"})
    link = invite(event, name="一家企业", quota=2, by=people.editor())
    with pytest.raises(RegistrationError, match="凭邀请链接"):
        enrol(event, "甲")
    enrol(event, "甲", invitation=link.pk)
    with pytest.raises(RegistrationError, match="还可以报 1 人"):
        enrol(event, "乙", "丙", invitation=link.pk)
    revoke_invitation(link, by=people.editor())
    with pytest.raises(RegistrationError, match="凭邀请链接"):
        enrol(event, "乙", invitation=link.pk)
    assert admitted(event) == ["甲"]


def test_sessions_have_places_of_their_own(event):
    set_sessions(event, [("参观", 1)], by=people.editor())
    session = event.registration_settings.sessions.get()
    first = enrol(event, "甲", sessions=(session.pk,))
    second = enrol(event, "乙", sessions=(session.pk,))
    choices = [group.people.get().choices.get() for group in (first, second)]
    assert [bool(choice.admitted_at) for choice in choices] == [True, False]
    cancel(first)
    choices[1].refresh_from_db()
    assert choices[1].admitted_at


def test_a_session_that_was_chosen_stays(event):
    set_sessions(event, [("参观", 1)], by=people.editor())
    session = event.registration_settings.sessions.get()
    enrol(event, "甲", sessions=(session.pk,))
    with pytest.raises(RegistrationError, match="不能去掉"):
        set_sessions(event, [], by=people.editor())
    set_sessions(event, [("参观", 3)], by=people.editor())
    assert event.registration_settings.sessions.get().capacity == 3


def test_a_question_that_was_answered_is_kept_but_asked_no_more(event):
    question = {"kind": "text", "label": "车牌", "options": [], "required": False}
    set_questions(event, [question], by=people.editor())
    row = event.registration_settings.questions.get()
    enrol(event, "甲", answers={str(row.pk): "苏D12345"})
    set_questions(event, [{**question, "label": "怎样来"}], by=people.editor())
    labels = event.registration_settings.questions.values_list("label", "retired")
    assert sorted(labels) == [("怎样来", False), ("车牌", True)]


def test_a_changed_consent_is_a_new_version_and_the_old_one_stays_with_its_form(event):
    before = enrol(event, "甲")
    save_settings(event, by=people.chief(), consent="新的条款", capacity=2)
    after = enrol(event, "乙")
    assert (before.consent.version, after.consent.version) == (1, 2)
    assert after.consent.text == "新的条款"
    assert after.consented_at


def test_corrections_keep_the_place(event):
    group = enrol(event, "甲")
    enrol(event, "乙")
    row = group.people.get()
    correct(group, organization="新单位", email="", people={row.pk: ("甲某", "13911112222")})
    row.refresh_from_db()
    assert (row.name, row.phone) == ("甲某", "13911112222")
    assert admitted(event) == ["甲某", "乙"]
    taken = event.registrations.get(name="乙").phone
    with pytest.raises(PhoneTakenError):
        correct(group, organization="", email="", people={row.pk: ("甲某", taken)})


def test_deleted_data_are_gone_and_counted(event):
    group = enrol(event, "甲")
    enrol(event, "乙")
    enrol(event, "丙")
    assert delete_data(group) == 1
    event.registration_settings.refresh_from_db()
    assert event.registration_settings.deleted_count == 1
    assert admitted(event) == ["乙", "丙"]
    assert not Registration.objects.filter(name="甲").exists()


def test_a_clock_that_was_set_back_puts_nobody_in_front(event, monkeypatch):
    enrol(event, "甲")
    enrol(event, "乙")
    earlier = timezone.now() - timedelta(hours=1)
    monkeypatch.setattr("series.actions.registration.promotion.timezone.now", lambda: earlier)
    enrol(event, "丙")
    assert admitted(event) == ["甲", "乙"]


def test_phone_mailbox_and_code_are_mute_in_the_database(event):
    group = enrol(event, "甲", email="jia@example.com")
    row = group.people.get()
    phone = Registration._meta.get_field("phone")
    stored = Registration.objects.annotate(text=as_stored(phone)).get().text
    assert row.phone not in stored
    for name in ("email", "code"):
        field = RegistrationGroup._meta.get_field(name)
        stored = RegistrationGroup.objects.annotate(text=as_stored(field)).get().text
        assert getattr(group, name) not in StoredText(stored)


def test_no_name_or_phone_is_in_the_audit(event):
    group = enrol(event, "欧阳某", email="ou@example.com")
    phone = group.people.get().phone
    cancel_at_desk(event, group.people.all(), reason="", by=people.editor())
    lines = [f"{line.object}{line.detail}" for line in AuditLine.objects.filter(entry=event.pk)]
    assert any("registrations" in line for line in lines)
    assert not [line for line in lines if "欧阳" in line or phone in line or group.code in line]
