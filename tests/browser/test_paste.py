"""A paste in a real browser: a ClipboardEvent with what Word writes, until the text is stored."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from series.actions.media import fetch
from series.actions.media.fetch import Net
from series.models import AuditLine, Entry, Picture
from tests.helpers import making, people
from tests.helpers.axe import violations
from tests.helpers.picture_server import port, server  # noqa: F401
from tests.helpers.samples.edits import demo_texts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLIPBOARD = Path(__file__).parents[1] / "fixtures/clipboard"
WORD = (CLIPBOARD / "word.html").read_text(encoding="utf-8")
REPORTED = """
window.broken = [];
document.addEventListener('securitypolicyviolation', event =>
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture
def open_form(page, live_server, client):
    """The form of an entry, its editor standing, the caret at the end."""
    page.add_init_script(REPORTED)
    client.force_login(people.editor())
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )

    def opened(entry):
        page.goto(f"{live_server.url}/desk/series/article/{entry.pk}/change/")
        page.wait_for_selector(".editor .count span")
        page.evaluate("""() => {
          const { editor } = document.querySelector('.editor').deskEditor;
          editor.view.focus();
          editor.commands.setTextSelection(editor.state.doc.content.size - 1);
        }""")
        return page

    yield opened
    if not page.is_closed() and page.url != "about:blank":
        assert page.evaluate("window.broken") == []


def paste(page, html="", text=""):
    page.evaluate(
        """board => {
      const data = new DataTransfer();
      for (const [type, words] of Object.entries(board)) if (words) data.setData(type, words);
      document.querySelector('.editor .page').dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }""",
        {"text/html": html, "text/plain": text},
    )


def caret(page, position):
    page.evaluate(
        "at => document.querySelector('.editor').deskEditor.editor.commands.setTextSelection(at)",
        position,
    )


def receipt(page):
    """What the receipt says, its folded lists included."""
    page.wait_for_selector(".receipt h2")
    folded = page.eval_on_selector_all(
        "#paste-receipt details:not([open]) li", "all => all.map(one => one.textContent)"
    )
    return "\n".join([page.inner_text("#paste-receipt"), *folded])


def body(page):
    return page.input_value("textarea[name=body_html]")


def press(page, name):
    page.click(f"#paste-receipt button:has-text('{name}')")


def test_a_word_fragment_goes_in_clean_and_is_stored(open_form):
    entry = making.article(body="<p>开头。</p>")
    page = open_form(entry)
    page.keyboard.press("Enter")
    paste(page, WORD)
    said = receipt(page)
    for words in (
        "粘贴回执",
        "汉字 137 个，保留 120 个",
        "保留 7 项",
        "改写 5 项",
        "批注 2 处",
        "Word 列表符号改为列表 6 项",
    ):
        assert words in said, words
    assert body(page).startswith("<p>开头。</p><h2>商会服务进厂区</h2><p>三月的一个上午,商会")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist")
    stored = Entry.objects.get(pk=entry.pk).newest.content["body"]
    assert "<ul><li>用工清单<ul><li>技工12名</li></ul></li><li>融资清单</li></ul>" in stored
    assert '<td colspan="2"><strong>二季度办件</strong></td>' in stored
    assert "<small>清单每季度更新一次。</small>" in stored
    assert "旧的说法" not in stored


def test_the_receipt_leads_to_the_entry_that_says_the_same(open_form):
    lines = demo_texts()["26-talent"].splitlines()
    html = "".join(f"<p>{line}</p>" for line in lines)
    known = making.article(body=html, headline="存过的一篇")
    page = open_form(making.article(body="<p>开头。</p>"))
    paste(page, html)
    assert f"与第{known.pk}号稿《存过的一篇》有 100% 相同" in receipt(page)
    link = page.get_attribute("#paste-receipt a", "href")
    assert link == f"/desk/series/article/{known.pk}/change/"
    assert violations(page) == []


def test_words_go_into_the_middle_of_a_line(open_form):
    page = open_form(making.article(body="<p>甲丁</p>"))
    caret(page, 2)
    paste(page, "<p style='color:red'>乙丙</p>")
    receipt(page)
    assert body(page) == "<p>甲乙丙丁</p>"


def test_several_paragraphs_part_the_line(open_form):
    page = open_form(making.article(body="<p>甲丁</p>"))
    caret(page, 2)
    paste(page, "<p>乙</p><p>丙</p>")
    receipt(page)
    assert body(page) == "<p>甲乙</p><p>丙丁</p>"
    press(page, "撤销粘贴")
    assert body(page) == "<p>甲丁</p>"


@pytest.mark.parametrize(
    ("body_before", "key", "html", "expected"),
    [
        ("<h2>题</h2>", "Home", "<h2>新</h2><p>乙。</p>", "<h2>新</h2><p>乙。</p><h2>题</h2>"),
        ("<h2>题</h2>", "End", "<p>甲。</p><p>乙。</p>", "<h2>题</h2><p>甲。</p><p>乙。</p>"),
        ("<h2>题</h2>", "End", "<p>目</p>", "<h2>题目</h2>"),
        ("<p>甲</p>", "End", "<h2>题</h2><p>乙。</p>", "<p>甲</p><h2>题</h2><p>乙。</p>"),
        ("<p>甲</p>", "End", "<p>乙</p><ul><li>丙</li></ul>", "<p>甲乙</p><ul><li><p>丙</p></li></ul>"),
        ("<ul><li>甲</li></ul>", "End", "<p>乙</p>", "<ul><li><p>甲乙</p></li></ul>"),
    ],
)  # fmt: skip
def test_blocks_stand_where_a_writer_expects_them(open_form, body_before, key, html, expected):
    page = open_form(making.article(body=body_before))
    if key == "Home":
        caret(page, 1)
    paste(page, html)
    receipt(page)
    assert body(page) == expected
    press(page, "撤销粘贴")
    assert body(page).replace("<p>甲</p></li>", "甲</li>") == body_before


def test_the_place_is_kept_while_the_editor_types_on(page, open_form):
    opened = open_form(making.article(body="<p>甲。</p><p>乙。</p>"))
    held = []
    page.route("**/paste/", lambda route: held.append(route))
    paste(opened, "<p>丙</p>")
    opened.wait_for_selector("text=正在整理粘贴的内容")
    caret(opened, 1)
    opened.keyboard.type("先写")
    held[0].continue_()
    receipt(opened)
    assert body(opened) == "<p>先写甲。</p><p>乙。丙</p>"
    opened.keyboard.type("再写")
    assert body(opened) == "<p>先写再写甲。</p><p>乙。丙</p>"
    press(opened, "撤销粘贴")
    assert body(opened) == "<p>先写再写甲。</p><p>乙。</p>"


def test_marks_are_mended_one_by_one_and_all(open_form):
    page = open_form(making.article(body="<p>原文,不动。</p>"))
    page.keyboard.press("Enter")
    paste(page, "<p>第一,第二,第三;完</p><p><b>粗,</b>细</p>")
    assert "汉字之间的半角标点 4 处" in receipt(page)
    assert "第一,第二,第三;完" in body(page)
    page.click("#paste-receipt .marks summary")
    page.click("#paste-receipt .offers li:nth-child(2) button")
    assert "第一,第二，第三;完" in body(page)
    press(page, "全部改正")
    assert (
        body(page) == "<p>原文,不动。</p><p>第一，第二，第三；完</p><p><strong>粗，</strong>细</p>"
    )
    assert page.inner_text("#paste-receipt .offers").count("已改") == 4


def test_a_mark_that_is_gone_is_not_mended_elsewhere(open_form):
    page = open_form(making.article(body="<p>甲。</p>"))
    paste(page, "<p>一,二</p>")
    receipt(page)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.click("#paste-receipt .marks summary")
    page.click("#paste-receipt .offers button")
    expect(page.locator("#paste-receipt .offers")).to_contain_text("没有找到", use_inner_text=True)
    assert body(page) == "<p>甲。一</p>"


def test_the_plain_text_goes_in_where_the_server_fails(page, open_form):
    opened = open_form(making.article(body="<p>甲</p>"))
    page.route("**/paste/", lambda route: route.abort())
    paste(opened, "<p><b>乙</b></p><p>丙</p>", "乙\r\n\r\n丙<")
    assert "服务器没有回应。已按纯文本贴入" in receipt(opened)
    assert body(opened) == "<p>甲乙</p><p>丙&lt;</p>"


def test_a_refusal_is_said_in_the_server_s_words(open_form):
    page = open_form(making.article(body="<p>甲</p>"))
    paste(page, "<div>" * 3000 + "深", "深")
    assert "嵌套超过 2000 层" in receipt(page)
    assert body(page) == "<p>甲深</p>"


def test_the_receipt_closes_and_the_keyboard_goes_back(open_form):
    page = open_form(making.article(body="<p>甲</p>"))
    paste(page, "<p>乙</p>")
    receipt(page)
    expect(page.locator("#paste-receipt")).to_have_attribute("aria-live", "polite")
    press(page, "关闭回执")
    expect(page.locator("#paste-receipt")).to_have_text("", use_inner_text=True)
    page.keyboard.type("丙")
    assert body(page) == "<p>甲乙丙</p>"


@pytest.fixture
def distant(port, monkeypatch):  # noqa: F811
    net = Net(
        resolve=lambda host, port: ["127.0.0.1"],
        allows=lambda ip: ip == "127.0.0.1",
        ports=frozenset({port}),
        seconds=3,
    )
    monkeypatch.setattr(fetch, "INTERNET", net)
    return f"http://pictures.test:{port}"


def test_distant_pictures_come_by_consent_only(page, open_form, distant, server):  # noqa: F811
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened = open_form(making.article(body="<p>甲。</p>"))
    opened.keyboard.press("Enter")
    html = f"<p>乙。</p><img src='{distant}/png' alt='展台'><p>丙。</p><img src='{distant}/gone'><p>丁。</p>"
    paste(opened, html)
    said = receipt(opened)
    assert "有 2 张图片在别处的网站（pictures.test）上，没有贴入" in said
    assert body(opened) == "<p>甲。</p><p>乙。</p><p>丙。</p><p>丁。</p>"
    assert not [url for url in asked if "pictures.test" in url]
    assert server.RequestHandlerClass.seen == []
    press(opened, "取回 2 张图片")
    opened.wait_for_selector("#paste-receipt .distant >> text=没有取回")
    picture = Picture.objects.get()
    told = opened.inner_text("#paste-receipt .distant")
    assert "已取回" in told
    assert "没有给出图片（404）" in told
    figure = f'<figure><img src="{picture.get_absolute_url()}" alt="展台"><figcaption></figcaption></figure>'
    assert body(opened) == f"<p>甲。</p><p>乙。</p>{figure}<p>丙。</p><p>丁。</p>"
    assert AuditLine.objects.filter(verb="取回图片").count() == 2


def test_nothing_is_fetched_where_nobody_agrees(open_form, distant, server):  # noqa: F811
    page = open_form(making.article(body="<p>甲。</p>"))
    paste(page, f"<p>乙</p><img src='{distant}/png'>")
    receipt(page)
    press(page, "不要图片")
    expect(page.locator("#paste-receipt")).to_contain_text("1 张图片没有取回", use_inner_text=True)
    assert server.RequestHandlerClass.seen == []
    assert not Picture.objects.exists()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_receipt_is_fit_for_everybody(open_form, width):
    page = open_form(making.article(body="<p>甲</p>"))
    page.set_viewport_size({"width": width, "height": 900})
    paste(page, WORD + "<p>图<img src='https://pictures.test/a.png'></p>")
    receipt(page)
    page.click("#paste-receipt .marks summary")
    assert page.evaluate("window.broken") == []
    assert violations(page) == []
    page.evaluate("window.broken = []")  # axe writes a style of its own
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for box in page.locator("#paste-receipt button").all():
        assert box.bounding_box()["height"] >= 24
