"""The whole life of an event, as its guest, a helper and a reader of the report see it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from series.models import Event, Feedback
from tests.helpers import making
from tests.helpers.deeds.checking_in import event_today, helper_link
from tests.helpers.deeds.registering import new_phone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow(reason="ten pages of three people, one after the other"),
]
SOONEST = 2100  # milliseconds after which a form is believed to come from a person
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def at(page, live_server):
    """Open an address as a guest with a phone."""
    page.set_viewport_size(PHONE)
    return lambda path: page.goto(f"{live_server.url}{path}")


def end(event):
    """Let the event have ended an hour ago."""
    over = timezone.now() - timedelta(hours=1)
    Event.objects.filter(pk=event.pk).update(starts_at=over - timedelta(hours=2), ends_at=over)


def test_an_event_from_its_announcement_to_its_certificate(page, at):
    event = event_today(headline="常商论坛新一场")
    at(event.get_absolute_url())
    page.click("main a:has-text('报名') >> visible=true")
    page.fill("#id_name_1", "王敏")
    page.fill("#id_phone_1", new_phone())
    page.fill("#id_organization", "运河装备")
    page.check("#id_agree")
    page.wait_for_timeout(SOONEST)
    page.click("button:has-text('提交报名')")
    page.wait_for_selector(".pass-qr svg")
    own = page.url.removeprefix(page.evaluate("location.origin"))
    assert re.fullmatch(r"/registrations/[^/]+/", own)
    expect(page.locator("main")).to_contain_text("王敏", use_inner_text=True)

    at(reverse("series:check_in", args=[helper_link(event)[1]]))
    page.fill("#who", "wm")
    page.click("button:has-text('找人')")
    page.click("button:has-text('签到'):visible >> nth=0")
    page.wait_for_selector("#result[data-status=in]")
    expect(page.locator("#result")).to_contain_text("王敏", use_inner_text=True)

    end(event)
    report = making.article(
        "public", headline="新一场论坛说了什么", about_event=event.pk, aftermath="report"
    )
    at(event.get_absolute_url())
    page.click(f"main a[href='{report.get_absolute_url()}']")
    page.wait_for_url(f"**{report.get_absolute_url()}")
    assert page.inner_text("h1").replace("\n", "") == "新一场论坛说了什么"
    assert page.locator(f"main a[href='{event.get_absolute_url()}']").count() >= 1

    at(own)
    page.click("main a[href$='/feedback/']")
    for name in ("overall", "content", "arrangement", "again"):
        page.check(f"input[name={name}] >> nth=0")
    page.fill("#id_comment", "时间再长一点。")
    page.click("button:has-text('交给主办方')")
    page.wait_for_selector("h1:has-text('谢谢')")
    assert Feedback.objects.get().comment == "时间再长一点。"

    at(own)
    page.click("main a[href$='/certificate/']")
    page.wait_for_url("**/certificate/")
    number = re.search(r"/certificates/([^/\s]+)/", page.content())[1]
    at(f"/certificates/{number}/")
    said = page.inner_text("main")
    assert "王*" in said
    assert "常商论坛新一场" in said.replace("\n", "")
