"""The writing page in a real browser: nothing leaves the screen, all of it by keyboard alone."""

import pytest
from playwright.sync_api import expect

from series.models import Article, Entry
from tests.helpers import making, people
from tests.helpers.axe import violations_in_each_light

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "".join(f"<h2>第{part}节</h2>" + f"<p>{'园区的企业' * 60}</p>" * 4 for part in "甲乙丙丁")
TABLE = "<table><caption>表</caption><tbody><tr><td>格</td><td>子</td></tr></tbody></table>"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
IN_SIGHT = """selector => {
  const found = [...document.querySelectorAll(selector)].filter(one => one.checkVisibility());
  const box = found[0]?.getBoundingClientRect();
  return found.length === 1 && box.top >= 0 && box.bottom <= innerHeight + 1;
}"""
CARET = """name => {
  const { editor } = document.querySelector('.editor').deskEditor;
  let place = 0;
  editor.state.doc.descendants((node, at) => { if (node.type.name === name) place ||= at; });
  editor.view.focus();
  editor.chain().setTextSelection(place + 2).scrollIntoView().run();
}"""


@pytest.fixture
def writing(page, sign_in):
    """Open the writing page as the editor; the field stands when it returns."""
    go = sign_in(people.editor())

    def opened(entry=None, size=DESK):
        page.set_viewport_size(size)
        go(f"/desk/series/article/{f'{entry.pk}/change' if entry else 'add'}/")
        page.wait_for_selector(".editor .count span")
        return page

    return opened


def stored(entry):
    return Entry.objects.select_related("newest").get(pk=entry.pk).newest.content


def test_a_long_text_grows_and_tools_and_bar_stay_in_sight(writing):
    page = writing(making.article(body=LONG + TABLE))
    surface = page.locator(".editor .page")
    assert surface.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert surface.bounding_box()["height"] > DESK["height"] * 2
    page.evaluate("scrollTo(0, 1500)")
    for selector in (".tools-top", ".action-bar", ".outline"):
        assert page.evaluate(IN_SIGHT, selector), selector
    page.evaluate(CARET, "tableCell")
    page.wait_for_timeout(100)
    assert page.evaluate(IN_SIGHT, ".at-object")
    tools, table = page.locator(".at-object:visible").bounding_box(), page.locator(".page table")
    assert abs(tools["y"] + tools["height"] - table.bounding_box()["y"]) < 8


def test_control_an_inner_scroll_is_seen(writing):
    page = writing(making.article(body=LONG))
    page.evaluate(
        "document.querySelector('.editor .page').style.cssText = 'max-height: 20rem; overflow: auto'"
    )
    assert page.locator(".editor .page").evaluate("one => one.scrollHeight > one.clientHeight + 1")


def test_on_a_phone_the_text_comes_first_and_the_tools_fit(writing):
    page = writing(making.article(body=f"<p>文</p>{TABLE}"), PHONE)
    places = [
        page.locator(selector).bounding_box()["y"]
        for selector in (".editor .page", ".belongs", "#content-related")
    ]
    assert places == sorted(places)
    shown = [one for one in page.locator(".tools-top button:visible").all() if one.is_visible()]
    rows = {round(one.bounding_box()["y"]) for one in shown}
    assert [one.inner_text() for one in shown][3:5] == ["图片", "链接"]
    assert len(rows) == 1
    assert all(one.bounding_box()["height"] >= 44 for one in shown)
    page.click(".tools .more")
    expect(page.locator(".tools-top button:has-text('表格')")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low = "[...document.querySelectorAll('.bar-acts > *')].filter(one => one.offsetHeight < 44)"
    assert page.evaluate(f"{low}.length") == 0


def test_a_text_is_written_by_keyboard_alone(writing, page):
    making.column()
    writing()
    press, put = page.keyboard.press, page.keyboard.insert_text
    page.focus(".skip-to-content-link")
    for _ in range(40):
        press("Tab")
        if page.evaluate("document.activeElement.name") == "headline":
            break
    put("园区来了新企业")
    press("Enter")
    put("导语。")
    press("Enter")
    for block in ("## ", "以学促干"):
        page.keyboard.type(block)
    press("Enter")
    for block in ("- ", "一条"):
        page.keyboard.type(block)
    press("Enter")
    press("Enter")
    put("见年报。")
    for _ in range(4):
        press("Shift+ArrowLeft")
    page.wait_for_function("() => getSelection().toString() === '见年报。'")
    page.evaluate("new Promise(done => setTimeout(done, 0))")  # the editor hears of it
    press("Control+k")
    page.keyboard.type("www.changzhou.gov.cn")
    press("Enter")
    press("Control+f")
    page.keyboard.type("一条")
    press("Escape")
    put("两条")
    with page.expect_navigation():
        press("Control+Enter")
    content = stored(Article.objects.get())
    assert content["headline"] == "园区来了新企业"
    assert content["body"] == (
        "<p>导语。</p>\n<h2>以学促干</h2>\n<ul><li>两条</li></ul>\n"
        '<p><a href="https://www.changzhou.gov.cn" rel="noopener">见年报。</a></p>'
    )
    expect(page.locator(".messagelist")).to_contain_text("已送审，待初审", use_inner_text=True)
    assert page.evaluate("window.broken") == []


def test_an_input_method_composes_signs_and_headline(writing, page):
    entry = making.article(headline="旧题", body="<p>甲</p>")
    writing(entry)
    tools = page.context.new_cdp_session(page)

    def compose(letters, words):
        given = {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        tools.send("Input.imeSetComposition", given)
        tools.send("Input.insertText", {"text": words})

    page.fill("#id_headline", "")
    page.focus("#id_headline")
    compose("yuan qu", "园区")
    expect(page.locator("#title-count b")).to_have_text("2", use_inner_text=True)
    page.evaluate(CARET, "paragraph")
    page.keyboard.press("Enter")
    compose("##", "##")
    page.keyboard.insert_text(" ")
    compose("jie ti", "节题")
    page.wait_for_selector(".page h2:has-text('节题')")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(entry)["headline"] == "园区"
    assert stored(entry)["body"] == "<p>甲</p>\n<h2>节题</h2>"


def test_a_closing_line_reaches_the_reader_at_the_right(writing, page, live_server):
    entry = making.article("public", body="<p>正文。</p><p>市工商联办公室</p>")
    writing(entry)
    page.click(".page p:has-text('办公室')")
    page.click("button[aria-label='落款，靠右']")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(entry)["body"].endswith('<p class="closing">市工商联办公室</p>')
    making.republish(entry)
    page.goto(f"{live_server.url}{entry.get_absolute_url()}")
    aligned = "one => getComputedStyle(one).textAlign"
    assert page.locator("p.closing").evaluate(aligned) == "end"
    assert page.locator("p:has-text('正文。')").first.evaluate(aligned) != "end"


def test_nothing_to_complain_of_in_any_light_or_width(writing, page):
    picture = '<figure><img src="/pictures/1/a.webp" alt=""><figcaption>图</figcaption></figure>'
    wrong = []
    for caret in (None, "tableCell"):
        writing(None if caret is None else making.unchecked_article(body=LONG + TABLE + picture))
        if caret:
            page.evaluate(CARET, caret)
            page.keyboard.press("Control+f")
        wrong += violations_in_each_light(page, (390, 768, 1366))
    assert wrong == []
