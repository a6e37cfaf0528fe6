"""What the pages of the desk ask of the database, and that rows do not add to it (issue 14, 7).

The numbers are those of a site with content; each page is asked twice and counted the second time.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.editorial.page_facts import facts_of, read_page_facts
from series.actions.editorial.reviews import missing_levels, sign
from series.actions.editorial.revisions import lock_entry
from series.actions.editorial.schedules import publish_due
from series.actions.editorial.tasks import task_of
from series.models import DeskCheck, Entry
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
# Page → the most queries. A search needs four more than its list.
MOST = {
    "/desk/": 15,
    "/desk/series/entry/": 11,
    "/desk/series/article/": 11,
    "/desk/series/entry/?stage=draft": 11,
    # PostgreSQL is told before each question which way to take, and after it (decision 66).
    "/desk/series/entry/?q=园区": 17 if connection.vendor == "postgresql" else 15,
    "form": 15,
    "review": 15,
}


def site(number):
    for _ in range(number):
        making.article("submitted")
        making.article("published")
    publish_due(timezone.now())  # as the timer does each minute: the clock was seen
    return making.article(), making.article("submitted")


def asked(draft, in_review):
    """Return {page: queries} as the second look of whoever opens it."""
    form, review = (f"/desk/series/article/{row.pk}/change/" for row in (draft, in_review))
    pages = {name: (name, people.chief()) for name in MOST if name.startswith("/")}
    pages |= {"form": (form, people.editor()), "review": (review, people.first())}
    counts = {}
    for name, (path, person) in pages.items():
        client = Client()
        client.force_login(person)
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        counts[name] = len(caught)
    return counts


@pytest.fixture(scope="module")
def counts(module_transaction):
    few = asked(*site(1))
    return few, asked(*site(4))


@pytest.mark.parametrize("name", MOST)
def test_a_page_asks_no_more_than_its_number(counts, name):
    assert counts[1][name] <= MOST[name]


@pytest.mark.parametrize("name", MOST)
def test_rows_add_no_query(counts, name):
    few, many = counts
    assert many[name] == few[name]


@pytest.mark.parametrize("role", ["chief", "editor", "admin"])
def test_a_start_page_asks_no_more_where_no_timer_ever_ran(counts, client, role):
    """Then the last line of the audit stands for the moment that the timer would have stored."""
    DeskCheck.objects.all().delete()
    client.force_login(getattr(people, role)())
    client.get("/desk/")
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/desk/").status_code == 200
    assert len(caught) <= MOST["/desk/"]


def test_the_counter_sees_a_query_for_each_row(counts):
    """The control: a page that asked for each row's column would be told from one that does not."""
    with CaptureQueriesContext(connection) as caught:
        assert [row.column.name for row in Entry.objects.all()]
    assert len(caught) > Entry.objects.count()


def test_a_page_knows_what_the_database_knows():
    row = making.article("submitted")
    shown = Entry.objects.get(pk=row.pk)
    plain = (task_of(shown), missing_levels(shown, revision=shown.newest))
    read_page_facts(shown)
    assert (task_of(shown), missing_levels(shown, revision=shown.newest)) == plain


def test_an_action_never_sees_what_a_page_has_read():
    """A signature on the row of a page is counted at once: the action reads a row of its own."""
    row = making.article("submitted")
    shown = Entry.objects.get(pk=row.pk)
    read_page_facts(shown)
    assert facts_of(lock_entry(shown)) is None
    sign(shown, revision=shown.newest, by=people.first())
    assert task_of(Entry.objects.get(pk=row.pk)).step == 2
