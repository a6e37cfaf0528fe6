"""The copy buttons in a real browser, read back from its clipboard; the pages for every eye."""

import pytest
from playwright.sync_api import expect

from series.actions.editorial.reviews import return_for_changes, submit
from series.text.language.han import han
from tests.helpers import making, people
from tests.helpers.axe import violations_in_each_light

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "<p>市工商联召开座谈会，听取<strong>企业</strong>意见。</p><h2>以学促干</h2><p>人人发言<small>见纪要</small>。</p>"
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const texts = {};
  for (const type of item.types) texts[type] = await (await item.getType(type)).text();
  return texts;
}"""
# What stands there within five seconds and is not what stood there before.
READ_ANOTHER = """async (former) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await navigator.clipboard.readText();
    if (text !== former) return text;
    await new Promise((done) => setTimeout(done, 50));
  }
  return former;
}"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def opened(page, sign_in, *, state="public"):
    row = making.article(state, headline="市工商联召开座谈会", body=BODY)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    go = sign_in(people.editor())
    go(f"/desk/series/article/{row.pk}/outputs/")
    return go, row


def test_the_article_is_copied_as_html_and_as_text(page, sign_in):
    opened(page, sign_in)
    page.get_by_role("button", name="复制正文").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("window.broken") == []  # before reading, which parses what it reads
    kept = page.evaluate(READ)
    assert "text-indent" in kept["text/html"]
    assert "class=" not in kept["text/html"]
    said = "市工商联召开座谈会听取企业意见以学促干人人发言注释见纪要"
    assert han(kept["text/plain"]) == said
    page.get_by_role("button", name="复制标题").click()
    assert page.evaluate(READ_ANOTHER, kept["text/plain"]) == "市工商联召开座谈会"
    page.get_by_role("button", name="复制简报").click()
    assert page.evaluate(READ_ANOTHER, "市工商联召开座谈会").endswith("意见。")


def test_without_a_clipboard_of_its_own_the_command_copies(page, sign_in):
    row = making.article("public", headline="市工商联召开座谈会", body=BODY)
    go = sign_in(people.editor())
    page.add_init_script("window.real = navigator.clipboard;" + NO_CLIPBOARD)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(f"/desk/series/article/{row.pk}/outputs/")
    page.get_by_role("button", name="复制正文").click()
    page.get_by_text("已复制").wait_for()
    kept = page.evaluate(READ.replace("navigator.clipboard", "window.real"))
    assert "以学促干" in kept["text/html"]
    assert "以学促干" in kept["text/plain"]


def test_the_preview_is_drawn_in_its_frame_with_its_look(page, sign_in):
    opened(page, sign_in)
    frame = page.frame_locator("iframe")
    heading = frame.locator("h2")
    expect(heading).to_have_text("以学促干", use_inner_text=True)
    assert frame.locator("p").first.evaluate("e => getComputedStyle(e).textIndent") == "32px"
    assert page.evaluate("window.broken") == []


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, sign_in):
    go, row = opened(page, sign_in)
    for path in (f"/desk/series/article/{row.pk}/outputs/", f"/articles/{row.pk}/print/"):
        page.set_viewport_size({"width": 390, "height": 900})
        go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert violations_in_each_light(page, (390, 1366)) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366, path


def test_the_print_page_keeps_the_type_area(page, sign_in):
    go, row = opened(page, sign_in)
    go(f"/articles/{row.pk}/print/")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 594.95996 841.91998]" in paper or b"/MediaBox [0 0 595" in paper


def test_the_slip_prints_on_one_page(page, sign_in):
    row = making.article("submitted", tags=["两个健康"], subtitle="工作展示")
    return_for_changes(row, revision=making.newest(row), by=people.first(), opinion="数字请核对")
    making.change(row, summary="新的摘要")
    submit(row, revision=making.newest(row), by=people.editor(), note="已核对")
    making.bring_to(row, "published")
    sign_in(people.first())(f"/desk/series/article/{row.pk}/slip/")
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page\r") == 1
