"""What the desk asks the database where everything that a page can show is there at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.editorial.amendments import amend_and_sign
from series.actions.editorial.reviews import sign
from series.models import Notification, ReviewTask, TrustedSource
from tests.helpers import making, people
from tests.helpers.deeds import consulting
from tests.helpers.forms import visible_text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow(
        reason="an office filled with texts in every state; the same with fewer stays"
    ),
]
REPRINT = {
    "author": "王敏",
    "original_source": "新华社",
    "original_url": "https://xinhua.example/1",
}
ROLES = ("editor", "first", "second", "chief", "admin")


def amended(column, headline):
    """A text that the second reviewer changed and signed, and that keeps the first signature."""
    row = making.article("submitted", column=column.pk, headline=headline)
    sign(row, revision=making.newest(row), by=people.first())
    changes = {"headline": f"{headline}改"}
    amend_and_sign(row, changes, revision=making.newest(row), by=people.second())
    return row


def fill(number):
    column = making.column(f"简报{number}", resign_after_amendment=False)
    for state in ("draft", "submitted", "signed", "public"):
        making.article(state, column=column.pk)
    reprint = making.article(headline=f"转载的一篇{number}", column=column.pk, **REPRINT)
    withdrawn = making.article("withdrawn", headline=f"撤下的一篇{number}", column=column.pk)
    making.change(withdrawn, summary="改后再发")
    amended(column, f"改后签的一篇{number}")
    consulting.received(consulting.asked(), days=40)
    Notification.objects.create(user=people.admin(), text="甲", mail_failures=1)
    late = timezone.now() - timedelta(hours=1)
    ReviewTask.objects.open().filter(entry__column=column).update(due_at=late)
    return reprint


def looked_at(as_person, who):
    """(number of queries, what is seen) of the start page of this role."""
    client = as_person(getattr(people, who)())
    with CaptureQueriesContext(connection) as caught:
        page = client.get("/desk/")
    return len(caught), visible_text(page)


def test_nothing_there_is_to_show_takes_more_than_fifteen_queries(as_person):
    TrustedSource.objects.create(name="新华社", domain="")
    fill(1)
    few = {who: looked_at(as_person, who) for who in ROLES}
    assert {who: number for who, (number, _) in few.items() if number > 15} == {}
    for words in ("转载的一篇1", "撤下的一篇1", "逾期 1 条"):
        assert words in few["editor"][1], words
    assert "改后签的一篇1改" in few["chief"][1]
    fill(2)
    many = {who: looked_at(as_person, who) for who in ROLES}
    assert "改后签的一篇2改" in many["chief"][1]
    assert {who: number for who, (number, _) in many.items()} == {
        who: number for who, (number, _) in few.items()
    }


def void(headline):
    """A draft of which an earlier version was signed."""
    row = making.article("submitted", headline=headline)
    sign(row, revision=making.newest(row), by=people.first())
    making.change(row, by=people.editor(), summary="改过")
    return row


def revised(headline):
    """A public text whose next version is in review."""
    row = making.article("public", headline=headline)
    making.change(row, by=people.editor(), summary="改过")
    making.bring_to_review(row)
    return row


@pytest.fixture
def entries(db):
    column = making.column("简报", resign_after_amendment=False)
    return {
        "转载": making.article(headline="转载的一篇", **REPRINT),
        "送审的转载": making.article("submitted", headline="送审的一篇", **REPRINT),
        "撤下又改": making.change(
            making.article("withdrawn", headline="撤下的一篇"), summary="改后再发"
        ).entry,
        "改后签": amended(column, "改后签的一篇"),
        "签字失效": void("失效的一篇"),
        "修订": revised("修订的一篇"),
    }


@pytest.mark.parametrize("who", ROLES)
def test_no_text_takes_more_than_fifteen_queries(as_person, entries, who):
    """Looked at again: the first look writes a line of the audit."""
    client = as_person(getattr(people, who)())
    asked = {}
    for name, row in entries.items():
        for page in ("change", "slip"):
            address = f"/desk/series/article/{row.pk}/{page}/"
            assert client.get(address).status_code == 200
            with CaptureQueriesContext(connection) as caught:
                client.get(address)
            asked[name, page] = len(caught)
    assert {page: number for page, number in asked.items() if number > 15} == {}


def test_no_search_takes_more_than_fifteen_queries(as_person, entries):
    """On PostgreSQL each of the two indexes is asked for its last key besides."""
    TrustedSource.objects.create(name="新华社", domain="")
    client = as_person(people.editor())
    client.get("/desk/series/article/", {"q": "一篇"})
    with CaptureQueriesContext(connection) as caught:
        page = client.get("/desk/series/article/", {"q": "一篇"})
    found = visible_text(page)
    for row in entries.values():
        assert row.headline in found, row.headline
    assert len(caught) <= (17 if connection.vendor == "postgresql" else 15)
