"""The pages in a real browser: narrow screens, no script, the content security policy."""

import pytest
from playwright.sync_api import expect

from series.models import SeriesKind
from series.models.entry_kinds import listed_kinds
from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = (
    "<p>开头一段，说明来由。</p><h2>以学促干，凝聚合力</h2><p>全市会员总数超过32000家。</p>"
    "<h2>办好实事</h2><table><tbody><tr>"
    + "<td>一二三四五六七八</td>" * 12
    + "</tr></tbody></table>"
)


@pytest.fixture
def address(live_server):
    """A small site; returns {name: its address}."""
    day = making.series("常州“企业家日”", kind=SeriesKind.FESTIVAL, lunar_month=1, lunar_day=8)
    forum = making.series("常商论坛", kind=SeriesKind.FORUM)
    rows = {
        "article": making.article("public", headline="履职尽责展新姿 担当作为赴新程", body=BODY),
        "initiative": making.initiative(
            "public", headline="敢为敢闯敢干敢首创，做新时代优秀企业家"
        ),
        "event": making.event("public", headline="聚势新能 智创未来", series=forum, number=1),
    }
    assert {row.kind for row in rows.values()} == {kind.kind for kind in listed_kinds()}
    paths = {name: row.get_absolute_url() for name, row in rows.items()}
    paths |= {
        "home": "/",
        "articles": "/articles/",
        "events": "/events/",
        "feeds": "/feeds/",
        "search": "/search/?q=会员",
    }
    paths |= {"festival": day.get_absolute_url(), "forum": forum.get_absolute_url(), "lost": "/no/"}
    return {name: live_server.url + path for name, path in paths.items()}


@pytest.mark.parametrize("choice", ["", "elder", "large.dark"])
def test_no_page_scrolls_sideways(page, address, choice):
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": address["home"]}])
    wide = {}
    for name, target in address.items():
        page.goto(target)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide[name, width] = needed
    assert wide == {}


def test_the_content_security_policy_is_kept(page, address):
    said = []
    page.on("console", lambda message: said.append(message.text))
    for name, target in address.items():
        answer = page.goto(target)
        assert "default-src 'none'" in answer.headers["content-security-policy"], name
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert [text for text in said if "404" not in text] == []


def test_the_policy_would_be_heard(page, address):
    """Control: an inline style is refused, and the console says so."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address["home"])
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in text for text in said)


def test_type_size_works_with_script(page, address):
    page.goto(address["article"])
    size = "getComputedStyle(document.querySelector('.prose p')).fontSize"
    assert page.evaluate(size) == "18px"
    with page.expect_response("**/display/**"):
        page.get_by_role("button", name="大", exact=True).click()
    page.wait_for_function("() => document.documentElement.dataset.size === 'large'")
    assert page.evaluate(size) == "22px"
    expect(page).to_have_url(address["article"])
    page.reload()
    assert page.evaluate(size) == "22px"


def test_everything_works_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address["home"])
    page.get_by_role("link", name="履职尽责展新姿 担当作为赴新程").first.click()
    expect(page).to_have_url(address["article"])
    expect(page.get_by_text("全市会员总数超过32000家")).to_be_visible()
    page.get_by_role("button", name="大", exact=True).click()
    expect(page).to_have_url(address["article"])
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.get_by_role("link", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("link", name="长者模式").click()
    page.get_by_role("link", name="标准模式").click()
    expect(page.locator("html:not([data-view])")).to_have_count(1)
    context.close()


def test_print_keeps_the_text_and_drops_the_furniture(page, address):
    page.emulate_media(media="print", color_scheme="dark")
    black = "e => getComputedStyle(e).color === 'rgb(0, 0, 0)'"
    for name in ("article", "initiative", "event"):
        page.goto(address[name])
        assert page.locator("h1").evaluate(black), name
        assert page.locator(".prose p, .letter p").first.evaluate(black), name
        for furniture in (".nav", ".top", ".foot section", ".verse", "form.size"):
            assert not any(spot.is_visible() for spot in page.locator(furniture).all()), furniture


def test_printed_lists_hold_no_choices_and_no_ways_on(page, address):
    for name in ("home", "articles", "events", "festival"):
        page.goto(address[name])
        seen = page.locator(".fold, .more, .lead .score, .acts, .day svg")
        assert any(spot.is_visible() for spot in seen.all()), name  # control: on a screen they are
        page.emulate_media(media="print")
        assert not any(spot.is_visible() for spot in seen.all()), name
        page.emulate_media(media="screen")


def test_elder_mode_fills_the_width(page, address):
    """Its covers and combs are gone, and so is the room they took."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address["home"])
    widths = "['.lead', '.front'].map(name => document.querySelector(name).offsetWidth)"
    title, whole = page.evaluate(widths)
    assert title < whole
    page.get_by_role("link", name="长者模式").click()
    page.wait_for_selector("html[data-view=elder]")
    page.wait_for_load_state()
    title, whole = page.evaluate(widths)
    assert title == whole


def test_keyboard_reaches_the_text_first(page, address):
    page.goto(address["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_long_headlines_and_few_words_fit(page, live_server):
    row = making.article("public", headline="长" * 120, body="<p>短。</p>", subtitle="副" * 120)
    page.set_viewport_size({"width": 320, "height": 700})
    for path in (row.get_absolute_url(), "/", "/articles/"):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


TORN = """ruled => {
  const sheet = document.styleSheets[0], marks = [...document.querySelectorAll('mark')];
  if (!ruled) sheet.insertRule('mark {word-break: normal !important}', sheet.cssRules.length);
  return marks.filter(mark => mark.getClientRects().length > 1).length;
}"""


def test_a_found_word_is_not_torn_between_lines(page, live_server):
    for lead in range(6, 17):
        making.article("public", headline=f"{'序' * lead}论坛走进园区聚焦专精特新赋能智造")
    torn, without_rule = {}, 0
    for width in range(320, 420, 10):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live_server.url}/search/?q=论坛走进")
        expect(page.locator("h3 mark")).to_have_count(11)
        torn[width] = page.evaluate(TORN, True)
        without_rule += page.evaluate(TORN, False)
    assert set(torn.values()) == {0}, torn
    assert without_rule > 0  # control


PARTED = """held => {
  for (const link of document.querySelectorAll('.related li a'))
    link.style.maxInlineSize = held ? '' : 'none';
  return [...document.querySelectorAll('.related li')].filter(row => {
    const link = row.querySelector('a').getBoundingClientRect();
    const seal = row.querySelector('.kind').getBoundingClientRect();
    return link.top >= seal.bottom || seal.top >= link.top + seal.height;
  }).length;
}"""


def test_a_related_headline_stands_beside_its_seal(page, live_server):
    long = "二〇二六年第二次全市民营经济发展情况通报会暨民营企业家座谈会，问题清单回头看"
    rows = [making.article("public", headline=f"{long}{n}", tags=["两个健康"]) for n in "一二"]
    page.set_viewport_size({"width": 390, "height": 800})
    address = live_server.url + rows[0].get_absolute_url()
    page.goto(address)
    expect(page.locator(".related li")).to_have_count(1)
    assert page.evaluate(PARTED, True) == 0
    assert page.evaluate(PARTED, False) == 1  # control
    page.goto(f"{live_server.url}/display/?view=elder")
    page.goto(address)
    expect(page.locator("[data-view=elder] .related li")).to_have_count(1)
    assert page.evaluate(PARTED, True) == 0
