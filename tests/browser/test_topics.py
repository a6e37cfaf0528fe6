"""建议话题 beside the field in a real browser: asked for, chosen, taken out again, stored."""

import pytest
from playwright.sync_api import expect

from series.models import Entry
from tests.helpers import making, people
from tests.helpers.axe import violations_in_each_light

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "<p>双碳是大事。</p><p>专精特新企业谈双碳，专精特新。</p><p>乡村振兴，乡村振兴。</p>"
TERMS = "双碳 专精特新 常商论坛 企业家日 新能源之都 两个健康 清廉民企 乡村振兴 一带一路"
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const shift of list.getEntries())
    for (const { node } of shift.sources)
      window.shifts.push(`${node?.id || node?.className || node?.nodeName}`);
}).observe({ type: 'layout-shift', buffered: true });
"""

CARET_AT_THE_END = """() => {
  const { editor } = document.querySelector('.editor').deskEditor;
  editor.view.focus();
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
}"""


def text_of(body=BODY, **content):
    """A draft whose headline tells nothing."""
    return making.article(headline="如此这般", body=body, **content)


@pytest.fixture
def opened(page, sign_in):
    """The form of a text with these words, its editor standing."""
    go = sign_in(people.editor())

    def open_form(entry):
        go(f"/desk/series/article/{entry.pk}/change/")
        page.wait_for_selector(".editor .count span")
        return page

    yield open_form
    if page.url != "about:blank":
        assert page.evaluate("window.broken") == []


def propose(page):
    page.click("#topics > button")
    page.wait_for_selector("#topics > button:has-text('重新建议'):not([aria-disabled])")


def offered(page):
    return page.locator("#topics li button").all_inner_texts()


def pressed(page):
    return page.locator("#topics li button[aria-pressed=true]").all_inner_texts()


def said(page):
    return page.inner_text("#topics [role=status]")


def field(page):
    return page.input_value("#id_tags")


def test_a_topic_is_proposed_chosen_and_stored(opened):
    entry = text_of(tags=["别的"])
    page = opened(entry)
    assert offered(page) == []
    propose(page)
    assert offered(page) == ["专精特新", "乡村振兴", "双碳"]
    assert said(page) == "建议 3 个话题：按一下加入，再按一下去掉"
    page.click("#topics button:text-is('双碳')")
    assert (field(page), pressed(page), said(page)) == ("别的，双碳", ["双碳"], "已加入“双碳”")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist")
    assert Entry.objects.get(pk=entry.pk).newest.content["tags"] == ["别的", "双碳"]


def test_pressed_again_it_is_taken_out_and_others_stay(opened):
    page = opened(text_of(tags=["别的"]))
    propose(page)
    for name in ("双碳", "专精特新", "双碳"):
        page.click(f"#topics button:text-is('{name}')")
    assert (field(page), pressed(page)) == ("别的，专精特新", ["专精特新"])
    assert said(page) == "已去掉“双碳”"


def test_what_is_typed_into_the_field_shows_on_the_buttons(opened):
    page = opened(text_of())
    propose(page)
    page.fill("#id_tags", "双碳、别的")
    assert pressed(page) == ["双碳"]
    page.fill("#id_tags", "双碳目标")
    assert pressed(page) == []


def test_the_keyboard_does_it_all_and_stays_where_it_was(opened):
    page = opened(text_of())
    page.focus("#id_tags")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#topics li")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.textContent") == offered(page)[0]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert field(page) == "，".join(offered(page)[:2])


def test_proposed_again_it_is_for_the_text_of_now_without_what_is_chosen(opened):
    page = opened(text_of(body="<p>双碳是大事，双碳。</p>"))
    propose(page)
    assert offered(page) == ["双碳"]
    page.click("#topics li button")
    page.evaluate(CARET_AT_THE_END)
    page.keyboard.insert_text("专精特新与专精特新。")
    propose(page)
    assert (offered(page), field(page)) == (["专精特新"], "双碳")
    page.fill("#id_headline", "乡村振兴")
    propose(page)
    assert offered(page) == ["乡村振兴", "专精特新"]


def test_choosing_is_kept_by_the_autosave(opened):
    page = opened(text_of())
    propose(page)
    with page.expect_response("**/autosave/") as answer:
        page.click("#topics button:text-is('双碳')")
    assert answer.value.ok
    page.wait_for_selector("#live .saved:has-text('已自动保存')")


def test_an_input_method_is_not_disturbed(page, opened):
    opened(text_of())
    propose(page)
    page.focus("#id_tags")
    cdp = page.context.new_cdp_session(page)
    for syllables in ("s", "sh", "shuang tan"):
        given = {
            "text": syllables,
            "selectionStart": len(syllables),
            "selectionEnd": len(syllables),
        }
        cdp.send("Input.imeSetComposition", given)
        assert field(page) == syllables
    cdp.send("Input.insertText", {"text": "双碳"})
    assert (field(page), pressed(page)) == ("双碳", ["双碳"])


def test_what_no_longer_fits_is_said_and_not_added(opened):
    page = opened(text_of())
    propose(page)
    page.fill("#id_tags", "题" * 398)
    page.click("#topics button:text-is('双碳')")
    assert said(page) == "“话题”一栏最多 400 字，放不下“双碳”"
    assert field(page) == "题" * 398


def test_a_server_that_fails_is_named_and_asked_again(page, opened):
    opened(text_of())
    page.route("**/topics/", lambda route: route.abort())
    page.click("#topics > button")
    page.wait_for_selector("#topics [role=status]:has-text('没有建议：服务器没有回应')")
    page.unroute("**/topics/")
    propose(page)
    assert len(offered(page)) == 3


def test_a_new_text_gets_topics_before_it_is_saved(page, sign_in):
    sign_in(people.editor())("/desk/series/article/add/")
    page.wait_for_selector(".editor .count span")
    page.fill("#id_headline", "双碳与专精特新")
    propose(page)
    assert set(offered(page)) == {"双碳", "专精特新"}


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_it_is_fit_for_everybody(page, opened, width):
    page.set_viewport_size({"width": width, "height": 900})
    opened(text_of(body=f"<p>{TERMS}</p><p>{TERMS}</p>"))
    propose(page)
    assert len(offered(page)) == 8
    page.click("#topics li button")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in page.locator("#topics button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    assert page.evaluate("window.broken") == []
    assert violations_in_each_light(page, (width,)) == []
    page.evaluate("window.broken = []")  # axe writes a style of its own


@pytest.mark.parametrize("width", [1366, 390])
def test_nothing_moves_when_it_opens_or_a_topic_is_pressed(page, opened, width):
    page.add_init_script(SHIFTS)
    page.set_viewport_size({"width": width, "height": 900})
    opened(text_of("<p>双碳，双碳。</p>"))
    page.evaluate("document.getElementById('topics').scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    below = "document.getElementById('id_no_keywords').getBoundingClientRect().top"
    before = page.evaluate(below)
    assert not [name for name in page.evaluate("window.shifts") if "topics" in name]
    propose(page)
    assert page.evaluate(below) == before  # its line was kept free
    boxes = "[...document.querySelectorAll('#topics button')].map(b => b.getBoundingClientRect().x)"
    places = page.evaluate(boxes)
    page.click("#topics li button")
    assert (page.evaluate(boxes), page.evaluate(below)) == (places, before)


def test_without_script_the_words_stand_on_a_page(browser, live_server, client):
    entry = text_of()
    client.force_login(people.editor())
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/series/article/{entry.pk}/change/")
    expect(page.locator("#topics button")).to_have_count(0)
    page.click("#topics a:text-is('建议话题')")
    expect(page.locator(".offers b")).to_have_text(
        ["专精特新", "乡村振兴", "双碳"], use_inner_text=True
    )
    page.check(".offers input[value=双碳]")
    page.click("input[name=_chosen]")
    page.wait_for_url("**/change/")
    assert Entry.objects.get(pk=entry.pk).newest.content["tags"] == ["双碳"]
    context.close()
