"""Autosave and presence in a real browser: in time, never half a syllable, two people at once."""

import time
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from chamber.models import UserSession
from series.models import Entry, WorkingCopy
from tests.helpers import making, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAD = "<p>践行初心使命，高扬奋进风帆，深入学习贯彻党的二十大精神。</p>"
DUTY = "<p>推动代表人士履职尽责，广泛汇集全市民营企业家力量。</p>"
SAVED = "#live .saved:has-text('已自动保存')"


def address(entry, page="change"):
    return reverse(f"admin:series_{entry.kind}_{page}", args=[entry.pk])


def enter(page, live_server, user):
    page.goto(f"{live_server.url}/desk/login/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", people.PASSWORD)
    page.click("#login-form [type=submit]")
    page.wait_for_selector(".desk-nav")


@pytest.fixture
def entry(db):
    return making.article(body=f"{LEAD}\n{DUTY}")


@pytest.fixture
def second_page(browser):
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def kept(name):
    copy = WorkingCopy.objects.first()
    return copy.fields[name][0] if copy else None


def wait_until(question):
    """Wait until `question()` holds."""
    for _ in range(1500):
        if question():
            return
        time.sleep(0.02)
    pytest.fail("too late")


def old_enough():
    """A second later than the save that made the entry would count as its echo."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        before = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(minutes=1))
        cursor.execute("UPDATE series_revision SET created_at = %s", [before])


def test_typing_is_kept_within_a_second_of_the_pause(page, live_server, entry):
    """By the page's own clock, which stands still while the machine works."""
    old_enough()
    enter(page, live_server, people.editor())
    page.clock.install()
    page.goto(live_server.url + address(entry))
    page.wait_for_selector(".editor .count span")
    page.clock.pause_at(page.evaluate("Date.now()") + 5000)
    page.focus("#id_headline")
    page.keyboard.press("End")
    page.keyboard.type("（修订）")
    page.clock.run_for(500)
    assert kept("headline") is None  # control: while somebody types nothing is sent
    with page.expect_response("**/autosave/**"):
        page.clock.run_for(500)
    assert "（修订）" in kept("headline")
    page.clock.resume()
    page.wait_for_selector(SAVED)
    expect(page.locator("#live .trouble")).to_be_hidden()
    assert Entry.objects.get().newest.number == 1


def test_an_opened_page_saves_nothing(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    page.wait_for_timeout(6000)
    assert not WorkingCopy.objects.exists()


def test_composition_is_neither_broken_nor_saved_halfway(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    page.fill("#id_headline", "")
    page.wait_for_selector(SAVED)
    devtools = page.context.new_cdp_session(page)
    page.focus("#id_headline")
    for syllables in ("c", "ch", "chang", "chang zhou"):
        devtools.send(
            "Input.imeSetComposition",
            {"text": syllables, "selectionStart": len(syllables), "selectionEnd": len(syllables)},
        )
        page.wait_for_timeout(500)
    page.wait_for_timeout(1500)
    assert kept("headline") == ""
    expect(page.locator("#id_headline")).to_have_value("chang zhou")
    devtools.send("Input.insertText", {"text": "常州"})
    wait_until(lambda: kept("headline") == "常州")
    expect(page.locator("#id_headline")).to_have_value("常州")


def test_typing_in_the_body_is_kept_and_comes_back(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    page.wait_for_selector(".editor .ProseMirror")
    page.click(".editor .ProseMirror p >> nth=0")
    page.keyboard.press("End")
    page.keyboard.type("另补一句。")
    page.wait_for_selector(SAVED)
    assert "另补一句。" in kept("body_html")
    page.goto(live_server.url + "/desk/")
    page.goto(live_server.url + address(entry))
    page.wait_for_selector(".editor .ProseMirror:has-text('另补一句。')")
    expect(page.locator(".resumed")).to_contain_text("还没有存为版本的内容", use_inner_text=True)
    page.click("text=与已存版本比较")
    page.wait_for_selector("ins:has-text('另补一句。')")
    page.go_back()
    page.click(".resumed button")
    page.wait_for_selector(".messagelist:has-text('已放弃')")
    assert not WorkingCopy.objects.exists()


def test_a_failed_save_says_so_and_is_tried_again(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    page.route("**/autosave/", lambda route: route.abort())
    page.fill("#id_headline", "断网时写的")
    page.wait_for_selector("#live .trouble:has-text('未能保存，正在重试；字存在这台电脑上')")
    page.unroute("**/autosave/")
    page.wait_for_selector(SAVED)
    assert kept("headline") == "断网时写的"


def test_an_expired_session_is_said_and_healed_by_another_log_in(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    UserSession.objects.all().delete()
    page.fill("#id_headline", "登录过期后写的")
    page.wait_for_selector("#live .trouble:has-text('登录已过期')")
    other = page.context.new_page()
    enter(other, live_server, people.editor())
    other.close()
    page.wait_for_selector(SAVED)
    assert kept("headline") == "登录过期后写的"
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist:has-text('已保存为第2版')")


def refuse(status, route):
    route.fulfill(status=status)


def test_lost_rights_and_too_much_are_told_apart(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    for status, words in ((403, "没有改这篇稿件的权限"), (413, "稿件太大")):
        page.route("**/autosave/", partial(refuse, status))
        page.fill("#id_headline", f"写 {status}")
        page.wait_for_selector(f"#live .trouble:has-text('{words}')")
        page.unroute("**/autosave/")
    page.fill("#id_headline", "好了")
    page.wait_for_selector(SAVED)


def test_leaving_in_haste_still_keeps_the_last_words(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    page.on("dialog", lambda dialog: dialog.accept())
    page.focus("#id_headline")
    page.keyboard.type("急")
    page.goto(live_server.url + "/desk/")
    wait_until(lambda: "急" in (kept("headline") or ""))


def test_saving_a_version_leaves_no_copy_behind(page, live_server, entry):
    old_enough()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    page.fill("#id_headline", "存为版本")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist:has-text('已保存为第2版')")
    page.wait_for_timeout(1500)
    assert not WorkingCopy.objects.unsaved().exists()


def test_two_people_see_each_other_within_ten_seconds(page, second_page, live_server, entry):
    """By the first page's own clock, which jumps."""
    enter(page, live_server, people.editor())
    page.clock.install()
    page.goto(live_server.url + address(entry))
    enter(second_page, live_server, people.first())
    second_page.goto(live_server.url + address(entry))
    second_page.wait_for_selector("#live .others:has-text('陈编也在此稿')")
    page.clock.run_for(10_000)
    page.wait_for_selector("#live .others:has-text('周初也在此稿')")
    second_page.goto(live_server.url + "/desk/")
    page.clock.run_for(10_000)
    page.wait_for_selector("#live .others", state="hidden")


def test_a_save_of_somebody_else_is_announced_and_merged(page, second_page, live_server, entry):
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    enter(second_page, live_server, people.admin())
    second_page.goto(live_server.url + address(entry))
    second_page.click("details:has(#id_author) > summary")
    second_page.fill("#id_author", "顾宁")
    second_page.click("[name=_save]")
    second_page.wait_for_selector(".messagelist:has-text('第2版')")
    page.wait_for_selector("#live .news:has-text('管理员刚存为第2版，保存时可合并')")
    page.fill("#id_headline", "我的题")
    page.click("[name=_save]")
    page.wait_for_selector(".merge:has-text('两边的改动已经合并')")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist:has-text('已保存为第3版')")
    content = making.newest(entry).content
    assert (content["headline"], content["author"]) == ("我的题", "顾宁")


def test_without_script_a_stale_save_merges_too(browser, live_server, entry):
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    enter(page, live_server, people.editor())
    page.goto(live_server.url + address(entry))
    making.change(entry, by=people.admin(), author="顾宁")
    page.fill("#id_body", "践行初心使命。\n\n推动代表人士履职尽责，广泛凝聚全市民营企业家力量。")
    page.click("[name=_save]")
    page.wait_for_selector(".merge:has-text('两边的改动已经合并')")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist:has-text('已保存为第3版')")
    assert "凝聚" in making.newest(entry).content["body"]
    page.goto(live_server.url + address(entry, "history"))
    page.click("text=比较选中的两版")
    page.wait_for_selector("ins:has-text('凝聚')")
    page.click("text=下一处 ›")
    page.wait_for_url("**#b1")
    context.close()
