"""Logging in by hand in a real browser; every broken rule of the content policy is noted."""

import pytest

from tests.helpers import people

REPORTED = """
window.broken = [];
document.addEventListener('securitypolicyviolation', event =>
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture
def sign_in(page, live_server):
    """Log in by hand, as somebody of the cast; returns the way to a page of the desk."""
    page.add_init_script(REPORTED)

    def enter(user):
        if page.url != "about:blank":
            # A page of the editor says good-bye when it is left; its answer must not bring a
            # cookie for the next person's log-in.
            page.goto("about:blank")
            page.wait_for_timeout(200)
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/desk/login/")
        page.fill("#id_username", user.username)
        page.fill("#id_password", people.PASSWORD)
        page.click("#login-form [type=submit]")
        page.wait_for_selector(".desk-nav")
        return lambda path: page.goto(f"{live_server.url}{path}")

    return enter
