"""The desk's pages of registrations: masked lists, steps, settings, export."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from series.models import AuditLine, Registration
from tests.helpers import making, people
from tests.helpers.deeds.registering import admitted, enrol, open_event, open_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return open_event(settings={"capacity": 2})


def at(event, page="registrations", *more):
    return reverse(f"admin:series_event_{page}", args=[event.pk, *more])


def test_the_list_shows_phones_in_part_and_nobody_full_mailboxes(as_person, event, editor):
    group = enrol(event, "甲", "乙", "丙", email="jia@example.com", organization="一家企业")
    text = as_person(editor).get(at(event)).text
    one = as_person(editor).get(at(event, "registration", group.pk)).text
    for person in group.people.all():
        assert person.phone not in text + one
        assert f"{person.phone[:3]}****{person.phone[-4:]}" in text
    assert "jia@example.com" not in text + one
    assert "j***@example.com" in one
    assert "有席位 2 / 2，候补 1" in text


def test_full_phones_are_seen_by_those_who_may_and_leave_a_line(as_person, event, editor, chief):
    group = enrol(event, "甲", email="jia@example.com")
    phone, path = group.people.get().phone, at(event, "registration", group.pk)
    assert as_person(editor).post(path, {"do": "reveal"}).status_code == 403
    assert not AuditLine.objects.filter(verb="看报名全号").exists()
    text = as_person(chief).post(path, {"do": "reveal"}).text
    assert phone in text
    assert "jia@example.com" in text
    line = AuditLine.objects.get(verb="看报名全号")
    assert (line.actor, line.entry_id, line.object) == (chief, event.pk, str(group))


def rows_of(answer):
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_export_is_masked_and_in_full_only_for_those_who_may(as_person, event, editor, chief):
    phone = enrol(event, "甲", email="jia@example.com").people.get().phone
    path = at(event, "registrations_xlsx")
    _, rows = rows_of(as_person(editor).get(path))
    assert rows[1][2:4] == [f"{phone[:3]}****{phone[-4:]}", "j***@example.com"]
    assert as_person(editor).get(f"{path}?full").status_code == 403
    _, rows = rows_of(as_person(chief).get(f"{path}?full"))
    assert rows[1][2:4] == [phone, "jia@example.com"]
    lines = AuditLine.objects.filter(verb="导出").order_by("pk")
    assert [line.detail["chosen"]["full"] for line in lines] == ["遮号", "全号"]


def test_what_people_typed_is_no_formula_in_the_export(as_person, event, editor):
    enrol(event, "=1+1", organization='=HYPERLINK("https://evil.example","点我")')
    sheet, _ = rows_of(as_person(editor).get(at(event, "registrations_xlsx")))
    cells = [cell for row in sheet.iter_rows() for cell in row if "=" in str(cell.value)]
    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}


def test_several_are_approved_and_refused_at_once(as_person, editor):
    event = open_event(settings={"needs_approval": True})
    keys = [enrol(event, name).people.get().pk for name in "甲乙丙"]
    client = as_person(editor)
    client.post(at(event), {"do": "approve", "row": keys[:2]})
    assert admitted(event) == ["甲", "乙"]
    answer = client.post(at(event), {"do": "refuse", "row": keys[2:]}, follow=True)
    assert "请写明不通过的理由" in answer.text
    client.post(at(event), {"do": "refuse", "row": keys[2:], "reason": "限会员企业"})
    refused = Registration.objects.get(name="丙")
    assert (refused.state, refused.reason) == ("refused", "限会员企业")


def test_rows_of_another_event_are_left_alone(as_person, event, editor):
    other = open_event(headline="通报会")
    key = enrol(other, "甲").people.get().pk
    as_person(editor).post(at(event), {"do": "cancel", "row": [key]})
    assert admitted(other) == ["甲"]
    group = other.registration_groups.get()
    assert as_person(editor).get(at(event, "registration", group.pk)).status_code == 404


def test_somebody_is_added_by_hand_past_window_and_approval(as_person, editor):
    event = open_event(settings={"needs_approval": True, "way": "invitation"})
    fields = {"hand": "1", "hand-name_1": "甲", "hand-phone_1": "138 0000 0001"}
    assert as_person(editor).post(at(event), fields).status_code == 302
    assert admitted(event) == ["甲"]
    wrong = as_person(editor).post(at(event), {**fields, "hand-phone_1": "1"})
    assert wrong.status_code == 422
    assert "不是电话号码" in wrong.text


def test_settings_questions_and_sessions_are_stored_from_one_form(as_person, editor):
    event = making.event("public")
    fields = {
        "way": "open",
        "capacity": "60",
        "most_together": "3",
        "retention_days": "90",
        "sessions": "下午参观 30\n座谈",
        "consent": "同意。",
        "label_1": "怎样来",
        "kind_1": "one",
        "options_1": "自驾、地铁",
        "required_1": "on",
        "kind_2": "text",
    }
    path = at(event, "registration_settings")
    assert as_person(editor).post(path, fields).status_code == 302
    event.refresh_from_db()
    settings = event.registration_settings
    assert (settings.capacity, settings.retention_days) == (60, 90)
    sessions = settings.sessions.values_list("title", "capacity")
    assert list(sessions) == [("下午参观", 30), ("座谈", None)]
    question = settings.questions.get()
    assert (question.label, question.options, question.required) == (
        "怎样来",
        ["自驾", "地铁"],
        True,
    )
    again = as_person(editor).get(path).text
    assert "下午参观 30" in again
    assert "自驾、地铁" in again
    verbs = AuditLine.objects.filter(entry=event.pk, verb__startswith="改报名")
    assert set(verbs.values_list("verb", flat=True)) == {"改报名设置", "改报名问题", "改报名分场"}


def test_too_few_places_are_refused_at_their_field(as_person, event, editor):
    enrol(event, "甲", "乙")
    fields = {"way": "open", "capacity": "1", "most_together": "3", "retention_days": "180"}
    answer = as_person(editor).post(at(event, "registration_settings"), fields)
    assert answer.status_code == 422
    assert "席数不能少于 2" in answer.text
    event.registration_settings.refresh_from_db()
    assert event.registration_settings.capacity == 2


def test_an_invitation_is_made_and_revoked(as_person, event, editor):
    open_registration(event, way="invitation")
    client = as_person(editor)
    client.post(at(event), {"do": "invite", "name": "一家企业", "quota": "2"})
    link = event.registration_settings.invitations.get()
    path = reverse("series:register_invited", args=[event.pk, link.code])
    assert f"http://testserver{path}" in client.get(at(event)).text
    client.post(at(event), {"do": "revoke", "invitation": link.pk})
    link.refresh_from_db()
    assert link.revoked_at


def test_the_list_costs_the_same_with_one_and_with_three(
    as_person, event, editor, django_assert_max_num_queries
):
    client = as_person(editor)
    enrol(event, "甲")
    client.get(at(event))
    with CaptureQueriesContext(connection) as before:
        client.get(at(event))
    enrol(event, "乙", "丙")
    with django_assert_max_num_queries(len(before)):
        client.get(at(event))


def test_each_deed_reads_in_the_list_of_the_form(as_person, event, editor):
    group = enrol(event, "甲")
    path = at(event, "registration", group.pk)
    as_person(editor).post(path, {"do": "note", "note": "要一个车位"})
    text = as_person(editor).get(path).text
    assert "要一个车位" in text
    assert "备注报名" in text
    assert people.editor().name in text
