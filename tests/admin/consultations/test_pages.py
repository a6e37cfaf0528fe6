"""咨询 at the desk: the list with its clock, one question, the settings."""

import pytest

from series.models import AuditLine, Consultation, ConsultationSettings, SpecialDay
from tests.helpers import people
from tests.helpers.deeds import consulting

pytestmark = pytest.mark.django_db
LIST = "/desk/consultations/"


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def at(row):
    return f"{LIST}{row.pk}/"


def as_one(client, person):
    client.force_login(person)
    return client


def test_the_list_shows_the_oldest_first_and_what_is_late_in_words(client):
    late = consulting.received(consulting.asked(title="等了很久"), days=60)
    fresh = consulting.asked(title="刚刚来的")
    text = text_of(as_one(client, people.editor()).get(LIST))
    assert text.index(late.title) < text.index(fresh.title)
    assert '<span class="late">逾期' in text
    assert "还有 15 个工作日" in text
    assert consulting.PHONE not in text
    assert late.title not in text_of(client.get(f"{LIST}?state=answered"))
    assert fresh.title in text_of(client.get(f"{LIST}?q=刚刚"))


def test_a_question_goes_from_assignment_to_its_public_page(client):
    row = consulting.asked()
    as_one(client, people.editor())
    client.post(at(row), {"do": "assign", "to": people.editor().pk})
    client.post(at(row), {"do": "note", "note": "问过经济服务处"})
    draft = {
        "version": row.version,
        "outcome": "answer",
        "answer": consulting.ANSWER,
        "public_title": consulting.TITLE,
        "public_question": consulting.PUBLIC_QUESTION,
    }
    client.post(at(row), {"do": "submit", **draft})
    row.refresh_from_db()
    assert (row.state, row.assignee, row.drafted_by) == ("reviewing", *[people.editor()] * 2)
    assert "通过并公开" not in text_of(client.get(at(row)))
    page = text_of(as_one(client, people.chief()).get(at(row)))
    assert "通过并公开" in page
    assert "问过经济服务处" in page
    client.post(at(row), {"do": "publish", "version": row.version})
    assert consulting.ANSWER in text_of(client.get(row.get_absolute_url()))


def test_an_editor_who_presses_the_reviewers_button_is_refused(client):
    row = consulting.drafted()
    as_one(client, people.editor())
    text = text_of(client.post(at(row), {"do": "publish", "version": row.version}))
    assert "须由终审人员审核" in text
    assert not Consultation.objects.published().exists()


def test_a_phone_is_masked_until_somebody_who_may_asks_for_it(client):
    row = consulting.asked()
    assert client.post(at(row), {"do": "reveal"}).status_code == 302  # to the log-in
    as_one(client, people.editor())
    assert client.post(at(row), {"do": "reveal"}).status_code == 403
    as_one(client, people.chief())
    assert consulting.PHONE not in text_of(client.get(at(row)))
    assert consulting.PHONE in text_of(client.post(at(row), {"do": "reveal"}))
    assert AuditLine.objects.get(verb="查看咨询电话").object == str(row)


def test_the_settings_and_special_days_are_stored_and_told(client):
    as_one(client, people.chief())
    path = f"{LIST}settings/"
    given = {"do": "settings", "answer_days": 10, "keep_days": 90, "consent": "同意收集"}
    assert client.post(path, given).status_code == 302
    settings = ConsultationSettings.objects.get()
    assert (settings.is_open, settings.answer_days) == (False, 10)
    assert "几个工作日内答复：15→10" in AuditLine.objects.get(verb="改咨询设置").detail["changed"]
    days = {"do": "days", "days": "2026-10-01 放假\n2026-10-10 上班"}
    assert client.post(path, days).status_code == 302
    assert list(SpecialDay.objects.values_list("is_worked", flat=True)) == [False, True]
    wrong = text_of(client.post(path, {"do": "days", "days": "国庆节"}), 422)
    assert "看不懂" in wrong
    assert SpecialDay.objects.count() == 2
