"""A password that somebody else knows opens the page for changing it, and nothing else."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from chamber.models import User
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
NEW = "qiu-tian-de-yuan-ye-2"
PAGE = "/desk/password_change/"
CHANGED = {"old_password": people.PASSWORD, "new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def public(settings):
    settings.PUBLIC_HOSTS = ["chamber.test"]


@pytest.fixture
def given(as_person, editor):
    User.objects.filter(pk=editor.pk).update(must_change_password=True)
    return as_person(editor)


def test_only_the_change_page_answers(public, given):
    entry = making.article()
    addresses = [reverse("admin:index"), f"/desk/series/article/{entry.pk}/change/"]
    for address in addresses:
        for ask in (given.get, given.post):
            answer = ask(address)
            assert (answer.status_code, answer.get("Location")) == (302, PAGE)
    assert "现在的密码是别人给您的" in given.get(PAGE).text
    assert given.post(reverse("admin:logout")).status_code == 200


def test_public_pages_show_no_more_than_to_a_reader(public, given, editor):
    assert given.get("/").wsgi_request.user.is_anonymous
    User.objects.update(must_change_password=False)
    assert given.get("/").wsgi_request.user == editor


def test_the_changed_password_opens_the_desk(public, given):
    assert given.post(PAGE, CHANGED)["Location"] == "/desk/password_change/done/"
    assert given.get("/desk/").status_code == 200
    assert not User.objects.get(username="editor").must_change_password


def test_the_same_password_is_no_change(public, given):
    same = {**CHANGED, "new_password1": people.PASSWORD, "new_password2": people.PASSWORD}
    assert "新密码与现在的相同，请换一个" in given.post(PAGE, same).text
    assert given.get("/desk/").status_code == 302


def test_on_localhost_it_is_advised(given):
    page = given.get("/desk/")
    assert "请尽快" in page.text
    User.objects.update(must_change_password=False)
    assert "请尽快" not in given.get("/desk/").text


def test_a_person_with_an_own_password_is_not_asked(public, as_person, editor):
    assert as_person(editor).get("/desk/").status_code == 200


@pytest.mark.any_database
def test_every_way_of_giving_a_password_asks_for_another(settings, tmp_path, as_person, admin):
    settings.DATA_DIR = tmp_path
    call_command("accounts")
    assert User.objects.filter(must_change_password=True).count() == 5
    User.objects.update(must_change_password=False)
    call_command("accounts", "--reset", "bianji")
    assert list(asked()) == ["bianji"]
    desk = as_person(admin)
    fushen = User.objects.get(username="fushen")
    desk.post(reverse("admin:chamber_user_new_password", args=[fushen.pk]))
    desk.post(reverse("admin:chamber_user_add"), {"username": "xinren", "name": "新人"})
    assert list(asked()) == ["bianji", "fushen", "xinren"]
    desk.post(reverse("admin:chamber_user_new_password", args=[admin.pk]))
    assert "admin" not in asked()  # one's own is changed on one's own page


def asked():
    rows = User.objects.filter(must_change_password=True).order_by("username")
    return rows.values_list("username", flat=True)
