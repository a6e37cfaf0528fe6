"""放大图片: a picture of a text opens in place, arrows and Esc work, and without script it is a link."""

import pytest
from playwright.sync_api import expect

from series.actions.media.pictures import store_picture
from tests.helpers import making
from tests.helpers.axe import violations
from tests.helpers.samples.photographs import drawn, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SWIPE = """() => {
  const dialog = document.querySelector('dialog.enlarged');
  const touch = (x) => new Touch({identifier: 1, target: dialog, clientX: x, clientY: 300});
  const send = (type, x, left) => dialog.dispatchEvent(
    new TouchEvent(type, {touches: left, changedTouches: [touch(x)], bubbles: true}));
  send('touchstart', 300, [touch(300)]);
  send('touchend', 80, []);
}"""
SHOWN = "dialog.enlarged[open] img"


@pytest.fixture
def row(db):
    rows = [store_picture(saved(drawn(900 + n, 600), "PNG"), alt=f"第{n}张图") for n in (1, 2, 3)]
    images = [f'<img src="{one.get_absolute_url()}" alt="{one.alt}">' for one in rows]
    group = f"<figure>{images[0]}{images[1]}<figcaption>走访途中</figcaption></figure>"
    return making.article("public", body=f"<p>看图。</p>{group}<figure>{images[2]}</figure>")


def test_keys_lead_from_picture_to_picture_and_back_to_the_text(page, live_server, row):
    page.goto(live_server.url + row.get_absolute_url())
    page.click("a.enlarge >> nth=0")
    expect(page.locator(SHOWN)).to_have_attribute("alt", "第1张图")
    expect(page.locator("dialog.enlarged figcaption")).to_contain_text(
        "走访途中", use_inner_text=True
    )
    expect(page.locator("dialog.enlarged")).to_contain_text("第 1 张，共 3 张", use_inner_text=True)
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(SHOWN)).to_have_attribute("alt", "第3张图")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.enlarged", state="hidden")
    # The browser itself goes back to the first picture, and tells of the closing a moment later.
    focused = "document.activeElement.querySelector('img')?.alt"
    page.wait_for_function(f"() => {focused} === '第2张图'")
    assert page.url.endswith(row.get_absolute_url())
    page.keyboard.press("Enter")
    expect(page.locator(SHOWN)).to_have_attribute("alt", "第2张图")
    page.click("dialog.enlarged button:has-text('关闭')")
    page.wait_for_selector("dialog.enlarged", state="hidden")


@pytest.fixture
def poster(db):
    tall = store_picture(saved(drawn(600, 3000), "PNG"), alt="一图读懂")
    wide = store_picture(saved(drawn(3000, 300), "PNG"), alt="园区全景")
    figures = [
        f'<figure><img src="{one.get_absolute_url()}" alt="{one.alt}">'
        f"<figcaption>{one.alt}（市工商联 供图）</figcaption></figure>"
        for one in (tall, wide)
    ]
    return making.article("public", body="<p>看图。</p>" + "".join(figures))


def test_a_poster_and_a_panorama_are_readable_on_a_phone(browser, live_server, poster):
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True)
    phone = context.new_page()
    phone.goto(live_server.url + poster.get_absolute_url())
    tall, wide = (phone.locator("figure .enlarge img").nth(at) for at in (0, 1))
    assert tall.bounding_box()["width"] > 320
    wide.scroll_into_view_if_needed()
    assert wide.bounding_box()["height"] >= 190
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    tall.scroll_into_view_if_needed()
    phone.locator("a.enlarge").first.tap(position={"x": 100, "y": 100})
    phone.wait_for_selector(SHOWN)
    assert phone.locator(SHOWN).bounding_box()["width"] > 320
    assert phone.evaluate(
        "(d => d.scrollHeight > d.clientHeight)(document.querySelector('.enlarged .tall'))"
    )
    expect(phone.locator("dialog.enlarged figcaption")).to_contain_text(
        "市工商联 供图", use_inner_text=True
    )
    assert violations(phone) == []
    phone.evaluate(SWIPE)
    expect(phone.locator(SHOWN)).to_have_attribute("alt", "园区全景")
    assert phone.locator(SHOWN).bounding_box()["height"] >= 300
    context.close()


def test_pictures_of_a_group_stand_beside_each_other_at_one_height(page, live_server, row):
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(live_server.url + row.get_absolute_url())
    boxes = [page.locator("figure .enlarge img").nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["height"] == boxes[1]["height"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


def test_without_script_the_picture_is_a_link_to_its_file(browser, live_server, row):
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(live_server.url + row.get_absolute_url())
    address = bare.get_attribute("a.enlarge >> nth=0", "href")
    assert bare.request.get(live_server.url + address).headers["content-type"].startswith("image/")
    context.close()


def test_control_a_text_without_pictures_loads_no_script_for_them(page, live_server):
    page.goto(live_server.url + making.article("public").get_absolute_url())
    expect(page.locator("script[src*='enlarge']")).to_have_count(0)
