"""A forgotten password: the link by e-mail, its one use, its limits; without mail whom to ask."""

import re
import threading

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from chamber.models import UserSession
from series.actions.desk.mail import OFF
from series.actions.desk.password_mail import THREAD
from series.models import AuditLine
from tests.helpers import people

pytestmark = pytest.mark.django_db
ASK = "/desk/password_reset/"
NEW = "qiu-tian-de-yuan-ye-2"
PASSWORDS = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def known():
    user = people.editor()
    user.email = "bianji@example.cn"
    user.must_change_password = True
    user.save()
    return user


def ask(client, email, **also):
    answer = client.post(ASK, {"email": email}, **also)
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()
    return answer


def link():
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_the_link_sets_a_password_once_and_ends_all_sessions(client, known):
    Client().force_login(known)
    assert UserSession.objects.filter(user=known).exists()
    ask(client, "Bianji@example.cn")
    assert mail.outbox[0].to == ["bianji@example.cn"]
    address = link()
    form = client.get(address, follow=True)
    answer = client.post(form.wsgi_request.path, PASSWORDS, follow=True)
    assert "密码已改好，请用新密码登录" in answer.text
    known.refresh_from_db()
    assert known.check_password(NEW)
    assert not known.must_change_password
    assert not UserSession.objects.filter(user=known).exists()
    assert "这个链接已经用过" in client.get(address, follow=True).text
    verbs = AuditLine.objects.order_by("pk").values_list("verb", "object")
    assert list(verbs)[:2] == [("求重设密码", "editor"), ("凭邮件改密码", "editor")]


def test_an_unknown_address_gets_the_same_answer(client, known):
    answers = [ask(client, email) for email in ("bianji@example.cn", "meiyou@example.cn")]
    assert {(row.status_code, row.url) for row in answers} == {(302, f"{ASK}sent/")}
    assert len(mail.outbox) == 1
    assert "如果这个邮箱属于一个账号" in client.get(answers[0].url).text
    assert not [row for row in AuditLine.objects.values() if "meiyou" in str(row)]


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_accounts_that_cannot_log_in_get_no_link(client, known, change):
    type(known).objects.update(**change)
    ask(client, known.email)
    assert mail.outbox == []


def test_one_address_asks_five_times_in_a_quarter_of_an_hour(client, known):
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False) as clock:
        statuses = [ask(client, f"a{n}@example.cn").status_code for n in range(6)]
        assert statuses == [302] * 5 + [429]
        paused = ask(client, known.email)
        assert "请求重设密码的次数太多，请 15 分钟后再试；急用请联系管理员" in paused.text
        assert "登录失败" not in paused.text
        assert paused["Retry-After"] == "900"
        assert mail.outbox == []
        clock.shift(15 * 60 + 1)
        assert ask(client, known.email).status_code == 302
    assert len(mail.outbox) == 1


def test_one_account_gets_three_links_an_hour_from_wherever(client, known):
    for number in range(5):
        assert ask(client, known.email, REMOTE_ADDR=f"192.0.2.{number}").status_code == 302
    assert len(mail.outbox) == 3


def test_a_link_ends_after_an_hour(client, known):
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False) as clock:
        ask(client, known.email)
        clock.shift(3601)
        assert "这个链接已经用过或过了一小时" in client.get(link(), follow=True).text


def test_without_mail_it_says_whom_to_ask(client, known, settings):
    settings.EMAIL_BACKEND = OFF
    assert "请联系管理员给您一个新密码" in client.get(ASK).text
    ask(client, known.email)
    assert mail.outbox == []


def test_the_log_in_leads_there(client):
    assert f'href="{ASK}"' in client.get(reverse("admin:login")).text
