"""Logging in to the desk: one Chinese sentence for every failure."""

import pytest
from django.urls import reverse

from tests.helpers import people

pytestmark = pytest.mark.django_db
SENTENCE = "用户名或密码不正确，请核对大小写后再试；忘记密码请联系管理员。"


def log_in(client, username, password):
    given = {"username": username, "password": password, "next": "/desk/"}
    return client.post(reverse("admin:login"), given)


@pytest.fixture
def known():
    user = people.editor()
    user.set_password("qiu-tian-de-yuan-ye")
    user.save()
    return user


def test_the_right_password_opens_the_desk(client, known):
    assert log_in(client, known.username, "qiu-tian-de-yuan-ye")["Location"] == "/desk/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(client, known):
    for username in (known.username, "meiyou"):
        page = log_in(client, username, "cuo-wu-de-mi-ma")
        assert page.status_code == 200
        assert SENTENCE in page.content.decode()


def test_somebody_who_does_not_work_here_learns_nothing_more(client, outsider):
    outsider.set_password("qiu-tian-de-yuan-ye")
    outsider.save()
    page = log_in(client, outsider.username, "qiu-tian-de-yuan-ye").content.decode()
    assert SENTENCE in page
