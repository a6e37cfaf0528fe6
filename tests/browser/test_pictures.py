"""Pictures in a real browser: dropped on the text, picked, cropped by mouse and by keys."""

import base64

import pytest
from playwright.sync_api import expect

from series.actions.media.pictures import store_picture
from series.models import Entry, Picture
from tests.helpers import making, people
from tests.helpers.axe import violations
from tests.helpers.samples.photographs import TELLING, drawn, photograph, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORTED = """
window.broken = [];
document.addEventListener('securitypolicyviolation', event =>
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
"""
DROP = """([selector, files]) => {
  const carried = new DataTransfer();
  for (const [name, type, data] of files) {
    const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
    carried.items.add(new File([bytes], name, {type}));
  }
  const target = document.querySelector(selector);
  const frame = target.getBoundingClientRect();
  const given = {bubbles: true, cancelable: true, dataTransfer: carried,
                 clientX: frame.left + 60, clientY: frame.top + 30};
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, given));
}"""
WORDS = "企业家在车间交流"


@pytest.fixture
def desk(page, live_server, client):
    """Signed in as the editor; opens a page of the desk."""
    page.add_init_script(REPORTED)
    client.force_login(people.editor())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return lambda path: page.goto(f"{live_server.url}{path}")


@pytest.fixture
def form(page, desk):
    """The form of a new entry, its rich-text field ready."""
    entry = making.article(body="<p>第一段。</p><p>第二段。</p>")
    desk(f"/desk/series/article/{entry.pk}/change/")
    page.wait_for_selector(".editor .count span")
    return entry


def drop(page, *files, on=".editor .page"):
    given = [(name, kind, base64.b64encode(data).decode()) for name, kind, data in files]
    page.evaluate(DROP, [on, given])


def jpeg(**options):
    return "现场.jpg", "image/jpeg", photograph(image=drawn(600, 400), **options)


def fill(page, alt=WORDS, caption=""):
    page.wait_for_selector("#picture-alt:visible")
    page.fill("#picture-alt", alt)
    page.fill("#picture-caption", caption)


def insert(page):
    page.click("#picture-dialog [type=submit]")


def is_open(page):
    return page.evaluate("document.getElementById('picture-dialog').open")


def figures(page):
    """What the editor holds: (address, words, caption) of each figure."""
    return page.eval_on_selector_all(
        ".editor .page figure",
        """boxes => boxes.map(box => { const image = box.querySelector('img');
        return [image.getAttribute('src'), image.alt, box.querySelector('figcaption').textContent] })""",
    )


def test_a_dropped_file_goes_into_the_text_and_is_stored_bare(page, form):
    drop(page, jpeg(orientation=6))
    fill(page, caption="车间一角")
    insert(page)
    page.wait_for_selector(".editor figure img")
    picture = Picture.objects.get()
    assert figures(page) == [[picture.get_absolute_url(), WORDS, "车间一角"]]
    assert (picture.width, picture.height, picture.alt) == (400, 600, WORDS)
    with picture.file.open() as file:
        assert not [word for word in TELLING if word in file.read()]
    assert not is_open(page)
    page.wait_for_function("() => document.activeElement.classList.contains('page')")
    page.click("input[name=_save]")
    page.wait_for_selector(".success")
    body = Entry.objects.select_related("newest").get().newest.content["body"]
    assert f'<img src="{picture.get_absolute_url()}" alt="{WORDS}">' in body
    assert "<figcaption>车间一角</figcaption>" in body
    assert page.evaluate("window.broken") == []


def test_no_picture_goes_in_without_words(page, form):
    drop(page, jpeg())
    fill(page, alt=" 　")
    insert(page)
    expect(page.locator("#picture-dialog .errornote")).to_contain_text(
        "请填写替代文字", use_inner_text=True
    )
    assert page.evaluate("document.activeElement.id") == "picture-alt"
    expect(page.locator("#picture-alt")).to_have_attribute("aria-invalid", "true")
    assert (figures(page), Picture.objects.count()) == ([], 0)
    page.keyboard.type(WORDS)
    expect(page.locator("#picture-dialog .errornote")).to_be_hidden()
    insert(page)
    page.wait_for_selector(".editor figure img")  # control: with words it goes in


def test_what_the_desk_refuses_is_said_in_the_dialog(page, form):
    drop(page, ("假.jpg", "image/jpeg", b"no picture at all"))
    fill(page)
    insert(page)
    page.wait_for_selector("#picture-dialog .errornote:visible")
    expect(page.locator("#picture-dialog .errornote")).to_contain_text(
        "无法识别这张图片", use_inner_text=True
    )
    assert is_open(page)
    page.click("[data-do=back]")
    drop(page, ("图.bmp", "image/bmp", b"BM"), on="#picture-dialog form")
    page.wait_for_selector("#picture-dialog .errornote:visible")
    assert "“图.bmp”不是 PNG、JPEG、GIF 或 WebP 图片" in page.inner_text(
        "#picture-dialog .errornote"
    )
    assert not Picture.objects.exists()


def test_several_files_go_in_one_after_another(page, form):
    second = ("合影.png", "image/png", saved(drawn(300, 200), "PNG"))
    drop(page, jpeg(), second)
    expect(page.locator("#picture-title")).to_contain_text("第 1 张，共 2 张", use_inner_text=True)
    fill(page, alt="第一张")
    insert(page)
    page.wait_for_function(
        "() => document.getElementById('picture-title').textContent.includes('第 2 张')"
    )
    fill(page, alt="第二张")
    insert(page)
    page.wait_for_function("() => document.querySelectorAll('.editor figure').length === 2")
    assert {words for _, words, _ in figures(page)} == {"第一张", "第二张"}
    assert not is_open(page)


def test_a_stored_picture_is_found_and_goes_in_with_words_of_its_own(page, form):
    stored = store_picture(saved(drawn(), "PNG"), alt="走访企业", caption="旧说明")
    store_picture(saved(drawn(61), "PNG"), alt="另一张")
    page.click(".tools button[aria-label='插入图片']")
    page.wait_for_selector(".thumbs button")
    expect(page.locator(".thumbs button")).to_have_count(2)
    page.fill("#picture-search", "走访")
    page.wait_for_function("() => document.querySelectorAll('.thumbs button').length === 1")
    page.click(".thumbs button")
    expect(page.locator("#picture-alt")).to_have_value("走访企业")
    page.fill("#picture-alt", "走访企业的合影")
    insert(page)
    page.wait_for_selector(".editor figure img")
    assert figures(page) == [[stored.get_absolute_url(), "走访企业的合影", "旧说明"]]
    stored.refresh_from_db()
    assert stored.alt == "走访企业"


@pytest.mark.parametrize("way", ["double click", "button"])
def test_the_words_of_a_picture_in_the_text_are_revised(page, desk, way):
    stored = store_picture(saved(drawn(300, 200), "PNG"))
    address = stored.get_absolute_url()
    silent = (
        f'<p>甲。</p><figure><img src="{address}" alt=""><figcaption>说明</figcaption></figure>'
    )
    entry = making.article(body=silent)
    desk(f"/desk/series/article/{entry.pk}/change/")
    page.wait_for_selector(".editor figure img")
    if way == "button":
        page.click(".editor figure img")
        page.click(".tools button[aria-label='插入图片']")
    else:
        page.dblclick(".editor figure img")
    page.wait_for_selector("#picture-alt:visible")
    expect(page.locator("#picture-title")).to_have_text("图片的替代文字", use_inner_text=True)
    insert(page)
    expect(page.locator("#picture-dialog .errornote")).to_contain_text(
        "请填写替代文字", use_inner_text=True
    )
    page.fill("#picture-alt", WORDS)
    insert(page)
    assert figures(page) == [[address, WORDS, "说明"]]
    page.click("input[name=_save]")
    page.wait_for_selector(".success")
    body = Entry.objects.select_related("newest").get().newest.content["body"]
    assert body.replace("\n", "") == silent.replace('alt=""', f'alt="{WORDS}"')


def test_escape_closes_and_the_text_has_the_caret_again(page, form):
    page.click(".editor .page p >> nth=1")
    page.click(".tools button[aria-label='插入图片']")
    page.wait_for_selector("#picture-dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.getElementById('picture-dialog').open")
    page.wait_for_function("() => document.activeElement.classList.contains('page')")
    assert figures(page) == []


def test_the_focus_follows_click_keys_and_numbers(page, form):
    drop(page, jpeg())
    fill(page)
    box = page.locator("#picture-dialog .focus-picture").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    assert (page.input_value("#picture-x"), page.input_value("#picture-y")) == ("25", "75")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    assert (page.input_value("#picture-x"), page.input_value("#picture-y")) == ("26", "65")
    mark = page.locator("#picture-dialog .focus-mark")
    expect(mark).to_have_attribute("aria-valuetext", "左起 26%，上起 65%")
    page.fill("#picture-x", "90")
    expect(mark).to_have_attribute("aria-valuenow", "90")
    insert(page)
    page.wait_for_selector(".editor figure img")
    picture = Picture.objects.get()
    assert (picture.focus_x, picture.focus_y) == (90, 65)
    assert page.evaluate("window.broken") == []


def test_the_picture_page_moves_the_focus_and_works_without_a_script(page, desk, browser):
    picture = store_picture(saved(drawn(600, 400), "PNG"), alt="合影")
    path = f"/desk/series/picture/{picture.pk}/change/"
    desk(path)
    page.focus(".focus-mark")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#id_focus_x")).to_have_value("40")
    page.click("input[name=_continue]")
    page.wait_for_selector(".success")
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (40, 50)
    assert page.evaluate("window.broken") == []
    state = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state)
    bare = plain.new_page()
    bare.goto(page.url)
    bare.fill("#id_focus_y", "10")
    bare.click("input[name=_continue]")
    bare.wait_for_selector(".success")
    plain.close()
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (40, 10)


@pytest.mark.parametrize("width", [1366, 390])
def test_the_dialog_fits_its_screen(page, form, width):
    page.set_viewport_size({"width": width, "height": 844})
    drop(page, jpeg())
    fill(page)
    box = page.locator("#picture-dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    inside = "node => node.scrollWidth <= node.clientWidth"
    assert page.eval_on_selector("#picture-dialog", inside)
    small = page.eval_on_selector_all(
        "#picture-dialog :is(button, input, .focus-mark)",
        """nodes => nodes.filter(node => node.checkVisibility() && !node.matches('.visually-hidden'))
        .map(node => node.getBoundingClientRect()).filter(box => box.height < 24).length""",
    )
    assert small == 0


@pytest.mark.parametrize("step", ["source", "details"])
def test_axe_finds_nothing_in_the_dialog(page, form, step):
    store_picture(saved(drawn(), "PNG"), alt="走访企业")
    if step == "details":
        drop(page, jpeg())
        fill(page)
    else:
        page.click(".tools button[aria-label='插入图片']")
        page.wait_for_selector(".thumbs button")
    assert violations(page) == []


def test_readers_get_the_small_file(page, live_server, desk):
    from series.actions.media.renditions import make_missing

    picture = store_picture(saved(drawn(2000, 1200), "JPEG"), alt="合影")
    list(make_missing())
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="合影"></figure>'
    entry = making.article("public", body=body)
    for width, ending in ((390, "-480.avif"), (1280, "-960.avif")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}{entry.get_absolute_url()}?w={width}")
        page.locator("figure img").scroll_into_view_if_needed()
        page.wait_for_function("() => document.querySelector('figure img').currentSrc")
        assert page.eval_on_selector("figure img", "image => image.currentSrc").endswith(ending)
        page.wait_for_function("() => document.querySelector('figure img').naturalWidth > 0")
