"""The desk on a narrow screen: nothing leaves its row, a box stands beside its words."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.helpers import making, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 800}
OUTSIDE = """() => [...document.querySelectorAll('.form-row :is(input, select, textarea)')]
  .filter(field => field.getBoundingClientRect().right
    > field.closest('.form-row').getBoundingClientRect().right + 1)
  .map(field => field.id)"""


@pytest.fixture
def desk(page, live_server):
    """The way to a page of the desk, as the administrator with a phone."""
    client = Client()
    client.force_login(people.admin())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.set_viewport_size(PHONE)
    return lambda path: page.goto(live_server.url + path)


def test_no_field_leaves_its_row(page, desk):
    for path in ("/desk/series/event/add/", "/desk/series/article/add/"):
        desk(path)
        assert page.evaluate(OUTSIDE) == []


def test_a_box_stands_beside_its_words(page, desk):
    desk("/desk/chamber/organization/add/")
    box = page.locator("#id_keyword_links").bounding_box()
    words = page.locator("label[for=id_keyword_links] span").bounding_box()
    assert box["x"] + box["width"] <= words["x"]
    assert words["y"] <= box["y"] + box["height"] / 2 <= words["y"] + words["height"]


LOW = """() => [...document.querySelectorAll(
  '#user-tools a, #logout-form button, .desk-nav a, .object-tools :is(a, button), .acts .btn')]
  .filter(target => target.checkVisibility() && target.getBoundingClientRect().height < 44)
  .map(target => target.innerText)"""


def test_a_finger_finds_what_is_pressed_all_day(page, desk):
    entry = making.article("submitted")
    for path in ("/desk/", f"/desk/series/article/{entry.pk}/change/"):
        desk(path)
        assert page.evaluate(LOW) == []
    page.set_viewport_size({"width": 1366, "height": 800})
    assert page.evaluate(LOW) != []


def test_the_versions_are_readable_line_by_line(page, desk):
    entry = making.article("public")
    desk(f"/desk/series/article/{entry.pk}/history/")
    assert page.locator(".revisions time").first.bounding_box()["height"] < 40


def test_the_log_in_has_a_heading(page, live_server):
    page.goto(f"{live_server.url}/desk/login/")
    expect(page.locator("h1")).to_have_text(["登录"], use_inner_text=True)
