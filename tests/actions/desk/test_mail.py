"""E-mail: one message a person, each sentence once, failures counted and shown."""

import smtplib
import socketserver
import threading
from datetime import timedelta
from email import message_from_bytes, policy
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from series.actions.desk.mail import (
    OFF,
    claim_notifications,
    is_on,
    release_notifications,
    send_notifications,
)
from series.actions.desk.start_page import checks_made, problems
from series.actions.notifying import MOST_MAIL_ATTEMPTS
from series.models import Notification
from tests.helpers import making, people

ROOT = "https://zt.example.org"


class SmtpServer(socketserver.ThreadingTCPServer):
    """As much of RFC 5321 as smtplib speaks; keeps what it was sent, or refuses."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, *, refuses=False):
        super().__init__(("127.0.0.1", 0), Talk)
        self.refuses, self.messages = refuses, []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


class Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 test")
        for raw in self.rfile:
            verb = raw[:4].strip().upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.messages.append(self.text())
                self.say("250 kept")
            elif verb == b"RCPT" and self.server.refuses:
                self.say("550 nobody here")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def text(self):
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                return b"".join(lines)
            lines.append(raw)
        return b""


@pytest.fixture
def reader(db):
    user = people.editor()
    user.email = "chen@example.org"
    user.save()
    return user


def tell(user, text="《座谈会》待初审", **fields):
    return Notification.objects.create(user=user, text=text, **fields)


def waiting():
    return Notification.objects.filter(mailed_at=None).count()


def test_one_message_gathers_the_sentences_with_their_addresses(reader):
    entry = making.article()
    Notification.objects.all().delete()
    tell(reader, "《座谈会》被周初退回修改：核对数字", entry_id=entry.pk)
    tell(reader, "《倡议》待初审")
    sent = send_notifications(root=ROOT)
    assert (sent.messages, sent.sentences, sent.failed) == (1, 2, 0)
    (message,) = mail.outbox
    assert message.to == ["chen@example.org"]
    assert message.subject == "【编辑工作台】2 条通知：《座谈会》被周初退回修改：核对数字"
    assert "陈编，您好：" in message.body
    assert f"{ROOT}/desk/series/article/{entry.pk}/change/" in message.body
    assert f"全部通知：{ROOT}/desk/notifications/" in message.body
    assert waiting() == 0


def test_nothing_is_sent_twice(reader):
    tell(reader)
    assert send_notifications().messages == 1
    assert send_notifications().messages == 0
    assert len(mail.outbox) == 1


def test_without_a_public_address_no_address_is_named(reader):
    tell(reader, entry_id=making.article().pk)
    send_notifications()
    assert "http" not in mail.outbox[0].body


def test_who_has_no_address_is_left_alone(reader, first):
    tell(first)
    assert send_notifications().messages == 0
    assert waiting() == 1


def test_who_left_gets_no_mail(reader):
    tell(reader)
    reader.is_active = False
    reader.save()
    assert send_notifications().messages == 0


def test_what_is_read_or_old_is_not_sent(reader):
    tell(reader, read_at=timezone.now())
    old = tell(reader)
    Notification.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=4))
    assert send_notifications().messages == 0


def test_an_opinion_with_line_ends_makes_no_header(reader):
    tell(reader, "《座谈会》被退回：第一行\nBcc: evil@example.org")
    send_notifications()
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


def test_off_nothing_is_sent_and_nothing_is_marked(reader, settings):
    settings.EMAIL_BACKEND = OFF
    tell(reader)
    out = StringIO()
    call_command("send_notifications", stdout=out)
    assert "没有设置 EMAIL_URL" in out.getvalue()
    assert not is_on()
    assert waiting() == 1


def test_the_command_says_what_it_sent(reader):
    tell(reader)
    out = StringIO()
    call_command("send_notifications", stdout=out)
    assert "发出 1 封邮件，含 1 条通知" in out.getvalue()


def test_two_processes_share_the_sentences(reader):
    """What one claimed the other does not get; given back, it waits again."""
    rows = [tell(reader, f"第{number}条") for number in range(3)]
    mine = claim_notifications(reader)
    assert [row.pk for row in mine] == [row.pk for row in rows]
    assert claim_notifications(reader) == []
    release_notifications(mine[:1])
    assert [row.pk for row in claim_notifications(reader)] == [rows[0].pk]


@pytest.mark.django_db(transaction=True)
def test_racing_processes_send_each_sentence_once():
    """Real transactions: eight claims at once, every sentence in exactly one of them."""
    user = people.editor()
    rows = {tell(user, f"第{number}条").pk for number in range(20)}
    got, gate = [], threading.Barrier(8)

    def take():
        gate.wait()
        got.extend(row.pk for row in claim_notifications(user))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(rows)


@pytest.mark.parametrize("refuses", [False, True])
def test_a_real_server_gets_it_or_refuses_it(reader, chief, settings, refuses):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server = SmtpServer(refuses=refuses)
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    tell(reader, "《座谈会》待初审")
    sent = send_notifications(root=ROOT)
    server.shutdown()
    server.server_close()
    row = Notification.objects.get()
    if refuses:
        assert (sent.failed, row.mailed_at, row.mail_failures) == (1, None, 1)
        (problem,) = [one for one in problems(chief, checks_made()) if one.name == "mails"]
        assert (problem.count, problem.findings[0]["text"]) == (
            1,
            "发给陈编：试了 1 次（最多 5 次）",
        )
    else:
        message = message_from_bytes(server.messages[0], policy=policy.default)
        assert message["To"] == "chen@example.org"
        assert message["Subject"].strip() == "【编辑工作台】《座谈会》待初审"
        assert "《座谈会》待初审" in message.get_content()
        assert row.mailed_at


def test_after_five_failures_it_is_given_up(reader, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(reader)
    failed = [send_notifications().failed for _ in range(MOST_MAIL_ATTEMPTS + 1)]
    assert failed == [1] * MOST_MAIL_ATTEMPTS + [0]


def test_control_the_little_server_speaks_to_smtplib():
    server = SmtpServer(refuses=True)
    with smtplib.SMTP(*server.server_address) as client, pytest.raises(smtplib.SMTPException):
        client.sendmail("a@example.org", ["b@example.org"], "Subject: x\n\ny")
    server.shutdown()
    server.server_close()
