"""A clock that jumps forward: nothing goes out and nothing comes off until somebody confirms."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from series.actions.audit import logins
from series.actions.editorial import clock as clock_of_site
from series.actions.editorial.schedules import publish_due, schedule, set_expiry
from series.actions.errors import EditorialError
from series.middleware import due
from series.models import AuditLine, Entry
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.get_default_timezone())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUTTON = "现在的时间无误，继续"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def planned(clock):
    """One article that goes out in four days, and one that comes off then."""
    waits = making.article("signed", headline="待发的一篇")
    schedule(waits, revision=making.newest(waits), at=NOW + 4 * DAY, by=people.chief())
    ends = making.article("public", headline="到期的一篇")
    set_expiry(ends, at=NOW + 4 * DAY, by=people.chief())
    publish_due()  # the timer's run of this minute
    return waits, ends


def public():
    return set(Entry.objects.published().values_list("headline", flat=True))


def test_a_jump_publishes_nothing_and_takes_nothing_off(clock, planned):
    clock.move_to(NOW + 5 * DAY)
    run = publish_due()
    assert (run.published, run.expired, run.failed) == ([], [], [])
    assert "2026-11-29 09:00，而上次所知的时间是 2026-11-24 09:00，相差 5 天" in run.held
    assert public() == {"到期的一篇"}
    clock.move_to(NOW)
    assert publish_due().held == ""
    assert public() == {"到期的一篇"}


@pytest.mark.usefixtures("days_may_pass")
def test_control_without_the_limit_a_jump_does_both(clock, planned):
    clock.move_to(NOW + 5 * DAY)
    publish_due()
    assert public() == {"待发的一篇"}


def test_a_log_in_under_the_wrong_clock_confirms_nothing(clock, planned):
    clock.move_to(NOW + 5 * DAY)
    logins.logged_in(people.editor())
    assert AuditLine.objects.first().at == NOW + 5 * DAY
    assert publish_due().held
    assert public() == {"到期的一篇"}


def test_before_any_run_the_newest_audit_line_counts(clock):
    row = making.article("signed", headline="待发的一篇")
    schedule(row, revision=making.newest(row), at=NOW + HOUR, by=people.chief())
    clock.move_to(NOW + 27 * HOUR)
    assert publish_due().held
    clock.move_to(NOW + 25 * HOUR)
    assert publish_due().published == ["待发的一篇"]


def test_a_site_that_is_seen_every_day_needs_nobody(clock, planned):
    """Not even where nobody wrote an audit line in the meantime: a weekend."""
    for day in range(1, 5):
        clock.move_to(NOW + day * DAY)
        run = publish_due()
        assert run.held == ""
    assert (run.published, run.expired) == (["待发的一篇"], ["到期的一篇"])


@pytest.mark.parametrize("back", [2 * HOUR, 400 * DAY])
def test_a_clock_put_back_does_no_harm(clock, planned, back):
    clock.move_to(NOW - back)
    assert (publish_due().published, publish_due().held) == ([], "")
    clock.move_to(NOW + HOUR)
    assert publish_due().held == ""
    assert public() == {"到期的一篇"}


def test_where_nothing_is_planned_a_jump_holds_nothing(clock):
    making.article("public")
    publish_due()
    clock.move_to(NOW + 9 * DAY)
    assert publish_due().held == ""


def test_the_operator_confirms_by_an_option(clock, planned):
    clock.move_to(NOW + 7 * DAY)  # the machine was off for a week
    with pytest.raises(CommandError, match="请核对时间后确认"):
        call_command("publish_due")
    out = StringIO()
    call_command("publish_due", "--clock-is-right", stdout=out)
    assert "已发布《待发的一篇》\n已下线《到期的一篇》" in out.getvalue()
    assert public() == {"待发的一篇"}
    line = AuditLine.objects.get(verb="确认时钟")
    assert line.detail["known"] == NOW.astimezone(timezone.get_fixed_timezone(0)).isoformat()


def test_a_reader_brings_nothing_out(clock, planned, settings, monkeypatch):
    monkeypatch.setattr(due, "EVERY", 0)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "series.middleware.due.PublishDue"]
    clock.move_to(NOW + 5 * DAY)
    assert Client().get(planned[0].get_absolute_url()).status_code == 404
    assert Client().get(planned[1].get_absolute_url()).status_code == 200
    clock_of_site.confirm(by=people.chief())
    assert Client().get(planned[0].get_absolute_url()).status_code == 200
    assert Client().get(planned[1].get_absolute_url()).status_code == 410


def test_whoever_may_publish_confirms_on_the_start_page(clock, planned, client):
    clock.move_to(NOW + 5 * DAY)
    client.force_login(people.editor())
    page = visible_text(client.get("/desk/"))
    assert "定时发布和下线已暂停，请核对时间后确认（由终审人员或管理员确认）" in page
    assert BUTTON not in page
    assert client.post("/desk/clock/").status_code == 403
    assert public() == {"到期的一篇"}
    client.force_login(people.chief())
    assert BUTTON in visible_text(client.get("/desk/"))
    page = visible_text(client.post("/desk/clock/", follow=True))
    assert "已确认时间无误，定时发布和下线继续：1 篇已发布，1 篇已下线" in page
    assert BUTTON not in page
    assert public() == {"待发的一篇"}
    assert AuditLine.objects.get(verb="确认时钟").actor == people.chief()


def test_the_action_itself_asks_for_the_right(db):
    with pytest.raises(EditorialError, match="须由终审人员或管理员操作"):
        clock_of_site.confirm(by=people.editor())
