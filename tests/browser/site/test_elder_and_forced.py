"""长者模式, forced colours and print: what is left out, what stays to be seen."""

import pytest
from playwright.sync_api import expect

from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORST = "授信（一二三四·五六七八）一二三四五六七八九十·甲乙丙丁，1234567.89万千瓦时。"


@pytest.fixture
def paths(live_server):
    forum = making.series("常商论坛")
    body = (
        f"<h2>甲</h2><p>{WORST * 3}</p><h2>乙</h2><p>见<a href='https://example.cn/a'>资料</a>"
        "<small>注文。</small>。</p>"
    )
    rows = {
        "article": making.article("public", body=body, tags=["两个健康"]),
        "initiative": making.initiative(
            "public", body="<p>见<a href='https://example.cn/b'>通知</a>。</p>"
        ),
        "event": making.event("public", series=forum, number=1),
    }
    found = {name: row.get_absolute_url() for name, row in rows.items()}
    found |= {"home": "/", "list": "/articles/", "events": "/events/", "column": "/columns/1/"}
    found["column"] = making.column().get_absolute_url()
    return {name: live_server.url + path for name, path in found.items()}


def choose(page, paths, choice):
    page.context.add_cookies([{"name": "display", "value": choice, "url": paths["home"]}])


def test_the_elder_view_leaves_out_what_a_reader_does_not_need(page, paths):
    choose(page, paths, "elder")
    page.goto(paths["list"])
    expect(page.locator("header > .comb")).to_be_hidden()
    filters = page.get_by_role("navigation", name="筛选")
    expect(filters).to_be_hidden()
    page.get_by_text("筛选", exact=True).click()
    expect(filters).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).cursor").startswith("url(")


def test_the_elder_header_has_two_lines(page, paths):
    """The display beside the name; the field beside the navigation, wide enough for its words."""
    choose(page, paths, "elder")
    for width in (1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(paths["list"])
        tops = [
            page.locator(f".mast {part}").bounding_box() for part in (".brand", ".nav", ".find")
        ]
        name, links, field = [box["y"] + box["height"] / 2 for box in tops]
        display = page.locator(".mast .top").bounding_box()
        assert abs(display["y"] + display["height"] / 2 - name) < 12
        assert abs(links - field) < 12
        assert links > name + 30


def test_the_standard_view_shows_the_choices_at_once(page, paths):
    page.goto(paths["list"])
    expect(page.get_by_role("navigation", name="筛选")).to_be_visible()
    expect(page.get_by_text("筛选", exact=True)).to_be_hidden()
    expect(page.locator("header > .comb")).to_be_visible()


def test_a_chosen_filter_is_said_and_can_be_left(page, paths):
    """The filters themselves are folded, so that the hits come first."""
    choose(page, paths, "elder")
    page.goto(f"{paths['list']}?year=2026")
    assert "2026" in page.locator("[role=status]").first.inner_text()
    expect(page.get_by_role("navigation", name="筛选")).to_be_hidden()
    page.get_by_role("link", name="看全部文章").click()
    page.wait_for_url(f"**{paths['list']}")


@pytest.mark.parametrize("choice", ["elder", "elder.large", "elder.dark", "elder.small"])
def test_no_elder_page_scrolls_sideways(page, paths, choice):
    choose(page, paths, choice)
    wide = {}
    for name, path in paths.items():
        page.goto(path)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide[name, width] = needed
    assert wide == {}


@pytest.mark.parametrize(
    ("choice", "size"), [("elder.small", 24), ("elder", 25), ("elder.large", 30)]
)
def test_the_three_sizes_work_in_the_elder_view(page, paths, choice, size):
    choose(page, paths, choice)
    page.goto(paths["article"])
    assert page.locator(".prose p").first.evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    ) == pytest.approx(size)


def test_forced_colours_keep_the_current_choice_apart(browser, paths):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(paths["article"])
    ground = "one => getComputedStyle(one).backgroundColor"
    on, off = (page.locator(f".size [aria-pressed={way}]").first for way in ("true", "false"))
    assert on.evaluate(ground) != off.evaluate(ground)
    line = "one => getComputedStyle(one).borderBlockEndColor"
    here = page.locator(".nav [aria-current]").evaluate(line)
    assert here != page.locator(".nav a:not([aria-current])").first.evaluate(line)
    context.close()


def test_print_names_where_links_lead_but_not_places_of_the_same_page(page, paths):
    page.emulate_media(media="print")
    said = "one => getComputedStyle(one, '::after').content"
    page.goto(paths["article"])
    assert page.locator(".prose a[href^=http]").evaluate(said) != "none"
    assert page.locator(".note-sign a").first.evaluate(said) == "none"
    page.goto(paths["initiative"])
    assert page.locator(".letter a[href^=http]").evaluate(said) != "none"
