"""Keyboard shortcuts: they lead where the links lead, rest while somebody types, and go off."""

import pytest
from playwright.sync_api import expect

from series.models import Entry
from tests.helpers import making, people
from tests.helpers.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page, sign_in):
    making.article("submitted", headline="第一篇")
    making.article("submitted", headline="第二篇")
    go = sign_in(people.editor())
    go("/desk/")
    return go


def path(page):
    return page.evaluate("location.pathname")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        ("ga", "/desk/series/article/"),
        ("ge", "/desk/series/event/"),
        ("gi", "/desk/series/initiative/"),
        ("gl", "/desk/series/entry/"),
        ("gt", "/desk/notifications/"),
        ("n", "/desk/series/article/add/"),
    ],
)
def test_keys_lead_where_the_links_lead(page, desk, keys, there):
    with page.expect_navigation():
        press(page, *keys)
    assert path(page) == there
    with page.expect_navigation():
        press(page, "g", "h")
    assert path(page) == "/desk/"


def test_a_slash_finds_the_search_and_rows_go_up_and_down(page, desk):
    desk("/desk/series/article/")
    focused = "document.activeElement.textContent.trim()"
    press(page, "j", "j")
    assert page.evaluate(focused) == "第一篇"
    press(page, "k")
    assert page.evaluate(focused) == "第二篇"
    press(page, "/")
    assert page.evaluate("document.activeElement.id") == "searchbar"
    press(page, "j", "?", "n")
    expect(page.locator("#searchbar")).to_have_value("j?n")
    expect(page.locator("#keys-sheet")).to_be_hidden()


def test_the_sheet_opens_closes_and_holds_its_switch(page, desk):
    press(page, "?")
    expect(page.locator("#keys-sheet")).to_be_visible()
    assert violations(page) == []
    page.uncheck("#keys-on")
    press(page, "Escape")
    expect(page.locator("#keys-sheet")).to_be_hidden()
    press(page, "?", "n")
    assert path(page) == "/desk/"
    page.reload()
    press(page, "?")
    expect(page.locator("#keys-sheet")).to_be_hidden()
    page.click(".me summary")
    page.click("#keys-link")
    expect(page.locator("#keys-on")).not_to_be_checked()
    page.check("#keys-on")
    press(page, "Escape")
    with page.expect_navigation():
        press(page, "n")


def test_control_s_saves_also_from_within_a_field(page, desk):
    entry = Entry.objects.get(headline="第一篇")
    desk(f"/desk/series/article/{entry.pk}/change/")
    page.fill("[name=headline]", "第一篇改了")
    press(page, "Control+s")
    page.click("#save-question button[value=save]")  # it is in review
    page.wait_for_selector(".messagelist:has-text('已保存为第2版')")
    assert Entry.objects.get(pk=entry.pk).headline == "第一篇改了"


def test_control_enter_submits_one_button_and_offers_several(page, sign_in):
    entry = making.article("submitted")
    go = sign_in(people.first())
    go("/desk/settings/")
    page.fill("#id_email", "zhou@example.org")
    with page.expect_navigation():
        press(page, "Control+Enter")
    expect(page.locator("main")).to_contain_text("zhou@example.org", use_inner_text=True)
    go(f"/desk/series/article/{entry.pk}/change/")
    words = page.locator("#id_words")
    words.fill("同意")
    press(page, "Control+Enter")
    assert page.evaluate("document.activeElement.textContent.trim()") == "通过并签字"
    assert Entry.objects.get(pk=entry.pk).reviews.count() == 0


def test_keys_rest_while_chinese_is_composed(page, desk):
    page.evaluate("""() => {
        document.body.dispatchEvent(new KeyboardEvent('keydown',
            {key: 'n', keyCode: 229, bubbles: true, isComposing: true}));
    }""")
    assert path(page) == "/desk/"
    page.focus("#desk-search")
    tools = page.context.new_cdp_session(page)
    given = {"text": "zuotan", "selectionStart": 6, "selectionEnd": 6}
    tools.send("Input.imeSetComposition", given)
    press(page, "n")
    tools.send("Input.insertText", {"text": "座谈"})
    assert path(page) == "/desk/"
    expect(page.locator("#keys-sheet")).to_be_hidden()


def test_without_script_the_keys_are_a_page(browser, live_server):
    making.article()
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    people.editor()
    page.goto(f"{live_server.url}/desk/login/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", people.PASSWORD)
    page.click("#login-form [type=submit]")
    page.click(".me summary")
    page.click("#keys-link")
    page.wait_for_url("**/desk/keys/")
    expect(page.locator("main")).to_contain_text("到检索框", use_inner_text=True)
    expect(page.locator("#keys-sheet")).to_be_hidden()
    context.close()


def test_a_batch_is_chosen_and_confirmed_by_hand(page, sign_in):
    making.article(headline="甲"), making.article(headline="乙")
    go = sign_in(people.editor())
    go("/desk/series/article/")
    page.check("#action-toggle")
    page.select_option("select[name=do]", "submit")
    page.click("#changelist button[name=index]")
    expect(page.locator("main")).to_contain_text("将送审 2 篇", use_inner_text=True)
    assert violations(page) == []
    page.click("input[type=submit][value='送审 2 篇']")
    expect(page.locator(".messagelist")).to_contain_text("2 篇已送审", use_inner_text=True)
