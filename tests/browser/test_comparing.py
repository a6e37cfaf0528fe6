"""比较版本 in a real browser: from change to change, by the mouse and by keys; on a phone."""

import pytest
from playwright.sync_api import expect

from tests.helpers import making, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARAGRAPH = (
    "推动代表人士履职尽责，广泛汇集全市民营企业家力量，推动助企纾困、减税让利等政策直达快享。"
)


@pytest.fixture
def compared():
    """An article of forty paragraphs of which the first, the middle and the last changed."""
    lines = [f"<p>第{at}段，{PARAGRAPH}{'践行初心使命' * (at % 7)}</p>" for at in range(40)]
    entry = making.article(body="\n".join(lines))
    for at in (0, 20, 39):
        lines[at] = lines[at].replace("汇集", "凝聚")
    making.change(entry, body="\n".join(lines))
    return f"/desk/series/article/{entry.pk}/compare/"


def in_sight(page):
    return page.evaluate("""() => [...document.querySelectorAll('.pair')].findIndex((place) => {
      const top = place.getBoundingClientRect().top;
      return top >= -5 && top < innerHeight / 2;
    })""")


def test_from_one_change_to_the_next_and_back(page, sign_in, compared):
    page.set_viewport_size({"width": 1366, "height": 400})
    sign_in(people.first())(compared)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for expected in (0, 1, 2):
        page.evaluate("document.getElementById('next-change').click()")
        assert in_sight(page) == expected or expected == 2
    page.evaluate("document.getElementById('previous-change').click()")
    assert in_sight(page) == 1


def test_both_sides_of_a_change_begin_at_one_height(page, sign_in, compared):
    page.set_viewport_size({"width": 1366, "height": 800})
    sign_in(people.first())(compared)
    old, now = (page.locator(f".pair .{side} .pieces").first for side in ("old", "now"))
    assert old.bounding_box()["y"] == now.bounding_box()["y"]
    top = page.locator(".pair .old").first.bounding_box()["y"]
    assert old.bounding_box()["y"] - top < 20  # no blank line of the template before it


def test_a_phone_shows_the_new_text_alone(page, sign_in, compared):
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(people.first())(compared)
    expect(page.locator(".pair .old:visible")).to_have_count(0)
    assert page.locator("ins:visible:has-text('凝聚')").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for box in page.locator(".head .acts .btn").all():
        assert box.bounding_box()["height"] >= 44


def test_marks_are_more_than_colour(page, sign_in, compared):
    sign_in(people.first())(compared)

    def line(tag):
        style = "(node) => getComputedStyle(node).textDecorationLine"
        return page.locator(f".pair {tag}").first.evaluate(style)

    assert (line("del"), line("ins")) == ("line-through", "underline")
