"""One account at the desk: roles as a table, the first password, what is in hand."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from lxml import html

from chamber.models import User
from series.actions.audit.registers import differences, record_states, told_states
from series.models import AuditLine, ColumnRole
from series.roles import EDITOR, FINAL, FIRST, SECOND, may
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db
ADD = "/desk/chamber/user/add/"


@pytest.fixture
def desk(as_person, admin):
    for name in (EDITOR, FIRST, SECOND, FINAL):
        Group.objects.get_or_create(name=name)
    return as_person(admin)


def box(role, column=None):
    return f"role-{Group.objects.get(name=role).pk}-{column.pk if column else 0}"


def page_of(person):
    return reverse("admin:chamber_user_change", args=[person.pk])


def shown_password(page):
    return re.search(r"<code[^>]*>([^<]+)</code>", page.text)[1]


def test_a_new_person_can_log_in_with_the_password_that_is_shown_once(desk):
    page = desk.post(
        ADD, posted(desk.get(ADD), name="李静", username="lijing", **{box(EDITOR): "on"})
    )
    password = shown_password(page)
    lijing = User.objects.get(username="lijing")
    assert lijing.must_change_password
    assert may(lijing, "create")
    assert Client().login(username="lijing", password=password)
    assert password not in desk.get(page_of(lijing)).text
    stored = AuditLine.objects.filter(object__contains="李静").values_list("detail", flat=True)
    assert all(password not in str(facts) for facts in stored)


def test_the_page_shows_no_hash_and_no_switch_that_locks_the_person_out(desk, editor):
    words = visible_text(desk.get(page_of(editor)))
    assert "工作人员状态" not in words
    assert "argon2" not in words
    assert "增加 用户" not in visible_text(desk.get(ADD))


def test_the_table_gives_and_takes_roles_in_columns(desk, editor):
    here, there = making.column(), making.column("行业动态")
    record_states()
    form = desk.get(page_of(editor))
    given = posted(form, **{box(FIRST, here): "on"})
    given.pop(box(EDITOR))
    desk.post(page_of(editor), given)
    person = User.objects.get(pk=editor.pk)
    assert may(person, "review_1", here)
    assert not may(person, "review_1", there)
    assert not may(person, "create", here)
    line = AuditLine.objects.filter(verb="修改用户").latest("number")
    assert line.detail["column_roles"] == [str(ColumnRole.objects.get())]
    given.pop(box(FIRST, here))
    desk.post(page_of(editor), given)
    assert not ColumnRole.objects.exists()
    verbs = AuditLine.objects.filter(verb__endswith="栏目授权").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["新建栏目授权", "删除栏目授权"]
    assert list(differences(told_states())) == []


def test_who_writes_and_signs_in_a_column_is_told(desk, editor):
    column = making.column()
    given = posted(
        desk.get(page_of(editor)), **{box(EDITOR, column): "on", box(FIRST, column): "on"}
    )
    desk.post(page_of(editor), given)
    rows = html.fromstring(desk.get(page_of(editor)).text).xpath("//table//tr[th/small]/th")
    assert [row.text for row in rows] == [column.name]


def test_a_new_password_replaces_the_old_one_and_ends_the_sessions(desk, editor):
    at_work = Client()
    at_work.force_login(editor)
    page = desk.post(reverse("admin:chamber_user_new_password", args=[editor.pk]))
    assert Client().login(username="editor", password=shown_password(page))
    assert not Client().login(username="editor", password=people.PASSWORD)
    assert at_work.get("/desk/").status_code == 302


def test_ones_own_password_is_not_given_here(desk, admin):
    address = reverse("admin:chamber_user_new_password", args=[admin.pk])
    assert "右上角的“改密码”" in desk.post(address, follow=True).text
    assert Client().login(username="admin", password=people.PASSWORD)


def test_the_page_says_what_the_person_still_has_in_hand(desk, editor):
    making.article(headline="没有写完的稿件")
    words = visible_text(desk.get(page_of(editor)))
    assert "草稿 1 件" in words
    assert "没有写完的稿件" in words
    assert "手里还有" not in visible_text(desk.get(page_of(people.second())))


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_chooses_the_password_of_another(desk, editor, method):
    chosen = {"password1": "zhe-shi-mi-ma-2026", "password2": "zhe-shi-mi-ma-2026"}
    answer = getattr(desk, method)(f"/desk/chamber/user/{editor.pk}/password/", chosen, follow=True)
    assert "password1" not in answer.text
    editor.refresh_from_db()
    assert editor.check_password(people.PASSWORD)
    own = html.fromstring(desk.get(page_of(editor)).text).xpath("//button[text()='给新密码']")
    assert len(own) == 1
