"""How many clicks a day's jobs take, counted by the browser: pointers that a person pressed.

A choice in a drop-down list counts two, a file one (the button that opens the choice). Typing is
not counted (decision 117)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from series.actions.editorial.reviews import sign
from series.models import Article, Visibility
from tests.helpers import making, people
from tests.helpers.samples.docx_builder import docx, paragraph, text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNTED = """
addEventListener('pointerdown', event => event.isTrusted && window.clicked(), true);
"""
MOST_TABS = 120
HEADLINE = "园区里的企业家课堂"


class Hand:
    """One person's mouse and keyboard; `clicks` counts for all who sat here."""

    def __init__(self, page, sign_in):
        self.page, self.sign_in, self.clicks = page, sign_in, 0
        page.expose_function("clicked", self._count)
        page.add_init_script(COUNTED)

    def _count(self):
        self.clicks += 1

    def sit_down(self, person):
        self.sign_in(person)("/desk/")

    def press(self, selector):
        """Click what leads to another page."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def choose_file(self, selector, path):
        self.page.set_input_files(selector, path)
        self.clicks += 1


@pytest.fixture
def hand(page, sign_in):
    making.column()
    return Hand(page, sign_in)


@pytest.fixture
def manuscript(tmp_path):
    path = tmp_path / "课堂.docx"
    lines = (HEADLINE, "常州的一个园区把课堂搬进车间。", "第一课讲订单，第二课讲人才。")
    path.write_bytes(
        docx(
            paragraph(text(lines[0], bold=True), align="center"),
            *(paragraph(text(line)) for line in lines[1:]),
        )
    )
    return path


def open_task(hand, person, entry):
    hand.sit_down(person)
    hand.press(f"#content-main a[href='/desk/series/article/{entry.pk}/change/']")


def test_a_new_article_is_sent_for_review_in_three_clicks(hand, page):
    hand.sit_down(people.editor())
    hand.press("text=写文章")
    page.wait_for_selector(".editor .count span")
    page.click("#id_headline")
    page.keyboard.insert_text(HEADLINE)
    page.keyboard.press("Enter")
    page.keyboard.insert_text("常州的一个园区把课堂搬进车间。")
    hand.press("input[name=_submit]")
    expect(page.locator(".messagelist")).to_contain_text("已送审，待初审", use_inner_text=True)
    assert hand.clicks == 3


def test_a_returned_text_is_mended_and_sent_again_in_three_clicks(hand, page):
    entry = making.article("submitted", headline="送审稿")
    open_task(hand, people.first(), entry)
    page.fill("#id_words", "请注明出处。")
    hand.press("button:has-text('退回修改')")
    assert hand.clicks == 2
    hand.clicks = 0
    open_task(hand, people.editor(), entry)
    page.click(".editor .page p")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("据市统计局。")
    hand.press("input[name=_submit]")
    expect(page.locator(".messagelist")).to_contain_text("已送审，待初审", use_inner_text=True)
    assert hand.clicks == 3


def test_a_word_file_is_published_by_four_persons_in_nine_clicks(hand, page, manuscript):
    hand.sit_down(people.editor())
    hand.press("a:has-text('导入 Word')")
    with page.expect_navigation():
        hand.choose_file("input[type=file]", manuscript)
    hand.press("input[name=_submit]")
    entry = Article.objects.get()
    for person in (people.first(), people.second()):
        open_task(hand, person, entry)
        hand.press("button:has-text('通过并签字')")
    open_task(hand, people.chief(), entry)
    hand.press("button:has-text('签字并发布')")
    row = Article.objects.get()
    assert (row.visibility, row.headline) == (Visibility.PUBLIC, HEADLINE)
    assert hand.clicks == 9


def signed_twice():
    entry = making.article("submitted", headline="待终审的稿")
    for person in (people.first(), people.second()):
        sign(entry, revision=making.newest(entry), by=person)
    return entry


def test_the_last_signature_schedules_in_four_clicks(hand, page):
    entry = signed_twice()
    open_task(hand, people.chief(), entry)
    page.click("summary:has-text('签字并定时')")
    page.click("#id_sign_at")
    at = timezone.localtime() + timedelta(days=2)
    page.fill("#id_sign_at", f"{at:%Y-%m-%dT09:00}")
    hand.press("button:has-text('签字并定时')")
    row = Article.objects.get()
    expect(page.locator(".messagelist")).to_contain_text(
        f"{at:%Y-%m-%d} 09:00", use_inner_text=True
    )
    assert (row.scheduled_id, row.visibility) == (row.newest_id, Visibility.DRAFT)
    assert hand.clicks == 4


def test_a_public_text_is_withdrawn_in_five_clicks(hand, page):
    entry = making.article("published", headline="要撤的稿")
    hand.sit_down(people.chief())
    hand.press(".desk-nav a:has-text('稿件')")
    hand.press(f".field-title a[href='/desk/series/article/{entry.pk}/change/']")
    page.click("summary:has-text('撤稿')")
    page.click("#id_reason")
    page.keyboard.insert_text("数字有误，核对后另发。")
    hand.press("button:has-text('撤稿')")
    expect(page.locator(".messagelist")).to_contain_text(
        "已撤稿，公开页不再显示", use_inner_text=True
    )
    assert Article.objects.get().visibility == Visibility.WITHDRAWN
    assert hand.clicks == 5


def typed(page, words):
    page.keyboard.insert_text(words)


def composed(page, words):
    """Type as by an input method: syllables in the field, then the chosen words in their place."""
    tools = page.context.new_cdp_session(page)
    for syllables in ("y", "yuan'qu"):
        place = {"selectionStart": len(syllables), "selectionEnd": len(syllables)}
        tools.send("Input.imeSetComposition", {"text": syllables, **place})
    tools.send("Input.insertText", {"text": words})
    tools.detach()


def tab_to(page, selector):
    """Press Tab until this is focused, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def press_key(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.parametrize("write", [typed, composed])
def test_the_whole_way_by_keyboard_alone(hand, page, write):
    """Written, sent for review, signed three times and published, with an input method or without."""
    hand.sit_down(people.editor())
    press_key(page, "n")
    page.wait_for_selector(".editor .count span")
    tab_to(page, "#id_headline")
    write(page, HEADLINE)
    page.keyboard.press("Enter")
    write(page, "常州的一个园区把课堂搬进车间。")
    press_key(page, "Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("已送审，待初审", use_inner_text=True)
    for person in (people.first(), people.second(), people.chief()):
        hand.sit_down(person)
        page.keyboard.press("j")
        press_key(page, "Enter")
        tab_to(page, "#id_words")
        write(page, "内容属实。")
        tab_to(page, "button.main[form=verdict]")
        press_key(page, "Enter")
    row = Article.objects.get()
    assert (row.visibility, row.headline) == (Visibility.PUBLIC, HEADLINE)
    assert row.body == "<p>常州的一个园区把课堂搬进车间。</p>"
    assert set(row.reviews.values_list("opinion", flat=True)) == {"内容属实。"}
    assert hand.clicks == 0


def test_control_a_click_is_counted_and_a_script_is_none(hand, page):
    hand.sit_down(people.editor())
    page.evaluate("document.querySelector('h1').click()")
    assert hand.clicks == 0
    page.click("h1")
    assert hand.clicks == 1
