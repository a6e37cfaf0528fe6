"""Around an event: the editions of its series, the lunar day, and what was told after it."""

import pytest
import time_machine

from series.actions.desk.start_page import checks_made, problems
from series.actions.editorial.publication import withdraw
from series.actions.withdrawal.addresses import Withdrawn
from series.models import Event, Kind
from series.views.event_articles import aftermath_addresses
from tests.helpers import making, people
from tests.helpers.module_pages import column
from tests.helpers.reading import archived, read, words

__all__ = ["column"]
pytestmark = pytest.mark.django_db
TODAY = "2026-11-28T09:00:00+08:00"


def edition(series, number, day, **content):
    times = {"starts_at": f"{day}T09:00:00+08:00", "ends_at": f"{day}T12:00:00+08:00"}
    given = {"headline": f"论坛之{number}", "series": series.pk, "number": number, **times}
    if content.pop("is_draft", False):
        return making.event(**{**given, **content})
    return archived(Kind.EVENT, **{**given, **content})


@time_machine.travel(TODAY, tick=False)
def test_a_series_by_the_year_says_how_many_were_held(client, column):
    series = making.series("通报会", kind="briefing", per_year=2)
    edition(series, 1, "2025-11-01")
    edition(series, 2, "2026-03-01")
    edition(series, 3, "2026-05-01", state="cancelled")
    edition(series, 4, "2026-12-20")
    page = words(read(client, series.get_absolute_url()))
    assert "今年已办 1/2" in page
    assert page.index("下一场") < page.index("论坛之4")


@time_machine.travel(TODAY, tick=False)
def test_a_page_shows_the_editions_around_it(client, column):
    series = making.series("常商论坛", kind="forum")
    rows = [edition(series, number, f"20{22 + number}-03-01") for number in range(1, 7)]
    hidden = edition(series, 7, "2026-04-01", is_draft=True)
    page = read(client, rows[3].get_absolute_url())
    around = words(page[page.index("往年与来年") :])
    for number in (2, 3, 5, 6):
        assert f"论坛之{number}" in around.split("相关阅读")[0]
    assert "论坛之1" not in around.split("上一篇")[0]
    assert hidden.headline not in page


@time_machine.travel(TODAY, tick=False)
def test_a_lunar_series_names_its_next_day(client, column):
    series = making.series("企业家日", kind="festival", lunar_month=1, lunar_day=8)
    row = edition(series, 1, "2026-02-24", headline="2026年企业家日")
    page = words(read(client, row.get_absolute_url()))
    assert "02-132027" in page
    assert "农历正月初八，还有77天" in page
    days = words(read(client, series.get_absolute_url()))
    assert "2027年2月13日 星期六 还有77天" in days
    edition(series, 2, "2027-02-13", headline="2027年企业家日")
    assert "农历正月初八，还有77天" not in words(read(client, row.get_absolute_url()))


def test_an_event_without_a_series_has_no_editions(client, column):
    assert "往年与来年" not in read(client, making.event("public").get_absolute_url())


@pytest.fixture
def event(column):
    return making.event("public", headline="智造论坛")


def test_both_pages_lead_to_each_other(client, event):
    given = {"about_event": event.pk}
    results = making.article("public", headline="清单办结", aftermath="results", **given)
    report = making.article("public", headline="论坛开得好", **given)
    page = read(client, event.get_absolute_url())
    after = words(page[page.index('id="aftermath"') :])
    assert after.index("报道 论坛开得好") < after.index("办理结果 清单办结")
    for row in (report, results):
        assert f'href="{event.get_absolute_url()}"' in read(client, row.get_absolute_url())


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn", "expired"])
def test_a_hidden_report_is_not_on_the_event_s_page(client, event, state):
    making.article(state, headline="还没有发的报道", about_event=event.pk)
    assert "还没有发的报道" not in read(client, event.get_absolute_url())


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn", "expired"])
def test_a_hidden_event_is_not_on_the_report_s_page(client, column, state):
    hidden = making.event(state, headline="还没有定的论坛")
    report = making.article("public", headline="论坛预告", about_event=hidden.pk)
    assert "还没有定的论坛" not in read(client, report.get_absolute_url())


def test_a_withdrawal_looks_at_the_other_page(event):
    report = making.article("public", headline="论坛开得好", about_event=event.pk)
    assert [row.path for row in aftermath_addresses(Withdrawn(event))] == [
        report.get_absolute_url()
    ]
    withdraw(report, reason="内容有误", by=people.chief())
    assert [row.path for row in aftermath_addresses(Withdrawn(report))] == [
        event.get_absolute_url()
    ]


@time_machine.travel("2026-12-10T09:00:00+08:00", tick=False)
def test_the_desk_lists_what_was_held_and_not_reported(event, as_person):
    archived(Kind.EVENT, headline="取消了的", state="cancelled")
    making.event(headline="没有发布的")
    desk = as_person(people.editor())
    listed = desk.get("/desk/series/event/?after=unreported").text
    assert "智造论坛" in listed
    assert "取消了的" not in listed
    (found,) = [row for row in problems(people.editor(), checks_made()) if row.name == "unreported"]
    assert (found.count, found.examples) == (1, ["智造论坛"])
    making.article("public", aftermath="pictures", about_event=event.pk)
    making.article(about_event=event.pk)  # a draft reports nothing yet
    assert Event.objects.unreported(event.ends_at.replace(year=2027)).count() == 1
    making.article("public", about_event=event.pk)
    assert not Event.objects.unreported(event.ends_at.replace(year=2027)).exists()
    (found,) = [row for row in problems(people.editor(), checks_made()) if row.name == "unreported"]
    assert found.count == 0
