"""Logging in in a real browser; every broken rule of the content policy is noted."""

import threading

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import expect

from tests.helpers import people

expect.set_options(timeout=30_000)  # as everything else waits: a busy machine answers late

under_way = set()  # threads in which the site answers at this moment
REPORTED = """
window.broken = [];
document.addEventListener('securitypolicyviolation', event =>
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
"""


def begin_answer(**_):
    under_way.add(threading.get_ident())


def end_answer(**_):
    under_way.discard(threading.get_ident())


request_started.connect(begin_answer)
request_finished.connect(end_answer)


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
    must not bring or take a cookie for the next person, however late it comes."""
    if page.url != "about:blank":
        page.goto("about:blank")
        page.wait_for_timeout(200)
        for _ in range(500):
            if not under_way:
                break
            page.wait_for_timeout(20)
    page.context.clear_cookies()
