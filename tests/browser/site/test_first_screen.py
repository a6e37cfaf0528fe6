"""The first screen holds content: where the text of each kind of entry begins, how many headlines
the home page and the lists show. `python -m tests.audit.first_screen` measures a whole site."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.audit import first_screen
from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# As long as the longest of the demonstration: 24 characters, and a subtitle of two lines.
HEADLINE = "2026年第二次全市民营经济发展情况通报会暨企业家座谈会"
SUBTITLE = "年轻一代民营经济人士理想信念教育培训的第四天，大家说了些什么"
BODY = "<p>今年的会开得不同。</p>" + "".join(
    f"<h2>第{n}节说些什么</h2><p>{'企业家说了三件事，件件有着落。' * 12}</p>" for n in "一二三四"
)
LOOKS = ((390, 700, "", 420), (390, 700, "elder", 600))


@pytest.fixture
def entries():
    given = {"headline": HEADLINE, "subtitle": SUBTITLE, "body": BODY}
    serial = making.series("工作展示")
    return {
        "article": making.article("public", **given),
        "instalment": making.article("public", series=serial, number=2, **given),
        "initiative": making.initiative("public", **given),
        "event": making.event("public", **given),
        "single page": making.flatpage("public", **given),
    }


def look(page, address, width, height, choice):
    page.context.clear_cookies()
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": address}])
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)


def test_the_text_of_every_kind_begins_in_the_first_screen(page, live_server, entries):
    found = {}
    for name, entry in entries.items():
        address = live_server.url + entry.get_absolute_url()
        for width, height, choice, most in LOOKS:
            look(page, address, width, height, choice)
            found[name, choice] = (first_screen.first_line(page), most)
    assert {one: both for one, both in found.items() if both[0] is None or both[0] > both[1]} == {}
    page.evaluate("document.querySelector('main').style.paddingTop = '600px'")
    assert first_screen.first_line(page) > 600  # control: what stands lower is seen


@pytest.fixture
def lists():
    column = making.column()
    now = timezone.now()
    for at in range(8):
        making.article("public", headline=f"{HEADLINE[:18]}{at}", tags=["两个健康"], column=column)
    for days in (0, 2, 5, 9, 20):
        begin = now + timedelta(days=days, hours=1)
        end = begin + timedelta(hours=2)
        making.event("public", starts_at=begin.isoformat(), ends_at=end.isoformat())
    return ["/articles/", "/events/", "/tags/两个健康/", f"/columns/{column.pk}/"]


def test_home_and_lists_show_headlines_at_once(page, live_server, lists):
    look(page, f"{live_server.url}/", 390, 700, "")
    assert first_screen.headlines(page) >= 4
    look(page, f"{live_server.url}/", 1280, 800, "")
    assert first_screen.headlines(page) >= 6
    fewest = {}
    for path in lists:
        look(page, live_server.url + path, 390, 700, "")
        fewest[path] = first_screen.headlines(page)
    assert {path: count for path, count in fewest.items() if count < 4} == {}
    page.set_viewport_size({"width": 390, "height": 200})
    assert first_screen.headlines(page) < 4  # control: a screen that is too small is noticed
