"""The read interface shows what is public, keeps nothing of who asks, and is asked again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from series.actions.editorial.publication import withdraw
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
SECRET = "尚未公开的机密标题"
MAKERS = [making.article, making.initiative, making.event]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("state", "status", "says"),
    [
        ("draft", 404, "没有这篇稿件，或者它尚未发布"),
        ("submitted", 404, "没有这篇稿件，或者它尚未发布"),
        ("signed", 404, "没有这篇稿件，或者它尚未发布"),
        ("withdrawn", 410, "这篇稿件已由编辑部撤回，不再公开。"),
        ("expired", 410, "这篇稿件的公开期限已到，不再公开。"),
    ],
)
def test_what_is_not_public_says_so_and_nothing_else(client, make, state, status, says):
    row = make(state, headline=SECRET)
    for headers in ({}, {"If-None-Match": "*"}):
        answer = client.get(f"/api/entries/{row.pk}/", headers=headers)
        assert answer.status_code == status
        assert answer.json() == {"error": says}
        assert client.get(row.get_absolute_url()).status_code == status  # as the page
    assert SECRET not in client.get("/api/entries/").text
    assert SECRET not in client.get("/api/events/").text


@pytest.mark.parametrize("make", MAKERS)
def test_control_the_same_is_found_when_public(client, make):
    row = make("public", headline=SECRET)
    assert SECRET in client.get(f"/api/entries/{row.pk}/").text
    assert SECRET in client.get("/api/entries/").text


@pytest.mark.parametrize("make", MAKERS)
def test_a_newer_revision_stays_inside(client, make):
    row = make("public", headline="公开的标题")
    address = f"/api/entries/{row.pk}/"
    before = client.get(address)
    making.change(row, headline=SECRET, summary=SECRET)
    after = client.get(address)
    assert before.content == after.content
    assert before["ETag"] == after["ETag"]
    making.republish(row, headline="改过的标题")
    assert client.get(address).json()["headline"] == "改过的标题"


def test_what_was_kept_is_confirmed_until_it_changes(client, column):
    row = making.article("public")
    for address in (f"/api/entries/{row.pk}/", "/api/entries/", "/api/openapi.json"):
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert again.status_code == 304
        assert again["Access-Control-Allow-Origin"] == "*"
        assert again.content == b""
    tag = client.get(f"/api/entries/{row.pk}/")["ETag"]
    making.republish(row, headline="改过的标题")
    kept = {"If-None-Match": tag}
    assert client.get(f"/api/entries/{row.pk}/", headers=kept).status_code == 200
    withdraw(row, reason="内容有误", by=people.chief())
    assert client.get(f"/api/entries/{row.pk}/", headers=kept).status_code == 410


@pytest.mark.parametrize("address", ["/api/", "/api/entries/", "/api/entries/{}/", "/api/no/"])
def test_every_site_may_read_and_nobody_is_known(client, column, address):
    place = address.format(making.article("public").pk)
    client.force_login(people.chief())
    with CaptureQueriesContext(connection) as found:
        answer = client.get(place)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")
    asked = " ".join(each["sql"] for each in found)
    assert "chamber_usersession" not in asked
    assert '"chamber_user"."last_login"' not in asked  # as it is where the asker is looked up


def test_somebody_at_the_desk_sees_no_more(client, column):
    row = making.article("signed", headline=SECRET)
    client.force_login(people.admin())
    assert client.get(f"/api/entries/{row.pk}/").status_code == 404


def test_head_and_options_are_answered(client, column):
    address = f"/api/entries/{making.article('public').pk}/"
    head = client.head(address)
    assert head.status_code == 200
    assert head["ETag"] == client.get(address)["ETag"]
    asked = client.options(address)
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked["Access-Control-Allow-Headers"] == "If-None-Match"
