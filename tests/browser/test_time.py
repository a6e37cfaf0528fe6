"""定时发布 by hand in a real browser; the calendar for every eye."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from series.actions.editorial.schedules import publish_due, schedule, set_expiry
from series.models import Entry
from tests.helpers import making, people
from tests.helpers.axe import violations_in_each_light

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def test_a_chief_schedules_and_it_goes_out(page, sign_in):
    row = making.article("signed", headline="定时的一篇")
    go = sign_in(people.chief())
    go(f"/desk/series/article/{row.pk}/change/")
    due = timezone.now().replace(second=0, microsecond=0) + DAY
    page.fill("#id_publish_at", typed(due))
    page.get_by_role("button", name="定时发布").click()
    expect(page.locator(".messagelist")).to_contain_text(
        f"将于 {timezone.localtime(due):%Y-%m-%d %H:%M} 发布", use_inner_text=True
    )
    assert Entry.objects.get(pk=row.pk).publish_due_at == due
    expect(page.locator("#id_publish_at")).to_have_value(typed(due))
    go(f"/desk/calendar/?week={timezone.localtime(due):%Y-%m-%d}")
    expect(page.locator(".week")).to_contain_text("待发", use_inner_text=True)
    page.get_by_role("link", name="定时的一篇").click()
    page.get_by_role("button", name="取消排期").click()
    expect(page.locator(".messagelist")).to_contain_text("的排期已取消", use_inner_text=True)
    page.fill("#id_publish_at", typed(due))
    page.get_by_role("button", name="定时发布").click()
    page.wait_for_selector(".messagelist:has-text('将于')")
    publish_due(due)
    assert go(row.get_absolute_url()).status == 200


def crowded():
    """Something of every style of line in this week, and a page with every form of the pane."""
    chief, now = people.chief(), timezone.now()
    signed = making.article("signed", headline="待发的一篇")
    schedule(signed, revision=making.newest(signed), at=now + timedelta(hours=1), by=chief)
    set_expiry(signed, at=now + DAY, by=chief)
    making.change(signed, summary="新的摘要")
    public = making.article("public", headline="要下线的一篇")
    set_expiry(public, at=now + timedelta(hours=2), by=chief)
    begins, ends = now + timedelta(hours=1), now + timedelta(hours=3)
    making.event("public", starts_at=begins.isoformat(), ends_at=ends.isoformat())
    return [signed, public, making.article("signed"), making.article("expired")]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, sign_in):
    rows = crowded()
    go = sign_in(people.chief())
    today = f"{timezone.localdate():%Y-%m-%d}"
    paths = ["/desk/calendar/", f"/desk/calendar/?week={today}"]
    paths += [f"/desk/series/article/{row.pk}/change/" for row in rows]
    paths += [rows[3].get_absolute_url()]
    for path in paths:
        page.set_viewport_size({"width": 390, "height": 900})
        go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert violations_in_each_light(page, (390, 1366)) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366, path
