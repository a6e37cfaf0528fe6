"""What endorsers are told by e-mail, once each."""

import pytest
from django.core import mail

from series.actions.editorial.publication import withdraw
from series.actions.endorsements import own
from series.actions.endorsements.deciding import verify
from series.actions.endorsements.endorsing import EndorsementDraft, endorse
from series.actions.endorsements.letters import preview_letter, send_letter
from series.actions.endorsements.mail import send_endorsement_mails
from series.actions.endorsements.settings import CONSENT, change_settings
from series.actions.errors import EditorialError
from series.actions.letters import LetterDraft
from series.models import AuditLine, EndorsementMail
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    row = making.initiative("published")
    given = {"signers": "both", "goal": 2, "names_public": True, "keep_days": 180}
    change_settings(row, consent=CONSENT, by=people.editor(), **given)
    return row


def person(call, phone="13900139000", email="wang@example.com", **facts):
    draft = EndorsementDraft(
        is_organization=False, name="王小明", phone=phone, email=email, **facts
    )
    return endorse(call.pk, draft)[0]


def mails_sent(root=""):
    mail.outbox.clear()
    send_endorsement_mails(root=root)
    return list(mail.outbox)


def test_who_gave_an_address_gets_the_receipt_once(call):
    row = person(call)
    person(call, phone="13800138000", email="")
    (message,) = mails_sent(root="https://example.cn")
    assert message.to == ["wang@example.com"]
    assert message.subject == f"联署已收到：《{call.headline}》"
    assert f"https://example.cn/endorsements/{row.code}/" in message.body
    assert mails_sent() == []


def test_who_endorsed_older_words_is_told_of_new_ones_once(call):
    person(call)
    mails_sent()
    making.republish(call, milestones=["2026-11 座谈"])
    assert mails_sent() == []  # the words are the same
    making.republish(call, body=call.body + "<p>再加一条。</p>")
    (message,) = mails_sent()
    assert "现在是第 2 版" in message.body
    assert "您联署的是第 1 版" in message.body
    assert mails_sent() == []


def test_of_two_changes_the_last_is_told_and_who_confirmed_is_not(call):
    row = person(call)
    other = person(call, phone="13800138000", email="li@example.com")
    mails_sent()
    making.republish(call, body=call.body + "<p>再加一条。</p>")
    making.republish(call, body=call.body + "<p>又加一条。</p>")
    own.confirm(row)
    (message,) = mails_sent()
    assert message.to == ["li@example.com"]
    assert "现在是第 3 版" in message.body
    own.withdraw(other)
    making.republish(call, body=call.body + "<p>还加一条。</p>")
    assert [each.to for each in mails_sent()] == [["wang@example.com"]]


def test_of_a_hidden_call_only_the_receipt_goes_and_without_its_name(call):
    person(call)
    making.republish(call, body=call.body + "<p>再加一条。</p>")
    person(call, phone="13800138000", email="li@example.com")
    withdraw(call, reason="有误", by=people.chief())
    sent = mails_sent()
    assert [each.subject for each in sent] == ["联署已收到：一份倡议"] * 2
    assert all(call.headline not in each.body for each in sent)


def test_a_letter_goes_to_verified_endorsers_and_the_audit_counts(call, editor, first):
    row = person(call)
    person(call, phone="13800138000", email="li@example.com")
    verify(call, [row.pk], by=editor)
    mails_sent()
    draft = LetterDraft(("verified",), "{倡议}：进展", "{名称}，回执号 {回执号}", form_key="a" * 32)
    with pytest.raises(EditorialError, match="须由这个栏目的编辑或终审人员"):
        send_letter(call, draft, by=first)
    assert preview_letter(call, draft, by=editor).body == "王**，回执号 •••••"
    send_letter(call, draft, by=editor)
    send_letter(call, draft, by=editor)
    (message,) = mails_sent()
    assert message.to == ["wang@example.com"]
    assert message.body.startswith("王小明，回执号 ")
    line = AuditLine.objects.get(verb="群发邮件")
    assert line.detail == {"chosen": "已核实", "letters": 1}
    assert EndorsementMail.objects.filter(kind="letter").count() == 1
