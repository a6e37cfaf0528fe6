"""The page 全部转交: chosen, looked at, done; what the account page then says."""

import pytest
from django.urls import reverse
from lxml import html

from series.models import AuditLine
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db


def page_of(person):
    return reverse("admin:chamber_user_hand_over", args=[person.pk])


def test_the_whole_way_from_the_account(as_person, admin, editor):
    heir = people.of_column("编辑", making.column())
    making.article(headline="没写完的稿子")
    desk = as_person(admin)
    account = desk.get(reverse("admin:chamber_user_change", args=[editor.pk]))
    assert "仍在手上" in visible_text(account)
    assert page_of(editor) in account.text
    offered = html.fromstring(desk.get(page_of(editor)).text).xpath("//select/option/@value")
    assert str(heir.pk) in offered
    assert not {str(editor.pk), str(admin.pk)} & set(offered)
    preview = desk.get(page_of(editor), {"to": heir.pk})
    assert "没写完的稿子" in visible_text(preview)
    assert not AuditLine.objects.filter(verb="全部转交").exists()
    form = html.fromstring(preview.text).xpath("//form[@method='post' and .//input[@name='stamp']]")
    given = {field.get("name"): field.get("value") for field in form[0].xpath(".//input[@name]")}
    answer = desk.post(page_of(editor), given, follow=True)
    assert f"已把{editor}手上的 1 件转交给{heir}" in visible_text(answer)
    assert "仍在手上" not in visible_text(answer)
    assert f"转交{heir}" in visible_text(desk.get("/desk/series/article/"))


def test_a_plan_that_is_no_longer_true_is_shown_anew(as_person, admin, editor):
    heir = people.of_column("编辑", making.column())
    making.article()
    answer = as_person(admin).post(page_of(editor), {"to": heir.pk, "stamp": "alt"})
    assert "刚有变化" in visible_text(answer)
    assert AuditLine.objects.filter(verb="全部转交", result="refused").count() == 1


def test_without_a_receiver_nothing_happens(as_person, admin, editor):
    making.article()
    answer = as_person(admin).post(page_of(editor), {"to": ""})
    assert "请先选好转交给谁" in visible_text(answer)


def test_control_without_anything_in_hand_no_way_is_offered(as_person, admin, editor):
    words = as_person(admin).get(reverse("admin:chamber_user_change", args=[editor.pk])).text
    assert page_of(editor) not in words
