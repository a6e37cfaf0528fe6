"""检索建议 in a real browser: keys, mouse, input methods, late answers, and the page without script."""

import json
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Error, expect

from tests.helpers import making
from tests.helpers.axe import violations_in_each_light

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REST = 400  # milliseconds after which a question has certainly been asked
COMPOSE = """
(input, [name, text, data]) => {
  if (text !== null) input.value = text;
  input.dispatchEvent(new CompositionEvent(name, {data, bubbles: true}));
  input.dispatchEvent(new InputEvent('input', {data, bubbles: true, isComposing: name !== 'compositionend'}));
}
"""


@pytest.fixture
def address(live_server):
    forum = making.series("常商论坛")
    making.event("public", headline="常商论坛：聚势新能 智创未来", series=forum, number=1)
    making.article("public", headline="储能沙龙开讲", tags=["储能之都", "储能企业"])
    return live_server.url


@pytest.fixture
def asked(page):
    """The lines that the page asked for, as they were asked."""
    lines = []
    page.on(
        "request",
        lambda one: (
            "/search/suggest/" in one.url
            and lines.append(unquote(parse_qs(urlsplit(one.url).query)["q"][0]))
        ),
    )
    return lines


def field(page):
    return page.locator("#q")


def options(page):
    return page.get_by_role("option").locator("span").all_inner_texts()


def type_in(page, text):
    field(page).press_sequentially(text)
    page.get_by_role("listbox").wait_for()


def active(page):
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
        "?.querySelector('span').textContent ?? null"
    )


def test_the_script_is_light():
    script = Path(__file__).resolve().parents[3] / "static" / "site" / "suggest.js"
    assert len(script.read_bytes()) <= 4096


def test_the_field_is_a_combobox_with_a_list(page, address, asked):
    page.goto(address)
    page.focus("#q")  # the script comes with the first touch
    combobox = page.get_by_role("combobox", name="检索全站")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    type_in(page, "储能")
    expect(combobox).to_have_attribute("aria-expanded", "true")
    assert options(page) == ["储能之都", "储能企业", "储能沙龙开讲"]
    listed = page.get_by_role("listbox", name="检索建议")
    expect(listed).to_have_attribute("id", combobox.get_attribute("aria-controls"))
    expect(page.get_by_role("status")).to_have_text("有 3 条建议", use_inner_text=True)
    assert asked == ["储能"]


# Seven letters in one moment, however fast the machine.
HASTE = """word => {
  const field = document.querySelector('#q');
  for (const end of [...word].keys()) {
    field.value = word.slice(0, end + 1);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}"""


def test_it_waits_for_rest(page, address, asked):
    page.goto(address)
    page.focus("#q")  # the script comes with the first touch
    page.wait_for_selector("#q[role=combobox]")
    page.evaluate(HASTE, "changsh")
    page.get_by_role("listbox").wait_for()
    assert asked == ["changsh"]
    assert options(page)[0] == "常商论坛"


def test_keys_lead_through_the_list_and_back_to_the_field(page, address):
    page.goto(address)
    type_in(page, "储能")
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(active(page))
    assert seen == ["储能之都", "储能企业", "储能沙龙开讲", None, "储能沙龙开讲", "储能企业"]
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    expect(field(page)).to_have_value("储能")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert active(page) is None
    expect(field(page)).to_have_value("储能")
    page.keyboard.press("ArrowDown")
    assert active(page) == "储能之都"


def test_a_chosen_name_is_looked_for(page, address):
    page.goto(address)
    type_in(page, "储能")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["储能之都"]


def test_a_chosen_headline_leads_to_its_page(page, address):
    page.goto(address)
    type_in(page, "储能")
    page.get_by_role("option", name="储能沙龙开讲").click()
    page.wait_for_url("**/articles/*/")
    expect(page.locator("h1")).to_have_text("储能沙龙开讲", use_inner_text=True)


def test_enter_without_a_choice_looks_for_what_was_typed(page, address):
    page.goto(address)
    type_in(page, "储能")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["储能"]


def test_leaving_the_field_closes_the_list_and_a_press_on_it_does_not(page, address):
    page.goto(address)
    type_in(page, "储能")
    box = page.get_by_role("option").first.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    assert page.evaluate("document.activeElement.id") == "q"
    page.mouse.move(5, 700)
    page.mouse.up()
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("", use_inner_text=True)


def test_nothing_is_asked_while_an_input_method_composes(page, address, asked):
    page.goto(address)
    field(page).focus()
    for step in (
        ["compositionstart", "", ""],
        ["compositionupdate", "chu", "chu"],
        ["compositionupdate", "chu'neng", "chu'neng"],
    ):
        field(page).evaluate(COMPOSE, step)
        page.wait_for_timeout(REST)
    assert asked == []
    field(page).evaluate(COMPOSE, ["compositionend", "储能", "储能"])
    page.get_by_role("listbox").wait_for()
    assert asked == ["储能"]


def test_keys_of_an_input_method_are_its_own(page, address):
    page.goto(address)
    type_in(page, "储能")
    field(page).evaluate(COMPOSE, ["compositionstart", None, ""])
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    assert active(page) is None
    field(page).evaluate(COMPOSE, ["compositionend", "储能", "储能"])
    page.get_by_role("listbox").wait_for()
    taken = field(page).evaluate(
        "input => [229, 40].map(keyCode => !input.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'ArrowDown', keyCode, cancelable: true})))"
    )
    assert taken == [False, True]


def test_a_late_answer_is_dropped(page, address, asked):
    held = []

    def hold(route):
        held.append(route) if "q=a" in route.request.url else route.continue_()

    page.route("**/search/suggest/**", hold)
    page.goto(address)
    field(page).press_sequentially("a")
    page.wait_for_timeout(REST)
    field(page).fill("储能")
    page.get_by_role("listbox").wait_for()
    late = json.dumps({"suggestions": [{"text": "迟到的建议"}]})
    assert len(held) == 1
    with suppress(Error):  # the browser may have given the request up already
        held[0].fulfill(body=late, content_type="application/json")
    page.wait_for_timeout(REST)
    assert "迟到的建议" not in options(page)
    assert options(page)[0] == "储能之都"


def test_an_answer_that_comes_after_leaving_opens_nothing(page, address):
    page.goto(address)
    field(page).press_sequentially("储能")
    page.keyboard.press("Tab")
    page.wait_for_timeout(REST)
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize(
    "answer", [{"status": 500, "body": "fault"}, {"status": 200, "body": "{}"}, None]
)
def test_without_an_answer_the_form_works_as_it_is(page, address, answer):
    page.route(
        "**/search/suggest/**", lambda route: route.fulfill(**answer) if answer else route.abort()
    )
    page.goto(address)
    field(page).press_sequentially("储能")
    page.wait_for_timeout(REST)
    expect(page.locator("[role=listbox]:visible")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


def test_without_script_there_is_a_plain_field(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("textbox", name="检索全站").fill("储能")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.get_by_role("textbox", name="检索词")).to_have_value("储能")
    context.close()


def test_no_cookie_goes_with_what_is_typed(page, address):
    page.context.add_cookies([{"name": "display", "value": "dark", "url": address}])
    page.goto(address)
    with page.expect_request("**/search/suggest/**") as sent:
        field(page).press_sequentially("储能")
    assert "cookie" not in sent.value.all_headers()


@pytest.mark.parametrize(("choice", "least"), [("", 44), ("elder", 60)])
@pytest.mark.parametrize("path", ["/search/", "/no-such-page/"])
def test_options_are_large_enough_to_touch_and_stay_on_the_page(page, address, choice, least, path):
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": address}])
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + path)
    page.locator("#k").press_sequentially("储能")
    page.get_by_role("listbox").wait_for()
    boxes = [one.bounding_box() for one in page.get_by_role("option").all()]
    assert len(boxes) == 3
    assert min(box["height"] for box in boxes) >= least - 0.5
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("choice", ["", "elder"])
def test_axe_finds_nothing_wrong_with_the_open_list(page, address, choice):
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": address}])
    page.goto(f"{address}/search/")
    page.locator("#k").press_sequentially("储能")
    page.get_by_role("listbox").wait_for()
    page.keyboard.press("ArrowDown")
    assert violations_in_each_light(page, (390, 1280)) == []
    expect(page.get_by_role("listbox")).to_be_visible()


def test_print_shows_no_list(page, address):
    page.goto(address)
    type_in(page, "储能")
    page.emulate_media(media="print")
    expect(page.locator("[role=listbox]:visible")).to_have_count(0)
