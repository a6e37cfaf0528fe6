"""Logging in to the desk: one Chinese sentence for every failure."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.urls import reverse

from chamber import settings as production
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


def test_an_old_hash_still_opens_the_desk_and_becomes_argon2(client, known, settings):
    settings.PASSWORD_HASHERS = production.PASSWORD_HASHERS
    known.password = make_password("qiu-tian-de-yuan-ye", hasher="pbkdf2_sha256")
    known.save()
    assert log_in(client, known.username, "cuo-wu-de-mi-ma").status_code == 200
    known.refresh_from_db()
    assert identify_hasher(known.password).algorithm == "pbkdf2_sha256"
    for _ in range(2):  # by the old hash, then by the new one
        assert log_in(client, known.username, "qiu-tian-de-yuan-ye")["Location"] == "/desk/"
        known.refresh_from_db()
        assert identify_hasher(known.password).algorithm == "argon2"
