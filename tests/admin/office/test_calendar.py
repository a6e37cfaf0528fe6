from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from series.actions.editorial.reviews import submit
from series.actions.editorial.schedules import publish_due, schedule, set_expiry
from series.actions.progress.calendar import week_of
from series.models import ColumnRole
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("days_may_pass")]
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.get_default_timezone())  # a Tuesday
DAY = timedelta(days=1)
CALENDAR = "/desk/calendar/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def week():
    """One of everything in the week of 23 to 29 November 2026."""
    chief = people.chief()
    waiting = making.article("signed", headline="待发的一篇")
    schedule(waiting, revision=making.newest(waiting), at=NOW + DAY, by=chief)
    public = making.article("public", headline="已发的一篇")
    set_expiry(public, at=NOW + 4 * DAY, by=chief)
    reviewed = making.article(headline="送审的一篇")
    submit(reviewed, revision=making.newest(reviewed), by=people.editor(), due_at=NOW + 2 * DAY)
    making.event(
        "public",
        headline="论坛的一场",
        starts_at="2026-11-28T14:00:00+08:00",
        ends_at="2026-11-28T17:00:00+08:00",
    )
    making.article("withdrawn", headline="撤下的一篇")
    making.article(headline="没有日期的草稿")
    return {"waiting": waiting, "public": public}


def lines(days):
    """{date: [(time, label, style, headline)]} of the days that have any."""
    return {
        f"{day.date:%m-%d}": [
            (f"{timezone.localtime(item.moment):%H:%M}", item.label, item.style, str(item.entry))
            for item in day.items
        ]
        for day in days
        if day.items
    }


def test_a_week_holds_what_happens_in_it(week, chief):
    found = week_of(timezone.localdate(), user=chief)
    assert [f"{day.date:%m-%d}" for day in found.days][::6] == ["11-23", "11-29"]
    assert lines(found.days) == {
        "11-24": [
            ("09:00", "已发", "out", "已发的一篇"),
            ("09:00", "已发", "out", "论坛的一场"),
        ],
        "11-25": [("09:00", "待发", "", "待发的一篇")],
        "11-26": [("09:00", "初审到期", "risk", "送审的一篇")],
        "11-28": [
            ("09:00", "下线", "out", "已发的一篇"),
            ("14:00", "活动", "jade", "论坛的一场"),
        ],
    }
    assert [day.today for day in found.days] == [False, True] + [False] * 5
    assert found.days[1].note == "十六"


def test_what_was_done_is_grey(week, chief, clock):
    clock.move_to(NOW + 5 * DAY)
    publish_due()
    days = lines(week_of(NOW.date(), user=chief).days)
    assert days["11-25"] == [("09:00", "已发", "out", "待发的一篇")]
    assert days["11-28"][0] == ("09:00", "已下线", "out", "已发的一篇")


def test_only_the_columns_that_the_person_may_see(week, client):
    other = making.column("他栏")
    person = people.outsider()
    person.is_staff = True
    person.save()
    role = people.editor().groups.get(name=EDITOR)
    ColumnRole.objects.create(user=person, role=role, column=other)
    making.article("public", headline="他栏的一篇", column=other)
    assert lines(week_of(NOW.date(), user=person).days) == {
        "11-24": [("09:00", "已发", "out", "他栏的一篇")]
    }
    client.force_login(person)
    page = client.get(CALENDAR)
    assert "他栏的一篇" in page.text
    assert "待发的一篇" not in page.text


def test_a_month_and_its_neighbours(week, as_person, editor):
    page = as_person(editor).get(CALENDAR)
    assert "2026年11月" in visible_text(page)
    assert "丙午年九月、十月" in visible_text(page)
    table = html.fromstring(page.text).find(".//table[@class='month']")
    assert len(table.findall(".//td")) == 42
    assert 'href="?month=2026-10"' in page.text
    assert 'href="?month=2026-12"' in page.text
    assert "待发的一篇" in page.text
    assert "撤下的一篇" not in page.text
    december = as_person(editor).get(CALENDAR, {"month": "2026-12"})
    assert "2026年12月" in visible_text(december)
    assert "待发的一篇" not in december.text


def test_a_week_as_a_page(week, as_person, editor):
    page = as_person(editor).get(CALENDAR, {"week": "2026-11-29"})
    assert "2026年11月23日—29日" in visible_text(page)
    assert f'href="{CALENDAR}?week=2026-11-16"' in page.text
    assert f'href="{CALENDAR}?week=2026-11-30"' in page.text
    assert "今天 24" in visible_text(page)
    assert "论坛的一场" in page.text
    assert "2026年11月30日—12月6日" in visible_text(
        as_person(editor).get(CALENDAR, {"week": "2026-12-01"})
    )


@pytest.mark.parametrize(
    "query",
    ["month=2026-13", "month=0001-01", "month=abc", "week=2026-02-30", "week=9999-12-31", "month="],
)
def test_an_address_that_names_no_day_shows_this_month(as_person, editor, query):
    assert "2026年11月" in visible_text(as_person(editor).get(f"{CALENDAR}?{query}"))


@pytest.mark.parametrize("query", ["month=1902-01", "month=2098-12", "week=2098-12-31"])
def test_the_ends_of_the_calendar(as_person, editor, query):
    assert as_person(editor).get(f"{CALENDAR}?{query}").status_code == 200


def test_a_full_day_is_cut_and_says_so(as_person, editor):
    for number in range(7):
        making.article("public", headline=f"第{number}篇")
    page = as_person(editor).get(CALENDAR)
    assert "共7件" in visible_text(page)
    assert page.text.count("第6篇") == 0
    assert "第6篇" in as_person(editor).get(CALENDAR, {"week": "2026-11-24"}).text


def test_a_calendar_asks_as_often_for_many_as_for_one(week, chief):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            lines(week_of(NOW.date(), user=chief).days)
        return len(asked)

    week_of(NOW.date(), user=chief)
    few = queries()
    making.article("public", headline="再一篇")
    making.event("public")
    assert queries() == few == 1


def test_strangers_and_posts_are_refused(client, outsider, as_person, editor):
    assert client.get(CALENDAR).status_code == 302
    assert as_person(editor).post(CALENDAR).status_code == 405
    assert reverse("admin:series_entry_calendar") == CALENDAR
