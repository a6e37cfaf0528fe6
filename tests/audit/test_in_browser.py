"""The checks that need Chromium find what is wrong, on pages made to be wrong; pictures are small."""

import gzip
import io
import shutil

import pytest
from PIL import Image

from tests.audit import axe, crawl, drive, screens, tools, weight
from tests.audit.controls import CSS, GOOD, good_pages, serving, with_part
from tests.helpers.chromium import close_pages, forget_everything

pytestmark = [pytest.mark.browser, pytest.mark.any_database]
PALE = "<p class='pale'>这一段文字太浅，看不清楚。</p>"
MOVES = """setTimeout(() => document.querySelector('h1').insertAdjacentHTML(
  'beforebegin', '<div class="tall">后来的</div>'), 60)"""


def weighed(browser, pages, headers=None):
    with serving(good_pages() | pages, headers) as site:
        found = crawl.crawl(site)
        return weight.check(browser, found, {path: path for path in found.pages}).findings


def rules(findings):
    return {finding.rule for finding in findings}


def test_a_good_site_passes(browser):
    assert weighed(browser, {}) == []


def test_seventy_kilobytes_are_too_much(browser):
    heavy = {"/second/": with_part("<p>" + "x" * 70 * 1024 + "</p>")}
    found = weighed(browser, heavy)
    assert [(one.page, one.rule) for one in found] == [("/second/", "过重")]


def test_style_sheets_and_what_they_import_are_weighed(browser):
    sheets = {"/plain.css": f"@import '/more.css';{CSS}", "/more.css": "/*" + "x" * 62000 + "*/"}
    assert rules(weighed(browser, sheets)) == {"过重"}


def test_a_sheet_weighs_what_is_sent_of_it(browser):
    long = gzip.compress(("/*" + "x" * 62000 + "*/").encode())
    pages = {"/plain.css": f"@import '/more.css';{CSS}", "/more.css": long}
    packed = {"/more.css": [("Content-Encoding", "gzip")]}
    assert weighed(browser, pages, packed) == []


def test_a_page_that_moves_is_found(browser):
    pages = {
        "/": with_part("", "<script src='/late.js' defer></script>"),
        "/late.js": MOVES,
        "/plain.css": CSS + ".tall { height: 300px }",
    }
    assert rules(weighed(browser, pages)) == {"版面移动"}


def test_a_request_to_somebody_else_is_found(browser):
    ask = "fetch('http://127.0.0.1:1/x').catch(() => {})"
    pages = {"/": with_part("", "<script src='/ask.js' defer></script>"), "/ask.js": ask}
    assert rules(weighed(browser, pages)) == {"请求了外部网址"}


def test_a_page_that_needs_script_is_found(browser):
    empty = GOOD.replace("<h1 id='top-line'>标题</h1>", "<h1 hidden>标题</h1>")
    assert rules(weighed(browser, {"/second/": empty})) == {"无脚本"}


@pytest.mark.parametrize("from_npm", [False, True])
def test_pale_text_is_found_and_good_text_is_not(browser, monkeypatch, from_npm):
    if from_npm and not tools.installed():
        pytest.skip("未安装 npm 的 axe：先运行 make audit")
    monkeypatch.setattr(tools, "installed", lambda: from_npm)
    pages = good_pages() | {"/plain.css": CSS + ".pale { color: #bbb }", "/pale/": with_part(PALE)}
    with serving(pages) as site:
        paths = {"good": "/", "pale": "/pale/"}
        outcome = axe.check(browser, site, paths, widths=[390], modes=["light", "elder"])
    assert [one.rule for one in outcome.findings] == ["color-contrast"] * 2
    assert all(one.page.startswith("pale /pale/") for one in outcome.findings)
    assert [row[-1] for row in outcome.rows] == [1, 1]


@pytest.mark.parametrize("with_pdftoppm", [True, False])
def test_pictures_are_small_palettes(browser, monkeypatch, with_pdftoppm):
    if not with_pdftoppm:
        monkeypatch.setenv("PATH", "/nowhere")
    elif shutil.which("pdftoppm") is None:
        pytest.skip("未安装 poppler-utils")
    with serving(good_pages()) as site:
        taken = screens.taken(browser, site, "/", 390, "dark")
        sheet = screens.printed(browser, site, "/")
    for content in (taken, sheet):
        picture = Image.open(io.BytesIO(screens.small(content)))
        assert picture.mode == "P"
        assert len(picture.getcolors()) <= 64


def test_a_picture_too_large_is_cut_and_still_seen():
    noise = Image.effect_noise((300, 3000), 90).convert("RGB")
    stored = io.BytesIO()
    noise.save(stored, "PNG")
    data = screens.small(stored.getvalue())
    assert len(data) <= screens.HEAVIEST < len(stored.getvalue())
    assert Image.open(io.BytesIO(data)).width == 300


def test_names_of_pictures_are_plain():
    names = ["home", "/", "/tags/%E5%B8%B8/", "/archive/2024/"]
    assert [screens.plain(name) for name in names] == [
        "home",
        "home",
        "tags-E5-B8-B8",
        "archive-2024",
    ]


def test_the_modes_are_those_of_the_site():
    from series.text.language import display_choice

    assert set(drive.MODES.values()) <= {*display_choice.THEMES, *display_choice.VIEWS}


KEPT = """async () => [
  document.cookie, localStorage.word,
  (await navigator.permissions.query({name: 'geolocation'})).state]"""


def test_a_page_begins_in_a_window_that_is_as_good_as_new(window, page):
    """Control in the middle: a page that is opened without forgetting knows the one before."""
    with serving(good_pages()) as site:
        page.goto(site)
        page.evaluate("document.cookie = 'a=1; path=/'; localStorage.word = '甲'")
        window.grant_permissions(["geolocation"])
        knowing = window.new_page()
        knowing.goto(site)
        assert knowing.evaluate(KEPT) == ["a=1", "甲", "granted"]
        close_pages(window)
        assert window.pages == []
        fresh = window.new_page()
        forget_everything(window, fresh)
        fresh.goto(site)
        assert fresh.evaluate(KEPT) == ["", None, "prompt"]
