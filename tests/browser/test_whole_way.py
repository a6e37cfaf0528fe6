"""The whole way of a Word file through the desk, by hand in a real browser: imported, pasted
into, submitted, returned twice, signed by three, scheduled, and read by a reader."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from series.actions.editorial.schedules import publish_due
from series.models import AuditLine, Entry, Review, Revision
from series.models.revision import content_digest
from tests.helpers import making, people
from tests.helpers.samples.docx_builder import docx, paragraph, text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADLINE = "园区里的企业家课堂"
CLIPBOARD = (Path(__file__).parents[1] / "fixtures/clipboard/word.html").read_text(encoding="utf-8")
PASTE = """board => {
  const { editor } = document.querySelector('.editor').deskEditor;
  editor.view.focus();
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  editor.commands.splitBlock();
  const data = new DataTransfer();
  data.setData('text/html', board);
  document.querySelector('.editor .page').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""
STAGES = {"first": "初审", "second": "复审", "chief": "终审"}


@pytest.fixture
def manuscript(tmp_path):
    path = tmp_path / "课堂.docx"
    path.write_bytes(
        docx(
            paragraph(text(HEADLINE, bold=True), align="center"),
            paragraph(text("常州的一个园区把课堂搬进车间，每月请一位企业家来讲。")),
            paragraph(text("课从问题讲起", bold=True)),
            paragraph(text("第一课讲订单，第二课讲人才，第三课讲怎样守住质量。")),
        )
    )
    return path


@pytest.fixture
def desk(page, sign_in_by_hand):
    """What a person does at the desk; everybody logs in anew."""
    return Desk(page, sign_in_by_hand)


class Desk:
    def __init__(self, page, sign_in_by_hand):
        self.page, self.sign_in_by_hand = page, sign_in_by_hand

    def sit_down(self, who, path=""):
        self.go = self.sign_in_by_hand(getattr(people, who)())
        if path:
            self.go(path)

    def press(self, name):
        with self.page.expect_navigation():
            self.page.click(f"button:has-text('{name}'), input[type=submit][value='{name}']")

    def save(self):
        """Save without leaving the page, until its messages stand there."""
        self.page.click("input[name=_save]")
        self.page.wait_for_selector(".messagelist:has-text('已保存为第')")

    def said(self):
        return self.page.inner_text(".messagelist")

    def editor_stands(self):
        self.page.wait_for_selector(".editor .count span")


def change_page(entry):
    return f"/desk/series/article/{entry.pk}/change/"


def import_word(desk, manuscript):
    desk.sit_down("editor", "/desk/series/article/word/")
    with desk.page.expect_navigation():
        desk.page.set_input_files("input[type=file]", manuscript)
    assert HEADLINE in desk.page.inner_text("h1")
    return Entry.objects.get()


def submit(desk, entry):
    desk.go(change_page(entry))
    desk.editor_stands()
    desk.page.click("[name=_submit]")
    desk.page.wait_for_selector(".messagelist:has-text('已送审')")


def sign(desk, who, entry, opinion="属实，同意。"):
    desk.sit_down(who, change_page(entry))
    desk.page.fill("#id_words", opinion)
    desk.press("通过并签字")
    assert f"{STAGES[who]}已签字通过" in desk.said()


def send_back(desk, who, entry, opinion):
    desk.sit_down(who, change_page(entry))
    desk.page.fill("#id_words", opinion)
    desk.press("退回修改")
    assert "已退回修改" in desk.said()


def edit_title(desk, entry, title):
    desk.sit_down("editor", change_page(entry))
    desk.editor_stands()
    desk.page.fill("#id_headline", title)
    desk.save()


def as_reader(page, live_server, entry):
    page.context.clear_cookies()
    return page.goto(f"{live_server.url}{entry.get_absolute_url()}")


def test_from_a_word_file_to_the_reader(desk, page, live_server, manuscript):
    making.column()
    entry = import_word(desk, manuscript)
    expect(page.locator(".editor .page")).to_contain_text("课从问题讲起", use_inner_text=True)

    desk.editor_stands()
    page.evaluate(PASTE, CLIPBOARD)
    page.wait_for_selector("#paste-receipt h2:has-text('粘贴回执')")
    desk.save()
    assert "已保存为第2版" in desk.said()
    submit(desk, entry)

    for who in STAGES:
        sign(desk, who, entry)
    moment = timezone.localtime() + timedelta(days=1)
    page.fill("#id_publish_at", moment.strftime("%Y-%m-%dT%H:%M"))
    desk.press("定时发布")
    assert as_reader(page, live_server, entry).status == 404

    assert publish_due(now=moment + timedelta(minutes=1)).failed == []
    assert as_reader(page, live_server, entry).status == 200
    words = page.inner_text("main")
    assert HEADLINE in words
    assert "第三课讲怎样守住质量。" in words
    assert_what_stands_there_was_signed(entry, moment)


def assert_what_stands_there_was_signed(entry, moment):
    live = Entry.objects.select_related("live").get(pk=entry.pk)
    assert live.live.digest == content_digest(live.live.content)
    assert live.body == live.live.content["body"]
    signed = Review.objects.filter(entry=entry, digest=live.live.digest, decision="approve")
    assert [row.level for row in signed] == [1, 2, 3]
    assert live.published_at == moment.replace(second=0, microsecond=0)
    verbs = list(
        AuditLine.objects.filter(entry=entry).order_by("number").values_list("verb", flat=True)
    )
    for verb in ("建稿", "改稿", "送审", "初审通过", "复审通过", "终审通过"):
        assert verb in verbs, verbs


@pytest.mark.slow(reason="32 s, nine log-ins by hand; the way of a Word file stays")
def test_returned_twice_and_published_all_the_same(desk, page, live_server, manuscript):
    making.column()
    entry = import_word(desk, manuscript)
    submit(desk, entry)

    send_back(desk, "first", entry, "标题请写明是哪个园区。")
    desk.sit_down("editor", "/desk/")
    expect(page.locator("main")).to_contain_text("标题请写明是哪个园区。", use_inner_text=True)
    edit_title(desk, entry, "科教城里的企业家课堂")
    submit(desk, entry)

    sign(desk, "first", entry)
    send_back(desk, "second", entry, "标题太长，请缩短。")
    edit_title(desk, entry, "科教城的企业家课堂")
    desk.go(change_page(entry))
    expect(page.locator("#content-related")).to_contain_text("签字失效", use_inner_text=True)
    submit(desk, entry)

    for who in STAGES:
        sign(desk, who, entry)
    desk.press("立即发布")
    assert as_reader(page, live_server, entry).status == 200
    expect(page.locator("h1")).to_contain_text("科教城的企业家课堂", use_inner_text=True)
    returned = Review.objects.filter(entry=entry, decision="return").order_by("pk")
    assert [(row.level, row.opinion) for row in returned] == [
        (1, "标题请写明是哪个园区。"),
        (2, "标题太长，请缩短。"),
    ]
    assert Revision.objects.filter(entry=entry).count() == 3
