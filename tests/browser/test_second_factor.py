"""The whole life of a second factor in a real browser, without script as well."""

import re

import pytest
from playwright.sync_api import expect

from series.models import AuditLine
from tests.helpers import people
from tests.helpers.axe import violations
from tests.helpers.second_factor import code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1366, 390)


@pytest.fixture
def by_hand(page, live_server):
    """Give the password in the form of the log-in; what comes then is the test's."""

    def give_password(user):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/desk/")
        page.fill("#id_username", user.username)
        page.fill("#id_password", people.PASSWORD)
        page.click("#login-form [type=submit]")

    return give_password


def enrol(page):
    """Take the secret from the page as a person does. Returns (secret, recovery codes)."""
    secret = page.inner_text("figcaption code").replace(" ", "")
    page.fill("#id_code", code_now(secret))
    page.fill("#id_password", people.PASSWORD)
    page.click("button[value=enrol]")
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    return secret, page.locator(".recovery-codes code").all_inner_texts()


def give_code(page, code):
    page.fill("#id_code", code)
    page.click("[type=submit][value=验证]")


def faults(page):
    """What axe finds, and what hangs over, on a wide and a narrow screen."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"sideways at {width}")
    return found


def test_from_the_first_scan_to_the_reset(page, live_server, by_hand, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    editor, admin = people.editor(), people.admin()
    by_hand(editor)
    expect(page.locator("#content")).to_contain_text(
        "完成下面三步之后才能进入工作台", use_inner_text=True
    )
    assert page.locator("figure svg").bounding_box()["width"] >= 150
    assert faults(page) == []
    secret, codes = enrol(page)
    assert faults(page) == []
    page.click("text=已经抄好，继续")
    page.wait_for_selector(".desk-nav")
    page.goto(f"{live_server.url}/desk/second-factor/")
    expect(page.locator("#content")).to_contain_text(
        "还有 10 个没有用过的恢复码", use_inner_text=True
    )
    assert faults(page) == []

    by_hand(editor)
    assert faults(page) == []
    give_code(page, code_now(secret, steps=1))
    page.wait_for_selector(".desk-nav")

    by_hand(editor)
    give_code(page, codes[0])
    page.wait_for_selector(".desk-nav")
    by_hand(editor)
    give_code(page, codes[0])
    expect(page.locator(".errorlist")).to_contain_text("已经用过", use_inner_text=True)
    assert faults(page) == []

    for _ in range(4):
        give_code(page, "000000")
    give_code(page, codes[1])
    expect(page.locator("main")).to_contain_text("15 分钟后再试", use_inner_text=True)

    by_hand(admin)
    enrol(page)
    page.goto(f"{live_server.url}/desk/chamber/user/{editor.pk}/change/")
    page.click("a:text-is('重置')")
    page.click("[type=submit][value=重置第二步验证]")
    expect(page.locator(".messagelist")).to_contain_text("第二步验证已重置", use_inner_text=True)
    by_hand(editor)
    assert re.fullmatch(r"[A-Z2-7 ]{39}", page.inner_text("figcaption code"))
    line = AuditLine.objects.get(verb="重置第二步验证")
    assert (line.actor, line.object) == (admin, "editor")


def test_it_works_without_script(browser, live_server):
    editor = people.editor()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/second-factor/")
    page.fill("#id_username", editor.username)
    page.fill("#id_password", people.PASSWORD)
    page.click("#login-form [type=submit]")
    secret, _ = enrol(page)
    page.click("text=已经抄好，继续")
    page.click(".me summary")
    page.click("#logout-form button")
    page.goto(f"{live_server.url}/desk/")
    page.fill("#id_username", editor.username)
    page.fill("#id_password", people.PASSWORD)
    page.click("#login-form [type=submit]")
    give_code(page, code_now(secret, steps=1))
    expect(page.locator(".desk-nav")).to_have_count(1)
    context.close()
