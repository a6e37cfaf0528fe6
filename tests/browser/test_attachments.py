"""The attachment dialog in a real browser: upload, several at once, keyboard, axe."""

import pytest
from playwright.sync_api import expect

from series.models import Attachment
from tests.helpers import making, people
from tests.helpers.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pdf(name):
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + name.encode()}


@pytest.fixture
def form(page, live_server, client):
    client.force_login(people.editor())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    row = making.article(body="<p>第一段。</p>")
    page.goto(f"{live_server.url}/desk/series/article/{row.pk}/change/")
    page.wait_for_selector(".editor .count span")
    return row


def test_attachments_are_put_into_the_text_and_saved(page, form):
    page.click("button[aria-label=插入附件]")
    page.wait_for_selector("#attachment-dialog[open]")
    page.wait_for_selector("#attachment-dialog [role=status]:not(:empty)")
    assert violations(page) == []
    page.set_input_files("#attachment-file", [pdf("报名表.pdf"), pdf("日程.pdf")])
    page.wait_for_selector(".editor .page a >> nth=1")
    expect(page.locator("#attachment-dialog")).to_be_hidden()
    links = page.eval_on_selector_all(".editor .page a", "all => all.map(one => one.textContent)")
    assert [link.partition("（")[0] for link in links] == ["报名表", "日程"]
    with page.expect_navigation():
        page.click("input[name=_save]")
    keys = list(Attachment.objects.order_by("pk").values_list("pk", flat=True))
    assert making.newest(form).content["attachments"] == keys
    assert len(keys) == 2


@pytest.mark.parametrize("width", [390, 1366])
def test_the_dialog_fits(page, form, width):
    page.set_viewport_size({"width": width, "height": 844})
    if width < 640:
        page.click(".tools .more")
    page.click("button[aria-label=插入附件]")
    page.wait_for_selector("#attachment-dialog[open]")
    box = page.locator("#attachment-dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    if width == 390:
        for button in page.locator("#attachment-dialog button:visible").all():
            assert button.bounding_box()["height"] >= 44
