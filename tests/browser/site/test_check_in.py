"""The helpers' page in a real browser, whose camera sees the code of the confirmation page."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from series.models import CheckIn
from tests.helpers.chromium import FLAGS, chromium_path
from tests.helpers.deeds.checking_in import event_today, helper_link, person
from tests.helpers.deeds.registering import new_phone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow(reason="a browser of its own, whose camera plays a film"),
]
WIDTH, HEIGHT, FRAMES = 640, 480, 4
PAGE = "**/checkin/*/"


def write_film(path, picture):
    """Write a picture as a film that Chromium's camera plays: YUV4MPEG2, grey."""
    scene = Image.new("L", (WIDTH, HEIGHT), 200)
    code = Image.open(io.BytesIO(picture)).convert("L").resize((360, 360))
    scene.paste(code, ((WIDTH - 360) // 2, (HEIGHT - 360) // 2))
    frame = b"FRAME\n" + scene.tobytes() + bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode()
    path.write_bytes(head + frame * FRAMES)


@pytest.fixture
def film(browser, tmp_path):
    """Return a page of a new browser: its camera sees this picture."""
    opened = []

    def start(picture):
        write_film(tmp_path / "code.y4m", picture)
        camera = [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={tmp_path / 'code.y4m'}",
        ]
        given = {"executable_path": chromium_path(), "args": [*FLAGS, *camera]}
        opened.append(browser.browser_type.launch(**given))
        context = opened[0].new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
        return context.new_page()

    yield start
    for each in opened:
        each.close()


def standing():
    return CheckIn.objects.standing().count()


def test_the_code_of_the_confirmation_page_is_scanned_online_and_offline(page, film, live_server):
    event = event_today()
    row = person(event, "王敏")
    page.goto(live_server.url + reverse("series:registration", args=[row.group.code]))
    helper = film(page.locator(".pass-qr svg").screenshot())
    broken = []
    helper.on("console", lambda line: "Content Security" in line.text and broken.append(line.text))
    helper.on("pageerror", lambda error: broken.append(str(error)))
    helper.goto(live_server.url + reverse("series:check_in", args=[helper_link(event)[1]]))
    helper.get_by_role("button", name="打开摄像头扫码").click()
    helper.wait_for_selector("#result[data-status=in]")
    expect(helper.locator("#result")).to_contain_text("王敏", use_inner_text=True)
    expect(helper.locator("#count b")).to_have_text("1", use_inner_text=True)
    helper.get_by_role("button", name="签错了，撤回").click()
    helper.wait_for_selector("#result[data-status=undone]")
    assert standing() == 0

    helper.context.set_offline(True)
    helper.get_by_role("button", name="打开摄像头扫码").click()
    helper.wait_for_selector("text=1 次签到还没有送出")
    expect(helper.locator("#result")).to_contain_text("照常放行", use_inner_text=True)
    helper.fill("#who", "王敏")
    helper.get_by_role("button", name="找人").click()
    helper.wait_for_selector("#result:has-text('找人和撤回要联网')")
    assert standing() == 0

    helper.click("summary:has-text('现场来宾登记')")
    helper.fill("#id_name", "丁")
    helper.fill("#id_phone", new_phone())
    helper.check("#id_agree")
    helper.get_by_role("button", name="登记并签到").click()
    helper.wait_for_selector("text=2 次签到还没有送出")
    expect(helper.locator("#id_name")).to_have_value("")
    assert standing() == 0

    # The network is back, but the first answer is lost, and then a portal answers for the site.
    lost = []
    helper.route(PAGE, lambda route: (lost.append(route.fetch().status), route.abort()))
    helper.context.set_offline(False)
    for _ in range(100):
        if lost:
            break
        helper.wait_for_timeout(100)
    assert standing() == 1
    helper.unroute(PAGE)
    helper.route(PAGE, lambda route: route.fulfill(body="<h1>请登录无线网</h1>"))
    helper.get_by_role("button", name="现在送出").click()
    helper.wait_for_selector("text=网站暂时没有回答")
    expect(helper.locator("#unsent")).to_contain_text("2 次签到还没有送出", use_inner_text=True)

    # A page that is opened again sends what is left: what came before is not stored again.
    helper.unroute(PAGE)
    helper.reload()
    helper.wait_for_function("() => document.getElementById('unsent').hidden")
    assert sorted(CheckIn.objects.standing().values_list("registration__name", flat=True)) == [
        "丁",
        "王敏",
    ]
    assert CheckIn.objects.count() == 3
    assert helper.evaluate("localStorage.length") == 1
    assert helper.evaluate("JSON.parse(localStorage.getItem(localStorage.key(0)))") == []
    assert broken == []


@pytest.mark.parametrize("is_fetched", [True, False])
def test_the_camera_opens_offline_for_the_first_time(page, film, live_server, is_fetched):
    """Only because the decoder was fetched with the page: the control holds that request back."""
    event = event_today()
    row = person(event, "王敏")
    page.goto(live_server.url + reverse("series:registration", args=[row.group.code]))
    helper = film(page.locator(".pass-qr svg").screenshot())
    broken = []
    helper.on("pageerror", lambda error: broken.append(str(error)))
    if not is_fetched:
        helper.add_init_script("window.fetch = () => Promise.reject(new TypeError('no network'))")
    helper.goto(live_server.url + reverse("series:check_in", args=[helper_link(event)[1]]))
    helper.wait_for_load_state("networkidle")
    helper.context.set_offline(True)
    helper.get_by_role("button", name="打开摄像头扫码").click()
    said = "text=1 次签到还没有送出" if is_fetched else "text=摄像头打不开"
    helper.wait_for_selector(said)
    assert broken == []
