"""朗读, 复制链接, 二维码, 打印 on an entry's page. A headless browser has no voices: that state is
tested as it is, and the reading itself with a stand-in for the browser's own speech."""

import pytest
from playwright.sync_api import expect

from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = (
    "<p>他说：“办得快。”企业家笑了<small>见附注。</small>。今年超过32000家！</p>"
    "<h2>以学促干</h2><p>第二段只有一句</p>"
)
SENTENCES = [
    "履职尽责展新姿 担当作为赴新程",
    "他说：“办得快。”",
    "企业家笑了。",
    "今年超过32000家！",
    "以学促干",
    "第二段只有一句",
]
# Only the browser's own voices and engine are replaced; each utterance ends when the test says so.
VOICES = """
window.said = [];
const speech = new EventTarget();
speech.getVoices = () => window.voices ?? [{lang: 'en-US'}, {lang: 'zh-CN', name: '中文'}];
speech.speak = (one) => { window.said.push(one.text); window.now = one; };
speech.cancel = () => { window.now = null; };
Object.defineProperty(window, 'speechSynthesis', {value: speech, configurable: true});
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
window.finish = () => window.now.dispatchEvent(new Event('end'));
"""


@pytest.fixture
def row(db):
    return making.article("public", headline="履职尽责展新姿 担当作为赴新程", body=BODY)


@pytest.fixture
def speaking(page, live_server, row):
    page.add_init_script(VOICES)
    page.goto(live_server.url + row.get_absolute_url())
    return page


def marked(page):
    return page.evaluate("[...(CSS.highlights.get('spoken') ?? [])].map(String).join('|')")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_without_a_chinese_voice_nothing_is_offered(page, live_server, row):
    page.goto(live_server.url + row.get_absolute_url())
    expect(page.get_by_role("button", name="复制链接")).to_be_visible()
    assert page.evaluate("speechSynthesis.getVoices().length") == 0
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)


def test_voices_that_come_late_are_noticed(page, live_server, row):
    page.add_init_script(f"window.voices = [{{lang: 'en-GB'}}];{VOICES}")
    page.goto(live_server.url + row.get_absolute_url())
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)
    page.evaluate(
        "voices = [{lang: 'zh-TW'}]; speechSynthesis.dispatchEvent(new Event('voiceschanged'))"
    )
    expect(page.get_by_role("button", name="朗读")).to_be_visible()


def test_it_reads_sentence_by_sentence_and_marks_the_one_it_reads(speaking):
    press(speaking, "朗读")
    seen = []
    for _ in SENTENCES:
        seen.append(marked(speaking).strip())
        speaking.evaluate("finish()")
    assert speaking.evaluate("said") == SENTENCES
    assert [text.replace("1", "", 1) if "笑了" in text else text for text in seen] == SENTENCES
    assert marked(speaking) == ""
    expect(speaking.get_by_role("button", name="朗读")).to_be_visible()
    expect(speaking.get_by_role("button", name="停止")).to_have_count(0)


@pytest.mark.parametrize(
    ("theme", "red", "tint"),
    [("light", "179, 48, 31", "247, 228, 218"), ("dark", "240, 144, 122", "58, 33, 27")],
)
def test_the_sentence_that_is_read_stands_out_in_the_theme_s_red(speaking, theme, red, tint):
    speaking.emulate_media(color_scheme=theme)
    press(speaking, "朗读")
    look = speaking.locator(".prose p").first.evaluate(
        "one => { const look = getComputedStyle(one, '::highlight(spoken)');"
        "return [look.backgroundColor, look.textDecorationLine, look.textDecorationColor]; }"
    )
    assert look == [f"rgb({tint})", "underline", f"rgb({red})"]


def test_pause_goes_on_with_the_same_sentence_and_steps_lead_on_and_back(speaking):
    press(speaking, "朗读")
    press(speaking, "下一句")
    press(speaking, "暂停")
    assert speaking.evaluate("now") is None
    press(speaking, "继续")
    press(speaking, "上一句")
    assert speaking.evaluate("said") == [SENTENCES[0], SENTENCES[1], SENTENCES[1], SENTENCES[0]]


def test_escape_stops_and_nothing_goes_on_by_itself(speaking):
    press(speaking, "朗读")
    speaking.evaluate("late = now")
    speaking.keyboard.press("Escape")
    speaking.evaluate("late.dispatchEvent(new Event('end'))")
    assert len(speaking.evaluate("said")) == 1
    assert marked(speaking) == ""


def test_reading_changes_no_character_of_the_page(speaking):
    before = speaking.inner_text(".prose")
    press(speaking, "朗读")
    expect(speaking.locator(".prose")).to_have_text(before, use_inner_text=True)


def test_title_and_address_are_copied_and_said(page, live_server, row):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = live_server.url + row.get_absolute_url()
    page.goto(address)
    press(page, "复制链接")
    page.get_by_text("已复制标题和链接").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{row.headline} {address}"


def test_a_refused_clipboard_shows_the_address(page, live_server, row):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(live_server.url + row.get_absolute_url())
    press(page, "复制链接")
    page.get_by_text("请手动复制：http").wait_for()


def test_the_code_opens_and_closes_without_script(browser, live_server, row):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + row.get_absolute_url())
    expect(page.get_by_role("button", name="复制链接")).to_have_count(0)
    code = page.get_by_role("img", name="二维码：http")
    expect(code).to_be_hidden()
    page.get_by_role("link", name="二维码").click()
    expect(code).to_be_visible()
    page.get_by_role("link", name="收起").click()
    expect(code).to_be_hidden()
    context.close()


def test_inside_wechat_the_way_to_share_is_told(browser, live_server, row):
    context = browser.new_context(user_agent="Mozilla/5.0 Chrome/122.0 MicroMessenger/8.0.49")
    page = context.new_page()
    page.goto(live_server.url + row.get_absolute_url())
    page.get_by_text("点右上角“…”转发").wait_for()
    expect(page.get_by_role("button", name="打印")).to_have_count(0)
    context.close()


def test_printed_it_keeps_code_and_address_and_loses_the_tools(page, live_server, row):
    page.goto(live_server.url + row.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="二维码：http")).to_be_visible()
    expect(page.locator(".imprint .at")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".bar").get_by_text("发布日期")).to_be_visible()
