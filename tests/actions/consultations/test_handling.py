"""An answer is drafted, reviewed by a second person, and told to whoever asked."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from series.actions.consultations.handling import AnswerDraft, assign, save_draft, submit
from series.actions.consultations.mail import send_consultation_mails
from series.actions.consultations.own import correct
from series.actions.consultations.purge import purge_consultations
from series.actions.consultations.reviewing import approve, hide, send_back
from series.actions.consultations.tallies import answered_tally
from series.actions.desk.start_page import waiting_numbers
from series.actions.errors import EditorialError
from series.models import AuditLine, Consultation, Notification
from tests.helpers import people
from tests.helpers.deeds import consulting

pytestmark = pytest.mark.django_db


def test_nobody_reviews_their_own_answer():
    sent = consulting.drafted(by=people.chief())
    with pytest.raises(EditorialError, match="另一位终审人员"):
        approve(sent, version=sent.version, publish=True, by=people.chief())
    facts = {"state": "closed", "closed_at": timezone.now(), "working_days": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=sent.pk).update(reviewed_by=people.chief(), **facts)


def test_neither_an_editor_nor_an_administrator_reviews():
    sent = consulting.drafted()
    for by in (people.second(), people.admin()):
        with pytest.raises(EditorialError):
            approve(sent, version=sent.version, publish=True, by=by)
    done = approve(sent, version=sent.version, publish=True, by=people.chief())
    assert (done.state, done.reviewed_by, done.is_public) == ("closed", people.chief(), True)


def test_what_changed_since_it_was_shown_is_not_approved():
    sent = consulting.drafted()
    correct(sent, name="改了")
    with pytest.raises(EditorialError, match="刚被别人或提问人改动"):
        approve(sent, version=sent.version, publish=True, by=people.chief())


def test_only_an_answer_that_may_be_public_is_published():
    private = consulting.drafted(consulting.asked(may_publish=False))
    with pytest.raises(EditorialError, match="没有同意公开"):
        approve(private, version=private.version, publish=True, by=people.chief())
    moved = consulting.drafted(outcome="transfer", transferred_to="人社局")
    with pytest.raises(EditorialError, match="只有答复可以公开"):
        approve(moved, version=moved.version, publish=True, by=people.chief())
    assert not Consultation.objects.published().exists()


def test_a_transfer_names_where_to_and_a_refusal_its_reason():
    row = consulting.asked()
    for fields, said in (
        ({"outcome": "transfer", "answer": "已转"}, "转给哪个单位"),
        ({"outcome": "decline", "answer": ""}, "先写好不予受理"),
    ):
        row = save_draft(row, AnswerDraft(**fields), version=row.version, by=people.editor())
        with pytest.raises(EditorialError, match=said):
            submit(row, version=row.version, by=people.editor())


def test_an_answer_sent_back_is_changed_and_its_writer_is_told():
    sent = consulting.drafted()
    back = send_back(sent, version=sent.version, reason="请写明依据", by=people.chief())
    assert (back.state, back.returned_because) == ("open", "请写明依据")
    assert Notification.objects.filter(user=people.editor(), text__contains="请写明依据").exists()
    again = consulting.answered(back, answer="可以，见第三条。")
    assert (again.answer, again.returned_because) == ("可以，见第三条。", "")


def test_the_audit_names_numbers_and_no_person():
    row = consulting.asked()
    assign(row, to=people.editor(), by=people.chief())
    hide(consulting.answered(row), reason="重复", by=people.chief())
    lines = AuditLine.objects.filter(object=str(row)).order_by("pk")
    assert [line.verb for line in lines] == [
        "分办咨询",
        "送审答复",
        "通过答复并公开",
        "撤下公开答复",
    ]
    said = str([(line.object, line.detail) for line in lines])
    for secret in (consulting.NAME, consulting.PHONE, consulting.MAIL, consulting.FIRM, row.code):
        assert secret not in said


def test_mail_goes_out_once_with_the_code_and_the_answer():
    row = consulting.answered(publish=False)
    assert send_consultation_mails(root="https://example.cn").messages == 2
    assert send_consultation_mails().messages == 0
    first, second = (message.body for message in mail.outbox)
    assert f"https://example.cn/consultations/mine/{row.code}/" in first
    assert consulting.ANSWER not in first
    assert consulting.ANSWER in second


def test_the_purge_leaves_what_is_public_and_what_is_counted():
    public = consulting.answered()
    private = consulting.answered(publish=False)
    still_open = consulting.asked()
    assert purge_consultations() == 0
    late = timezone.now() + timedelta(days=181)
    assert purge_consultations(late) == 2
    for row in (public, private, still_open):
        row.refresh_from_db()
    assert (public.name, public.phone, public.phone_hash, public.question) == ("", "", "", "")
    assert (public.public_question, public.answer) == (
        consulting.PUBLIC_QUESTION,
        consulting.ANSWER,
    )
    assert (private.answer, private.public_question, private.working_days) == ("", "", 0)
    assert still_open.phone == consulting.PHONE
    assert AuditLine.objects.get(verb="清除咨询信息").detail == {"count": 2}


def at_work(user):
    return waiting_numbers(user, timezone.now()).consultations


def test_the_start_page_counts_and_the_tally_takes_the_median():
    assert not at_work(people.editor())
    consulting.received(consulting.asked(), days=40)
    consulting.drafted()
    numbers = at_work(people.editor())
    assert (numbers.open, numbers.late, numbers.reviewing) == (2, 1, 1)
    assert not at_work(people.second())
    for days in (3, 5, 40):
        row = consulting.answered(consulting.received(consulting.asked(), days=days))
        Consultation.objects.filter(pk=row.pk).update(working_days=days)
    assert (answered_tally().count, answered_tally().median) == (3, 5)
