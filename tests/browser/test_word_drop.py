"""A manuscript dropped on the text is offered for import; nothing happens to the text by itself."""

import base64

import pytest
from playwright.sync_api import expect

from series.models import Entry
from tests.helpers import making, people
from tests.helpers.axe import violations

from .test_pictures import DROP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "车间里的夜校\n2025-03-12\n夜校开在车间，会员企业轮流请老师。\n"


@pytest.fixture
def form(page, live_server, client):
    """Opens the form of an entry, or of a new one, as the editor."""

    def open_form(entry=None):
        client.force_login(people.editor())
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        place = f"{entry.pk}/change" if entry else "add"
        page.goto(f"{live_server.url}/desk/series/article/{place}/")
        page.wait_for_selector(".editor .count span")

    return open_form


def drop(page, name, words):
    given = [(name, "", base64.b64encode(words.encode()).decode())]
    page.evaluate(DROP, [".editor .page", given])
    page.wait_for_selector("#paste-receipt button")


def test_a_dropped_manuscript_becomes_the_next_revision_once_it_is_wanted(page, form):
    entry = making.article(body="<p>第一段。</p>")
    form(entry)
    drop(page, "夜校.txt", WORDS)
    expect(page.locator("#paste-receipt")).to_contain_text(
        "“夜校.txt”是一份文稿，没有放进正文", use_inner_text=True
    )
    assert page.inner_text(".editor .page").strip() == "第一段。"
    assert violations(page) == []
    with page.expect_navigation():
        page.click("#paste-receipt button:has-text('导入')")
    expect(page.locator("body")).to_contain_text(
        "已从“夜校.txt”导入，存为第2版", use_inner_text=True
    )
    assert "会员企业轮流请老师" in making.newest(entry).content["body"]


def test_on_a_new_text_it_becomes_a_draft_in_the_chosen_column(page, form):
    column = making.column()
    form()
    page.select_option("[name=column]", str(column.pk))
    drop(page, "夜校.txt", WORDS)
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.click("#paste-receipt button:has-text('导入')")
    row = Entry.objects.get()
    assert (row.column, row.newest.content["headline"]) == (column, "车间里的夜校")


def test_what_is_not_wanted_leaves_everything_as_it_is(page, form):
    entry = making.article(body="<p>第一段。</p>")
    form(entry)
    drop(page, "夜校.docx", "x")
    page.click("#paste-receipt button:has-text('不导入')")
    expect(page.locator("#paste-receipt")).to_have_text("", use_inner_text=True)
    assert page.inner_text(".editor .page").strip() == "第一段。"
    assert making.newest(entry).number == 1
