"""The desk on a narrow screen: nothing leaves its row, a box stands beside its words."""

import pytest
from django.conf import settings
from django.test import Client

from tests import people

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
    desk(f"/desk/chamber/user/{people.editor().pk}/change/")
    box = page.locator("#id_is_staff").bounding_box()
    words = page.locator("label[for=id_is_staff]").bounding_box()
    assert box["x"] + box["width"] <= words["x"]
    assert words["y"] <= box["y"] + box["height"] / 2 <= words["y"] + words["height"]


def test_the_log_in_has_a_heading(page, live_server):
    page.goto(f"{live_server.url}/desk/login/")
    assert page.locator("h1").all_inner_texts() == ["登录"]
