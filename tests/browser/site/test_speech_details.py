"""朗读 where it is easily wrong: which voice, what is read, where the focus goes, what moves. The
browser's own voices and engine have a stand-in; headless Chromium has none."""

import pytest
from playwright.sync_api import expect

from tests.helpers import making

from .test_tools import VOICES, marked, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "，".join(["各级商会把企业的困难一件一件记下来"] * 9)
BODY = (
    "<p>第一句。第二句。</p><ul><li><p>外层一项</p><ul><li><p>内层一项</p></li></ul></li></ul>"
    f"<p>{LONG}。</p><p><a href='https://example.cn/a'>公开的资料</a><small>注文。</small>。</p>"
)
SHIFTS = """
window.moved = 0;
new PerformanceObserver(list => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.moved += one.value; }).observe({type: 'layout-shift', buffered: true});
"""
NO_MARKING = "delete window.Highlight;"


@pytest.fixture
def path(live_server):
    return live_server.url + making.article("public", body=BODY).get_absolute_url()


def opened(page, path, *, voices="[{lang: 'zh-CN'}]", before=""):
    page.add_init_script(f"window.voices = {voices};{VOICES}{before}")
    page.goto(path)
    return page


@pytest.mark.parametrize(
    ("voices", "offered"),
    [
        ("[{lang: 'zh_CN'}]", True),  # as Android writes it
        ("[{lang: 'cmn-Hans-CN'}]", True),
        ("[{lang: 'zh-HK'}, {lang: 'zh_HK_#Hant'}]", False),  # Cantonese is another language
        ("[{lang: 'zhx'}, {lang: 'en-US'}]", False),
    ],
)
def test_only_voices_that_can_read_the_text_are_taken(page, path, voices, offered):
    opened(page, path, voices=voices)
    assert page.get_by_role("button", name="朗读").is_visible() is offered


def test_every_word_is_said_once_and_no_part_is_too_long(page, path):
    opened(page, path)
    press(page, "朗读")
    while page.evaluate("window.now !== null && said.length < 60"):
        page.evaluate("finish()")
    said = page.evaluate("said")
    assert "外层一项" in said
    assert "内层一项" in said
    assert max(map(len, said)) <= 80
    whole = "".join(said)
    assert whole.count("外层一项") == whole.count("内层一项") == 1
    assert LONG in whole
    assert "注文" not in whole


def test_the_focus_goes_with_the_controls(page, path):
    opened(page, path)
    page.get_by_role("button", name="朗读").focus()
    page.keyboard.press("Enter")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == "暂停"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "继续"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate(focused) == "停止"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "朗读"
    assert page.evaluate("said.length") == 1


def test_the_controls_stay_in_sight_and_cover_no_focus(page, path):
    page.set_viewport_size({"width": 390, "height": 400})
    opened(page, path)
    press(page, "朗读")
    for _ in range(7):
        page.evaluate("finish()")
    page.wait_for_timeout(700)
    expect(page.get_by_role("button", name="停止")).to_be_visible()
    assert page.evaluate("document.querySelector('.speech').getBoundingClientRect().top") == 0
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    page.locator(".prose a[href^=http]").focus()
    page.wait_for_timeout(300)
    assert page.evaluate(
        "(() => { const one = document.activeElement, box = one.getBoundingClientRect();"
        "return one === document.elementFromPoint(box.x + 2, box.y + 4); })()"
    )


def test_without_highlights_the_paragraph_is_marked_and_no_text_changes(page, path):
    opened(page, path, before=NO_MARKING)
    text = page.locator(".prose").evaluate("one => one.textContent")
    press(page, "朗读")
    page.evaluate("finish()")
    expect(page.locator(".is-spoken")).to_have_text(["第一句。第二句。"], use_inner_text=True)
    assert page.locator(".prose").evaluate("one => one.textContent") == text
    page.keyboard.press("Escape")
    expect(page.locator(".is-spoken")).to_have_count(0)
    assert marked(page) == ""


def test_leaving_the_page_ends_the_reading(page, path):
    opened(page, path)
    press(page, "朗读")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("now") is None
    expect(page.get_by_role("button", name="朗读")).to_be_visible()


def test_without_a_clipboard_the_selection_is_copied(page, path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, path)
    page.evaluate(
        "kept = navigator.clipboard;"
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
    )
    press(page, "复制链接")
    page.get_by_text("已复制标题和链接").wait_for()
    assert page.evaluate("kept.readText()").endswith(f" {path}")
    expect(page.locator("textarea")).to_have_count(0)


@pytest.mark.parametrize("choice", ["", "elder"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves_when_tools_appear_late(page, path, width, choice):
    page.set_viewport_size({"width": width, "height": 800})
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": path}])
    opened(page, path, voices="[]", before=f"navigator.share = async () => {{}};{SHIFTS}")
    page.wait_for_timeout(300)
    page.evaluate(
        "voices = [{lang: 'zh-CN'}]; speechSynthesis.dispatchEvent(new Event('voiceschanged'))"
    )
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="朗读")).to_be_visible()
    assert page.evaluate("moved") == 0


def test_control_a_move_would_be_seen(page, path):
    opened(page, path, before=SHIFTS)
    page.wait_for_timeout(300)
    page.evaluate(
        "document.querySelector('.reading').before(document.createElement('br'), '挤开正文')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("moved") > 0
