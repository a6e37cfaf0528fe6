"""The day of an event at the desk: links shown once, lists, what is printed, the export."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from series.models import AuditLine, CheckIn, CheckInLink
from series.registration.check_in_codes import certificate_number
from tests.helpers import people
from tests.helpers.deeds.checking_in import came, event_today, person
from tests.helpers.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return event_today(settings={"capacity": 3})


def at(event, page="check_in"):
    return reverse(f"admin:series_event_{page}", args=[event.pk])


def made_by(answer):
    found = re.search(r'readonly value="http://testserver([^"]+)"', answer.text)
    return found and found[1]


@pytest.mark.parametrize(("kind", "start"), [("helper", "/checkin/"), ("wall", "/wall/")])
def test_a_link_is_shown_once_opens_and_is_revoked(as_person, client, event, editor, kind, start):
    desk = as_person(editor)
    path = made_by(desk.post(at(event), {"do": "make", "kind": kind, "name": "2号口"}))
    assert path.startswith(start)
    assert client.get(path).status_code == 200
    page = desk.get(at(event)).text
    assert "2号口" in page
    assert path not in page
    desk.post(at(event), {"do": "revoke", "link": CheckInLink.objects.get().pk})
    assert client.get(path).status_code == 410
    verbs = AuditLine.objects.filter(verb__contains="签到链接").order_by("pk")
    assert [line.verb for line in verbs] == ["生成签到链接", "收回签到链接"]
    assert path.split("/")[2] not in "".join(str(line.detail) for line in verbs)


def test_a_link_needs_a_name_and_a_link_of_another_event_stays(as_person, event, editor):
    desk, other = as_person(editor), event_today(headline="通报会")
    answer = desk.post(at(event), {"do": "make", "kind": "helper", "name": ""}, follow=True)
    assert "请写明链接给谁用" in answer.text
    desk.post(at(other), {"do": "make", "kind": "helper", "name": "门口"})
    link = CheckInLink.objects.get()
    desk.post(at(event), {"do": "revoke", "link": link.pk})
    link.refresh_from_db()
    assert link.revoked_at is None


def test_lists_of_who_came_and_who_is_absent_mask_phones(as_person, event, editor):
    here, away = came(event, "王敏"), person(event, "李强")
    desk = as_person(editor)
    lists = [desk.get(at(event), {"list": name}).text for name in ("came", "absent")]
    assert ["王敏" in text for text in lists] == [True, False]
    assert ["李强" in text for text in lists] == [False, True]
    assert "已到 1，有席位 2，一直没到 1；找人 1" in words(lists[0])
    for row in (here, away):
        assert row.phone not in "".join(lists)


def test_the_desk_checks_in_and_takes_back(as_person, event, editor):
    row, desk = person(event, "王敏"), as_person(editor)
    answer = desk.post(at(event), {"do": "check_in", "person": row.pk}, follow=True)
    assert "王敏已签到" in answer.text
    stored = CheckIn.objects.get()
    assert (stored.way, stored.by) == ("desk", editor)
    desk.post(at(event), {"do": "undo", "check_in": stored.pk})
    stored.refresh_from_db()
    assert stored.undone_by == editor
    other = person(event_today(headline="通报会"), "乙")
    for fields in ({"person": other.pk}, {"person": "x"}):
        answer = desk.post(at(event), {"do": "check_in", **fields}, follow=True)
        assert "没有这个人" in answer.text
    assert CheckIn.objects.count() == 1


def test_what_is_printed_has_names_and_no_full_phone(as_person, event, editor):
    rows = [person(event, name, organization="一家企业") for name in ("王敏", "安宁", "李强")]
    waiting = person(event, "赵六")
    desk = as_person(editor)
    paper, badges = (desk.get(at(event, page)).text for page in ("paper_list", "badges"))
    places = [paper.index(name) for name in ("安宁", "李强", "王敏")]
    assert places == sorted(places)
    assert "一家企业" in badges
    for row in rows:
        assert row.name in badges
        assert row.phone[-4:] in paper
        assert row.phone not in paper + badges
        assert row.phone[-4:] not in badges
    assert waiting.name not in paper + badges


def test_certificates_of_all_who_came_are_one_page(as_person, event, editor):
    here = came(event, "王敏")
    person(event, "李强")
    text = as_person(editor).get(at(event, "certificates")).text
    assert certificate_number(here) in text
    assert "李强" not in text


def test_the_export_tells_who_came(as_person, event, editor):
    came(event, "王敏")
    person(event, "李强")
    answer = as_person(editor).get(at(event, "registrations_xlsx"))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    head, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    place = head.index("签到")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", first[place])
    assert (first[place + 1], second[place]) == ("找人", None)


def test_who_may_not_handle_registrations_sees_none_of_it(as_person, event):
    for user in (people.first(), people.auditor(), people.operator()):
        for page in ("check_in", "paper_list", "badges", "certificates"):
            assert as_person(user).get(at(event, page)).status_code == 403
        as_person(user).post(at(event), {"do": "make", "kind": "helper", "name": "门口"})
    assert not CheckInLink.objects.exists()
