"""Every address × every person × GET and POST. A new address without a rule fails here."""

import re

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from chamber.models import User
from series.admin.site import SECTIONS
from series.models import Article, Entry, Review, Revision
from tests.helpers import making, people, permission_table
from tests.helpers.module_pages import desk_rows

__all__ = ["desk_rows"]
# Once: what a role may is worked out in Python, and the query of roles is asked on both (tests/test_roles.py).
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CAST = {
    "editor": people.editor,
    "first": people.first,
    "second": people.second,
    "chief": people.chief,
    "admin": people.admin,
    "auditor": people.auditor,
    "operator": people.operator,
}
# The second reviewer passes the doors of the first; the chief those of the editor and the first.
SLOW = pytest.mark.slow(reason="220 addresses a case; editor, first reviewer and admin stay")
ROLES = [pytest.param(role, marks=SLOW if role in ("second", "chief") else ()) for role in CAST]
SIGNED = {"revision": "1", "words": "请核对第二段的数字"}


def open_addresses(rows):
    return [
        reverse("admin:index"),
        reverse("admin:password_change"),
        reverse("admin:password_change_done"),
        reverse("admin:jsi18n"),
        reverse("admin:desk_sessions"),
        reverse("admin:desk_session"),
        reverse("admin:app_list", args=["series"]),
        reverse(
            "admin:view_on_site",
            args=[ContentType.objects.get_for_model(Article).pk, rows["series_article"]],
        ),
    ]


def test_every_address_has_a_rule():
    assert permission_table.names() == set(permission_table.EXPECTED) | permission_table.OPEN


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_log_in(client, desk_rows, outsider, method):
    addresses = [
        permission_table.address(name, desk_rows) for name in permission_table.EXPECTED
    ] + open_addresses(desk_rows)
    for user in (None, outsider):
        if user:
            client.force_login(user)
        for url in addresses:
            answer = getattr(client, method)(url, SIGNED if method == "post" else None)
            assert answer.status_code == 302, (url, user)
            assert answer.url.startswith("/desk/login/"), (url, user)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_passes_its_own_doors_only(client, desk_rows, role, method):
    client.force_login(CAST[role]())
    wrong = []
    for name, allowed in permission_table.EXPECTED.items():
        url = permission_table.address(name, desk_rows)
        status = getattr(client, method)(url, SIGNED if method == "post" else None).status_code
        may = role in allowed[method == "post"]
        if (status == 403) == may or status >= 500 or status == 404:
            wrong.append((name, status, may))
    assert wrong == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_without_a_role_passes_none(client, desk_rows, method):
    client.force_login(User.objects.create_user("newcomer", is_staff=True))
    for name in permission_table.EXPECTED:
        answer = getattr(client, method)(permission_table.address(name, desk_rows))
        assert answer.status_code == 403, name
    page = client.get(reverse("admin:index"))
    assert "您的账号还没有角色" in page.text


@pytest.mark.parametrize("role", ["editor", "first", "second", "admin"])
def test_a_forged_post_changes_nothing(client, role):
    """What a wrong role sends leaves no trace; the right role's does (the control below)."""
    entry = making.article("published")
    client.force_login(CAST[role]())
    for step in ("sign", "return"):
        client.post(reverse(f"admin:series_article_{step}", args=[entry.pk]), SIGNED)
    if role != "admin":
        client.post(reverse("admin:series_article_withdraw", args=[entry.pk]), SIGNED)
    entry.refresh_from_db()
    reviews = Review.objects.filter(revision__entry=entry)
    assert (entry.visibility, reviews.count()) == ("public", 3)


def test_the_chief_withdraws(client):
    entry = making.article("published")
    client.force_login(people.chief())
    client.post(reverse("admin:series_article_withdraw", args=[entry.pk]), SIGNED)
    entry.refresh_from_db()
    assert entry.visibility == "withdrawn"


def test_reviewers_cannot_write_by_post(client):
    entry = making.article()
    before = (Entry.objects.count(), Revision.objects.count())
    client.force_login(people.first())
    content = {"column": entry.column_id, "headline": "改过的标题", "base": "1"}
    assert client.post(f"/desk/series/article/{entry.pk}/change/", content).status_code == 403
    assert client.post("/desk/series/article/add/", content).status_code == 403
    assert (Entry.objects.count(), Revision.objects.count()) == before


@pytest.mark.parametrize(
    ("model", "field", "allowed"),
    [("entry", "column", set(CAST) - {"auditor", "operator"}), ("auditline", "actor", {"admin"})],
)
def test_completion_asks_for_the_right_to_see(client, model, field, allowed):
    query = {"app_label": "series", "model_name": model, "field_name": field, "term": "新"}
    for role, person in CAST.items():
        client.force_login(person())
        status = client.get(reverse("admin:autocomplete"), query).status_code
        assert status == (200 if role in allowed else 403), role


def test_steps_need_the_csrf_token(chief):
    from django.test import Client

    entry = making.article("published")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(chief)
    answer = strict.post(reverse("admin:series_article_withdraw", args=[entry.pk]), SIGNED)
    assert answer.status_code == 403
    entry.refresh_from_db()
    assert entry.visibility == "public"


def test_every_registered_model_stands_in_a_section():
    grouped = {key for _, keys in SECTIONS for key in keys}
    registered = {f"{model._meta.app_label}.{model.__name__}" for model in admin.site._registry}
    assert registered == grouped
    names = {name for name, _ in SECTIONS}
    assert {page.section for page in admin.site.pages if page.label} <= names


def test_each_role_sees_its_sections(as_person, editor, first, admin):
    def seen(user):
        page = as_person(user).get(reverse("admin:index"))
        return [group["name"] for group in page.context["available_apps"]]

    assert seen(first) == ["稿件", "排期", "素材", "审签", "设置"]
    assert seen(editor) == seen(admin) == ["稿件", "排期", "互动", "素材", "审签", "设置"]
    assert seen(people.auditor()) == ["审签", "设置"]
    assert seen(people.operator()) == ["设置"]


@pytest.mark.parametrize(
    ("page", "section", "link"),
    [
        ("series_article_add", "稿件", "文章"),
        ("series_entry_calendar", "排期", "排期"),
        ("series_tag_changelist", "素材", "话题"),
        ("chamber_user_add", "设置", "用户"),
    ],
)
def test_the_navigation_says_where_one_is(as_person, admin, page, section, link):
    html = as_person(admin).get(reverse(f"admin:{page}")).content.decode()
    marked = re.findall(r'aria-current="page"\s*>([^<]+)<', html)
    assert marked[:2] == [section, link]
