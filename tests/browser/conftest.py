"""Logging in in a real browser; every broken rule of the content policy is noted."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.helpers import people

expect.set_options(timeout=30_000)  # as everything else waits: a busy machine answers late

REPORTED = """
window.broken = [];
document.addEventListener('securitypolicyviolation', event =>
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture
def sign_in(page, live_server):
    """Log in as somebody of the cast, by the cookie that the form would have given: a twentieth
    of the time. Returns the way to a page of the desk."""
    page.add_init_script(REPORTED)

    def enter(user):
        leave(page)
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )
        return lambda path: page.goto(f"{live_server.url}{path}")

    return enter


@pytest.fixture
def sign_in_by_hand(page, live_server):
    """Log in by the form, as people do."""
    page.add_init_script(REPORTED)

    def enter(user):
        leave(page)
        page.goto(f"{live_server.url}/desk/login/")
        page.fill("#id_username", user.username)
        page.fill("#id_password", people.PASSWORD)
        page.click("#login-form [type=submit]")
        page.wait_for_selector(".desk-nav")
        return lambda path: page.goto(f"{live_server.url}{path}")

    return enter


def leave(page):
    """Forget who was logged in. A page of the editor says good-bye when it is left; its answer
    must not bring a cookie for the next person."""
    if page.url != "about:blank":
        page.goto("about:blank")
        page.wait_for_timeout(200)
    page.context.clear_cookies()
